package cli

import (
	"fmt"
	"maps"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/fix"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

const (
	fixFlag  = "fix"
	diffFlag = "diff"
)

// fixFlags say what to do about findings that can be put right.
func fixFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: fixFlag, Usage: "put right what can be, in the files, and report what is left"},
		&cli.BoolFlag{Name: diffFlag, Usage: "print what --fix would change as a unified diff, and write nothing"},
	}
}

func checkFixFlags(c *cli.Context) error {
	switch {
	case c.Bool(fixFlag) && c.Bool(diffFlag):
		return fmt.Errorf("--%s: expected no --%s beside it", fixFlag, diffFlag)
	case c.Bool(fixFlag) && c.String(stdinFlag) != "":
		return fmt.Errorf("--%s: standard input can't be changed; --%s prints what would be", fixFlag, diffFlag)
	case c.Bool(diffFlag) && c.IsSet("output"):
		return fmt.Errorf("--%s: expected no --output, since it prints no report", diffFlag)
	}
	return nil
}

// run lints the input, makes the fixes there are if that is asked for, and
// returns what is left.
func (a *app) run(c *cli.Context, in *input, o lint.Options) (*fix.Set, *lint.Report, error) {
	if !c.Bool(fixFlag) && !c.Bool(diffFlag) {
		return &fix.Set{}, lint.Run(c.Context, in.project, o), nil
	}
	set, report, err := fixed(c, in, o)
	if err == nil && c.Bool(fixFlag) {
		err = set.Write()
	}
	return set, report, err
}

// fixed lints the input and makes the fixes there are, in memory.
func fixed(c *cli.Context, in *input, o lint.Options) (*fix.Set, *lint.Report, error) {
	return fix.All(func(overlay map[string][]byte) (*lint.Report, *source.Reader, error) {
		p, reader := in.project, in.Reader
		if len(overlay) > 0 {
			all := maps.Clone(overlay)
			for name, data := range in.Reader.Overlay {
				if all[name] == nil {
					all[name] = data
				}
			}
			s := in.Over(all)
			p, _ = s.Find()
			reader = s.Reader
		}
		return lint.Run(c.Context, p, o), reader, nil
	})
}

// diff prints what would be changed.
func (a *app) diff(set *fix.Set, r *lint.Report) error {
	text := set.Diff()
	if _, err := a.streams.Out.Write(text); err != nil {
		return err
	}
	switch {
	case source.HasErrors(r.Diagnostics):
		return exitError(ExitBroken)
	case len(text) > 0:
		return exitError(ExitFindings)
	}
	return nil
}

// tellFixed prints what was changed, and once for each rule what to know of that:
// a change may be more than a text when it is deployed.
func (a *app) tellFixed(c *cli.Context, set *fix.Set) {
	if !c.Bool(fixFlag) {
		return
	}
	told := map[string]bool{}
	for _, f := range set.Done {
		_, _ = fmt.Fprintf(a.streams.Err, "%s: fixed: %s [%s]\n", f.Range, f.Fix.Description, f.Rule.Name)
		if help := oneLine(f.Remediation); !told[help] {
			told[help] = true
			_, _ = fmt.Fprintf(a.streams.Err, "  = help: %s\n", help)
		}
	}
}
