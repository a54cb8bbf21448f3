package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

// inputFlags are the flags of every command that reads units.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "parameters", Usage: "use this parameter `FILE` in place of those found beside the template"},
		configFlag(),
		&cli.StringSliceFlag{Name: "var", Usage: "give a parameter a value, as `NAME=VALUE`"},
	}
}

// input is what a command reads.
type input struct {
	*session.Session
	project     *project.Project
	diagnostics []source.Diagnostic
	// dir is the working directory.
	dir string
	// library is what rules are written with; nil if there are none.
	library *engine.Library
}

// openInput finds the units in the paths of a command line.
func openInput(c *cli.Context) (*input, error) { return open(c, nil, nil) }

// openWithRules finds the units, and the rules to judge them by: those that come
// with the linter, and the user's.
func openWithRules(c *cli.Context) (*input, error) {
	library := engine.ReadLibrary(policies.FS)
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		return nil, err
	}
	return open(c, catalogue, library)
}

func open(c *cli.Context, catalogue *rule.Catalogue, library *engine.Library) (*input, error) {
	vars, err := variables(c.StringSlice("var"))
	if err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	paths, overlay, err := inputs(c, dir)
	if err != nil {
		return nil, err
	}
	s, err := session.Open(session.Options{
		Dir: dir, Paths: paths, Parameters: c.StringSlice("parameters"), Variables: vars, Config: c.String("config"), Catalogue: catalogue, Library: library,
		SkipUnmatched: c.Bool(unmatchedFlag), Overlay: overlay,
	})
	if err != nil {
		return nil, err
	}
	p, diags := s.Find()
	return &input{s, p, append(s.Diagnostics, diags...), dir, library}, nil
}

func (in *input) close() { _ = in.Close() }

func variables(list []string) (map[string]string, error) {
	vars := make(map[string]string, len(list))
	for _, text := range list {
		name, v, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--var: expected NAME=VALUE, found %q", text)
		}
		vars[name] = v
	}
	return vars, nil
}
