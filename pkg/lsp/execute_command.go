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
	url, err := s.pageOf(p.Arguments[0])
	if err != nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
	}
	return nil, s.conn.Call(ctx, "window/showDocument", showParams{url, true}, nil)
}

// pageOf returns the page of a rule: one that was found by last, since that may
// be the user's own, or one that comes with the linter.
func (s *server) pageOf(name string) (string, error) {
	s.mu.Lock()
	outcomes := s.outcomes
	s.mu.Unlock()
	for _, o := range outcomes {
		for _, r := range o.report.Rules {
			if r.Name == name {
				return r.URL(), nil
			}
		}
	}
	r, err := s.catalogue.ByName(name)
	if err != nil {
		return "", err
	}
	return r.URL(), nil
}
