package cli

import (
	"errors"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/review"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
)

func (a *app) reviewCommand() *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "answer the Well-Architected checklist from what is deployed",
		ArgsUsage: "[PATH...]",
		Flags: append([]cli.Flag{
			formatFlag(reviewFormats()),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "-", Usage: "write to `FILE`; - is standard output"},
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour diagnostics: auto, always, never"},
		}, inputFlags()...),
		Action: a.review,
	}
}

func (a *app) review(c *cli.Context) error {
	if err := errors.Join(choice(c, "format", reviewFormats()...), choice(c, "color", "auto", "always", "never")); err != nil {
		return err
	}
	progress := a.showProgress(c)
	defer progress.wipe()
	in, err := openWithRules(c)
	if err != nil {
		return err
	}
	defer in.close()
	r, err := reviewOf(c, in, progress)
	if err != nil {
		return err
	}
	progress.wipe()
	report.WriteDiagnostics(a.streams.Err, warningsOf(r.Diagnostics), colored(c.String("color"), a.streams.Err))
	if err := a.writeReview(c, r); err != nil {
		return err
	}
	if source.HasErrors(r.Diagnostics) {
		return exitError(ExitBroken)
	}
	return nil
}

// reviewOf lints the input and answers the guide.
func reviewOf(c *cli.Context, in *input, p *progress) (*review.Review, error) {
	e, err := newEngine(c, in)
	if err != nil {
		return nil, err
	}
	workload, err := session.Workload(in.Config)
	if err != nil {
		return nil, err
	}
	rows, err := guide.Read()
	if err != nil {
		return nil, err
	}
	observer := review.NewObserver(rows, len(in.project.Units))
	result := lint.Run(c.Context, in.project, lint.Options{
		Now: time.Now(), Config: in.Config, Engine: e, MinSeverity: rule.Note, Observe: observer.Observe, Progress: p.begun,
	})
	result.Diagnostics = append(result.Diagnostics, in.diagnostics...)
	result.Sort()
	return review.New(review.Input{
		Guide: rows, Observer: observer, Report: result, Config: in.Config, Workload: workload, Rules: in.Catalogue.All(),
	}), nil
}

func warningsOf(diags []source.Diagnostic) []source.Diagnostic {
	var out []source.Diagnostic
	for _, d := range diags {
		if d.Severity != source.SeverityNote {
			out = append(out, d)
		}
	}
	return out
}

func (a *app) writeReview(c *cli.Context, r *review.Review) (err error) {
	w := a.streams.Out
	if file := c.String("output"); file != "-" {
		f, failed := os.Create(file)
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		w = f
	}
	switch c.String("format") {
	case "json":
		return review.JSON(w, r, c.App.Version)
	case "html":
		return review.HTML(w, r, c.App.Version)
	}
	return review.Markdown(w, r)
}
