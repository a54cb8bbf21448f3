package lsp

import "context"

// exit ends the connection.
func (s *server) exit(context.Context, empty) (any, error) { return nil, s.conn.Close() }
