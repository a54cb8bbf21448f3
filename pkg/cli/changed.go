package cli

import (
	"fmt"
	"sync"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/changes"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
)

// listNew has only what changes bring listed, if --new-from asks for that.
func listNew(c *cli.Context, in *input, o *lint.Options) error {
	revision := c.String(newFlag)
	if revision == "" {
		return nil
	}
	lines, err := changes.Since(c.Context, in.dir, revision)
	if err != nil {
		return fmt.Errorf("--%s: %w", newFlag, err)
	}
	judged := lint.Options{Now: o.Now, Config: o.Config, Engine: o.Engine, Findings: everyRule}
	o.Changed = lines
	o.Before = sync.OnceValue(func() *lint.Before { return before(c, in, lines, judged) })
	return nil
}

// before returns what there was before the changes; nil if git does not tell.
func before(c *cli.Context, in *input, lines *changes.Lines, o lint.Options) *lint.Before {
	held, err := lines.Before()
	if err != nil {
		at := source.NewFile(".", nil).Range(0, 0)
		in.diagnostics = append(in.diagnostics, source.Warningf(at, newFlag, "only findings on changed lines are listed, since git can't tell what was there before: %v", err))
		return nil
	}
	s := in.Then(session.Past{Contents: held.Contents, Absent: held.Absent, Was: lines.Was})
	p, diags := s.Find()
	return &lint.Before{
		Project:     p,
		Diagnostics: diags,
		Judge:       func(units []project.Unit) []*lint.Judged { return lint.Judge(c.Context, p, units, o) },
		Was:         s.Was,
	}
}
