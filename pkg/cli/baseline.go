package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

func baselineFlag(usage string) cli.Flag { return &cli.StringFlag{Name: "baseline", Usage: usage} }

func (a *app) baselineCommand() *cli.Command {
	return &cli.Command{
		Name:      "baseline",
		Usage:     "record today's findings, so that only new ones count",
		ArgsUsage: "[PATH...]",
		Flags: append([]cli.Flag{
			baselineFlag("write this `FILE`, in place of the one that the configuration names"),
			&cli.BoolFlag{Name: "prune", Usage: "only remove what is no longer found, of the deployments that are linted whole"},
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour diagnostics: auto, always, never"},
		}, inputFlags()...),
		Action: a.baseline,
	}
}

func (a *app) baseline(c *cli.Context) error {
	if err := choice(c, "color", "auto", "always", "never"); err != nil {
		return err
	}
	progress := a.showProgress(c)
	defer progress.wipe()
	in, err := openWithRules(c)
	if err != nil {
		return err
	}
	defer in.close()
	file := in.BaselineFile(c.String("baseline"))
	if file == "" {
		file = filepath.Join(in.dir, baseline.Name)
	}
	e, err := newEngine(c, in)
	if err != nil {
		return err
	}
	result := lint.Run(c.Context, in.project, lint.Options{
		Config: in.Config, Engine: e, Now: time.Now(), Home: filepath.Dir(file), MinSeverity: rule.Note, Progress: progress.begun,
		Findings: everyRule,
	})
	progress.wipe()
	diags := slices.Concat(in.diagnostics, result.Diagnostics)
	a.diagnose(c, diags)
	if source.HasErrors(diags) {
		return fmt.Errorf("%s is not written, since not all could be read", in.Reader.Display(file))
	}
	var entries []baseline.Entry
	for _, f := range result.Findings {
		if f.Suppressed == nil {
			entries = append(entries, f.Entry)
		}
	}
	return a.writeBaseline(c, in, file, entries)
}

func (a *app) writeBaseline(c *cli.Context, in *input, file string, entries []baseline.Entry) error {
	b, unseen := baseline.New(entries), 0
	if c.Bool("prune") {
		old, home, err := in.Baseline(file)
		if err != nil {
			return err
		}
		b, unseen = old.Prune(entries, in.Settled(in.project, home))
	}
	if err := os.WriteFile(file, b.Text(), 0o644); err != nil {
		return err
	}
	if unseen > 0 {
		_, _ = fmt.Fprintf(a.streams.Err, "note: %d of them may be out of date: their deployments were not linted, or not whole\n", unseen)
	}
	_, err := fmt.Fprintf(a.streams.Out, "%d findings recorded in %s\n", b.Len(), in.Reader.Display(file))
	return err
}
