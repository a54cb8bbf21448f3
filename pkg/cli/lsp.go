package cli

import (
	"errors"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lsp"
)

func (a *app) lspCommand() *cli.Command {
	return &cli.Command{
		Name:  "lsp",
		Usage: "serve editors as a language server on standard input and output",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "stdio", Usage: "accepted, since some editors pass it; there is no other way"},
		},
		Action: a.lsp,
	}
}

func (a *app) lsp(c *cli.Context) error {
	if c.NArg() > 0 {
		return errors.New("lsp: expected no arguments; the editor says what to look at")
	}
	code, err := lsp.Serve(c.Context, stdio{a.streams}, lsp.Options{Version: c.App.Version, Log: a.streams.Err})
	if err == nil && code != 0 {
		return exitError(code)
	}
	return err
}

// stdio makes one stream of standard input and output.
type stdio struct{ streams Streams }

func (s stdio) Read(p []byte) (int, error)  { return s.streams.In.Read(p) }
func (s stdio) Write(p []byte) (int, error) { return s.streams.Out.Write(p) }

// Close closes what can be closed, so that a read that waits ends.
func (s stdio) Close() error {
	if c, ok := s.streams.In.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
