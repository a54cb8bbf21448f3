package lsp

import "context"

func (s *server) didSave(_ context.Context, p documentParams) (any, error) {
	if path, ok := pathOf(p.TextDocument.URI); ok {
		s.queue.add(written(path), 0)
	}
	return nil, nil
}
