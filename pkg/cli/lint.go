package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
)

func lintFlags() []cli.Flag {
	flags := []cli.Flag{
		formatFlag(report.Names()),
		&cli.StringSliceFlag{Name: "output", Aliases: []string{"o"}, Usage: "write results to `FILE`, or as FORMAT=FILE; - is standard output"},
		&cli.StringFlag{Name: "fail-on", Value: "warning", Usage: "exit with 1 on a finding of this `SEVERITY` or above: error, warning, note, never"},
		&cli.StringFlag{Name: "min-severity", Value: "warning", Usage: "list findings of this `SEVERITY` or above: error, warning, note"},
		&cli.StringSliceFlag{Name: "rule", Usage: "run only this `RULE`, by name or id"},
		&cli.StringSliceFlag{Name: "pillar", Usage: "run only the rules of this `PILLAR`: security, reliability, cost, operations, performance"},
		&cli.BoolFlag{Name: "show-undecided", Usage: "list what rules could not tell, and why"},
		baselineFlag("do not count the findings in this `FILE`, which hublint baseline writes"),
		&cli.BoolFlag{Name: "show-suppressed", Usage: "list findings that comments or the baseline accept"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour the text: auto, always, never"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no diagnostics and no summary"},
	}
	return slices.Concat(flags, fixFlags(), whatFlags(), inputFlags())
}

func (a *app) lintCommand() *cli.Command {
	return &cli.Command{
		Name:      "lint",
		Usage:     "lint files and folders; the default command",
		ArgsUsage: "[PATH...]",
		Flags:     lintFlags(),
		Action:    a.lint,
	}
}

func (a *app) lint(c *cli.Context) error {
	outputs, err := a.outputs(c)
	if err != nil {
		return err
	}
	if err := errors.Join(choice(c, "fail-on", "error", "warning", "note", "never"),
		choice(c, "min-severity", "error", "warning", "note"), choice(c, "color", "auto", "always", "never"), checkFixFlags(c)); err != nil {
		return err
	}
	progress := a.showProgress(c)
	defer progress.wipe()
	in, err := openWithRules(c)
	if err != nil {
		return err
	}
	defer in.close()
	e, err := newEngine(c, in)
	if err != nil {
		a.diagnose(c, in.diagnostics)
		return err
	}
	accepted, home, err := in.Baseline(in.BaselineFile(c.String("baseline")))
	if err != nil {
		return err
	}
	shown := setting(c, "min-severity", string(in.Config.MinSeverity))
	needs := func(has func(report.Format) bool) bool {
		return slices.ContainsFunc(outputs, func(o output) bool { return has(o.format) })
	}
	o := lint.Options{
		Now:         time.Now(),
		Config:      in.Config,
		Engine:      e,
		Baseline:    accepted,
		Home:        home,
		MinSeverity: rule.Severity(shown),
		AllInUnit:   c.Bool(allFlag),
		Progress:    progress.begun,
		Fixes:       c.Bool(fixFlag) || c.Bool(diffFlag) || needs(func(f report.Format) bool { return f.Fixes }),
		Excerpt:     needs(func(f report.Format) bool { return f.Draws }),
	}
	if !needs(func(f report.Format) bool { return f.Undecided }) {
		o.Findings = everyRule
	}
	if err := listNew(c, in, &o); err != nil {
		return err
	}
	set, result, err := a.run(c, in, o)
	progress.wipe()
	if err != nil {
		return err
	}
	result.Diagnostics = append(result.Diagnostics, in.diagnostics...)
	result.Sort()
	if !c.Bool("quiet") {
		a.tellFixed(c, set)
		a.diagnose(c, result.Diagnostics)
	}
	if c.Bool(diffFlag) {
		return a.diff(set, result)
	}
	if err := write(outputs, result, c, rule.Severity(shown)); err != nil {
		return err
	}
	return verdict(result, setting(c, "fail-on", in.Config.FailOn))
}

// setting returns a flag that the user set, else what the configuration says,
// else what the flag is by default.
func setting(c *cli.Context, flag, configured string) string {
	if configured == "" || c.IsSet(flag) {
		return c.String(flag)
	}
	return configured
}

// newEngine returns an engine for the rules that flags and configuration ask
// for, with the workload that is declared.
func newEngine(c *cli.Context, in *input) (*engine.Engine, error) {
	conf := in.Config
	wanted, err := ruleFilter(c, in.Catalogue, conf)
	if err != nil {
		return nil, err
	}
	o := engine.Options{Library: in.library, Catalogue: in.Catalogue, Wanted: wanted, Graphs: len(in.project.Units)}
	o.Workload, err = session.Workload(conf)
	return engine.New(o), err
}

// diagnose prints what is wrong with the input. Notes are part of reports but
// not worth a person's time on each run.
func (a *app) diagnose(c *cli.Context, diags []source.Diagnostic) {
	shown := make([]source.Diagnostic, 0, len(diags))
	for _, d := range diags {
		if d.Severity != source.SeverityNote || c.Bool("show-undecided") || d.Code == "compiled" && c.Bool("show-suppressed") {
			shown = append(shown, d)
		}
	}
	report.WriteDiagnostics(a.streams.Err, shown, colored(c.String("color"), a.streams.Err))
}

// verdict returns the exit code for what was found.
func verdict(r *lint.Report, failOn string) error {
	if source.HasErrors(r.Diagnostics) {
		return exitError(ExitBroken)
	}
	s := r.Summary
	found := map[string]int{"error": s.Errors, "warning": s.Errors + s.Warnings, "note": s.Errors + s.Warnings + s.Notes}
	if found[failOn] > 0 {
		return exitError(ExitFindings)
	}
	return nil
}

// namedRules returns the rules that the user names.
func namedRules(catalogue *rule.Catalogue, names []string) ([]*rule.Rule, error) {
	named := make([]*rule.Rule, len(names))
	for i, name := range names {
		var err error
		if named[i], err = catalogue.ByName(name); err != nil {
			return nil, fmt.Errorf("--rule: %w", err)
		}
	}
	return named, nil
}

// knownPillars returns the pillars that the user names.
func knownPillars(catalogue *rule.Catalogue, pillars []string) ([]string, error) {
	known := catalogue.Pillars()
	for _, p := range pillars {
		if !slices.Contains(known, p) {
			return nil, fmt.Errorf("--pillar: expected one of %s, found %q", strings.Join(known, ", "), p)
		}
	}
	return pillars, nil
}

func everyRule(*rule.Rule) bool { return true }
