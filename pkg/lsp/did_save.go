package lsp

import "context"

func (s *server) didSave(_ context.Context, p documentParams) (any, error) {
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w := written(path)
	if s.open[path] != nil {
		// Its text is known, and where it belongs.
		w.find, w.saved = false, true
	}
	s.queue.add(w, 0)
	return nil, nil
}
