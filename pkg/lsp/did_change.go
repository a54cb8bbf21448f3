package lsp

import "context"

type changeParams struct {
	documentParams
	Changes []change `json:"contentChanges"`
}

func (s *server) didChange(_ context.Context, p changeParams) (any, error) {
	path, ok := pathOf(p.TextDocument.URI)
	s.mu.Lock()
	defer s.mu.Unlock()
	if d := s.open[path]; ok && d != nil {
		s.open[path] = d.with(p.TextDocument.Version, p.Changes, s.encoding)
		s.queue.add(work{changed: map[string]bool{path: true}, reset: isSetting(path)}, s.opts.Debounce)
	}
	return nil, nil
}
