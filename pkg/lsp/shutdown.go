package lsp

import "context"

// shutdown ends all work; exit may follow.
func (s *server) shutdown(context.Context, empty) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = stateShutdown
	s.queue.stop()
	return nil, nil
}
