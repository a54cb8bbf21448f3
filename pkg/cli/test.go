package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/fixture"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

func (a *app) testCommand() *cli.Command {
	return &cli.Command{
		Name:      "test",
		Usage:     "test rules of your own on their fixtures",
		ArgsUsage: "[DIR...]",
		Flags: []cli.Flag{
			configFlag(),
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour diagnostics: auto, always, never"},
		},
		Action: a.test,
	}
}

func (a *app) test(c *cli.Context) error {
	if err := choice(c, "color", "auto", "always", "never"); err != nil {
		return err
	}
	library := engine.ReadLibrary(policies.FS)
	builtIn, err := rule.Load(policies.FS, ".")
	if err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	setup, err := session.RulesIn(session.Options{
		Dir: dir, Paths: []string{"."}, Config: c.String("config"), Catalogue: builtIn, Library: library,
	}, c.Args().Slice())
	if err != nil {
		return err
	}
	report.WriteDiagnostics(a.streams.Err, setup.Diagnostics, colored(c.String("color"), a.streams.Err))
	if len(setup.Folders) == 0 {
		return fmt.Errorf("test: expected a folder of rules, or one named by custom in %s", config.Name)
	}
	t := &ruleTest{
		app:    a,
		all:    engine.New(engine.Options{Library: library, Catalogue: setup.Catalogue}),
		users:  engine.New(engine.Options{Library: library, Catalogue: setup.Catalogue, Wanted: (*rule.Rule).IsCustom}),
		broken: source.HasErrors(setup.Diagnostics),
	}
	for _, folder := range setup.Folders {
		if err := t.folder(c.Context, folder); err != nil {
			return err
		}
	}
	return t.verdict()
}

// ruleTest tests the rules of folders, and counts.
type ruleTest struct {
	app *app
	// all engine has every rule, users only those of the user.
	all, users                *engine.Engine
	rules, fixtures, failures int
	// broken says that something could not be read.
	broken bool
}

// folder tests the rules of a folder.
func (t *ruleTest) folder(ctx context.Context, folder string) error {
	at := path.Join(folder, session.FixtureFolder)
	fixtures, closer, err := fixturesIn(at)
	if err != nil {
		return err
	}
	defer closer()
	kinds := map[string][]string{}
	for _, f := range fixtures {
		kinds[f.Rule] = append(kinds[f.Rule], f.Kind)
	}
	for _, r := range t.all.Catalogue().All() {
		if !r.IsCustom() || path.Dir(path.Dir(r.File)) != folder || r.Broken {
			continue
		}
		t.rules++
		for _, f := range fixtures {
			if f.Rule == r.Name {
				t.fixture(ctx, at, f)
			}
		}
		var missing []string
		for _, kind := range []string{"bad", "good"} {
			if !slices.Contains(kinds[r.Name], kind) {
				missing = append(missing, fmt.Sprintf("expected a fixture %s, or the same in Terraform or JSON", path.Join(at, r.Name, kind+".bicep")))
			}
		}
		if missing != nil {
			t.fail(r.File, missing...)
		}
	}
	for i, f := range fixtures {
		if _, err := t.all.Catalogue().ByName(f.Rule); err != nil && (i == 0 || fixtures[i-1].Rule != f.Rule) {
			t.fail(path.Join(at, f.Rule), err.Error())
		}
	}
	return nil
}

// fixturesIn returns the fixtures in a folder, none if it is not there, and what
// closes it.
func fixturesIn(folder string) ([]fixture.Fixture, func(), error) {
	root, err := os.OpenRoot(filepath.FromSlash(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, func() {}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	all, err := fixture.All(root.FS())
	return all, func() { _ = root.Close() }, err
}

// fixture tests one fixture, and that no unknown value makes a finding in it.
func (t *ruleTest) fixture(ctx context.Context, folder string, f fixture.Fixture) {
	t.fixtures++
	faults, err := inFolder(func(dir string) ([]fixture.Fault, error) { return f.Test(ctx, t.all, dir) })
	if err == nil {
		var more []fixture.Fault
		more, err = inFolder(func(dir string) ([]fixture.Fault, error) { return f.TestUnknown(ctx, t.users, dir) })
		faults = append(faults, more...)
	}
	name := path.Join(folder, f.Name)
	if err == nil && len(faults) == 0 {
		t.printf("ok    %s\n", name)
		return
	}
	var lines []string
	for _, fault := range faults {
		fault.File = path.Join(folder, fault.File)
		lines = append(lines, fault.String())
	}
	if err != nil {
		t.broken = true
		lines = append(lines, err.Error())
	}
	t.fail(name, lines...)
}

// inFolder runs something in an empty folder, which is then removed.
func inFolder(run func(string) ([]fixture.Fault, error)) (faults []fixture.Fault, err error) {
	dir, err := os.MkdirTemp("", "hublint")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return run(dir)
}

func (t *ruleTest) fail(name string, lines ...string) {
	t.failures++
	t.printf("FAIL  %s\n", name)
	for _, line := range lines {
		t.printf("      %s\n", line)
	}
}

func (t *ruleTest) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(t.app.streams.Out, format, args...)
}

// verdict prints the summary and returns the exit code.
func (t *ruleTest) verdict() error {
	t.printf("%s, %s: %s\n", report.Counted(t.rules, "rule"), report.Counted(t.fixtures, "fixture"), report.Counted(t.failures, "failure"))
	switch {
	case t.broken:
		return exitError(ExitBroken)
	case t.failures > 0:
		return exitError(ExitFindings)
	}
	return nil
}
