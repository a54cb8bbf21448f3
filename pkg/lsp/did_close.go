package lsp

import "context"

// didClose forgets a buffer: from here on the file on disk counts.
func (s *server) didClose(_ context.Context, p documentParams) (any, error) {
	path, ok := pathOf(p.TextDocument.URI)
	s.mu.Lock()
	defer s.mu.Unlock()
	if ok && s.open[path] != nil {
		delete(s.open, path)
		s.queue.add(opened(path), 0)
	}
	return nil, nil
}
