package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

func baselineFlag() cli.Flag {
	return &cli.StringFlag{Name: "baseline", Usage: "do not count the findings in this `FILE`, which hublint baseline writes"}
}

func (a *app) baselineCommand() *cli.Command {
	return &cli.Command{
		Name:      "baseline",
		Usage:     "record today's findings, so that only new ones count",
		ArgsUsage: "[PATH...]",
		Flags: append([]cli.Flag{
			baselineFlag(),
			&cli.BoolFlag{Name: "prune", Usage: "only remove what is no longer found"},
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour diagnostics: auto, always, never"},
		}, inputFlags()...),
		Action: a.baseline,
	}
}

func (a *app) baseline(c *cli.Context) error {
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		return err
	}
	in, err := openInput(c)
	if err != nil {
		return err
	}
	defer in.close()
	file := baselineFile(c, in.config)
	if file == "" {
		file = filepath.Join(in.dir, baseline.Name)
	}
	e, err := newEngine(c, catalogue, in.config)
	if err != nil {
		return err
	}
	result := lint.Run(c.Context, in.project, lint.Options{Config: in.config, Engine: e, Now: time.Now(), Home: filepath.Dir(file), MinSeverity: rule.Note})
	diags := append(in.diagnostics, result.Diagnostics...)
	a.diagnose(c, diags)
	if source.HasErrors(diags) {
		return fmt.Errorf("%s is not written, since not all could be read", in.reader.Display(file))
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
	b := baseline.New(entries)
	if c.Bool("prune") {
		old, err := readBaseline(in, file)
		if err != nil {
			return err
		}
		b = old.Only(entries)
	}
	if err := os.WriteFile(file, b.Text(), 0o644); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.streams.Out, "%d findings recorded in %s\n", b.Len(), in.reader.Display(file))
	return err
}

// baselineFile returns the absolute path of the baseline that the user names,
// empty if there is none.
func baselineFile(c *cli.Context, conf *config.Config) string {
	if file := c.String("baseline"); file != "" {
		abs, err := filepath.Abs(file)
		if err != nil {
			return file
		}
		return abs
	}
	if conf.Baseline == "" || conf.File == nil {
		return ""
	}
	return filepath.Join(filepath.Dir(conf.File.Name), filepath.FromSlash(conf.Baseline))
}

// readBaseline reads a baseline from anywhere the user names.
func readBaseline(in *input, file string) (*baseline.Baseline, error) {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such baseline; hublint baseline writes one", in.reader.Display(file))
	case err != nil:
		return nil, err
	}
	return baseline.Read(source.NewFile(in.reader.Display(file), data))
}

// openBaseline reads the baseline that flags or configuration name, and returns
// the folder it stands in.
func openBaseline(c *cli.Context, in *input) (*baseline.Baseline, string, error) {
	file := baselineFile(c, in.config)
	if file == "" {
		return nil, "", nil
	}
	b, err := readBaseline(in, file)
	return b, filepath.Dir(file), err
}
