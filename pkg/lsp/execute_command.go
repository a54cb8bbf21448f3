package lsp

import (
	"context"
	"fmt"

	"github.com/sourcegraph/jsonrpc2"
)

// openPage is the command that shows the page of a rule.
const openPage = "hublint.openPage"

type commandParams struct {
	Command   string   `json:"command"`
	Arguments []string `json:"arguments"`
}

type showParams struct {
	URI      string `json:"uri"`
	External bool   `json:"external"`
}

// executeCommand runs a command of a code action.
func (s *server) executeCommand(ctx context.Context, p commandParams) (any, error) {
	if p.Command != openPage || len(p.Arguments) != 1 {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: fmt.Sprintf("expected %s RULE, found %s", openPage, p.Command)}
	}
	r, err := s.catalogue.ByName(p.Arguments[0])
	if err != nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
	}
	return nil, s.conn.Call(ctx, "window/showDocument", showParams{r.URL(), true}, nil)
}
