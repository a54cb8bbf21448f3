package lsp

import (
	"context"

	"github.com/sourcegraph/jsonrpc2"
)

type cancelParams struct {
	ID jsonrpc2.ID `json:"id"`
}

// cancelRequest stops work on an answer that is not needed any more.
func (s *server) cancelRequest(_ context.Context, p cancelParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cancel := s.running[p.ID]; cancel != nil {
		cancel()
	}
	return nil, nil
}
