package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
)

// output is a place for results in one format.
type output struct {
	format report.Format
	// file is "-" for standard output.
	file   string
	stream io.Writer
}

// outputs reads where to write: --format to standard output, unless --output
// names files. What can be known to fail fails before the run.
func (a *app) outputs(c *cli.Context) ([]output, error) {
	list := c.StringSlice("output")
	if len(list) == 0 {
		list = []string{"-"}
	}
	var out []output
	named := map[string]bool{}
	for _, text := range list {
		name, file, ok := strings.Cut(text, "=")
		if !ok {
			name, file = c.String("format"), text
		}
		format, ok := report.ByName(name)
		if !ok {
			return nil, fmt.Errorf("unknown format %q; expected one of %s", name, strings.Join(report.Names(), ", "))
		}
		if err := checkOutput(file, named); err != nil {
			return nil, fmt.Errorf("--output: %w", err)
		}
		out = append(out, output{format, file, a.streams.Out})
	}
	return out, nil
}

// checkOutput says what is wrong with the name of a file to write.
func checkOutput(file string, named map[string]bool) error {
	at := filepath.Clean(file)
	switch {
	case file == "":
		return errors.New("expected FILE or FORMAT=FILE, found no file")
	case named[at] && file == "-":
		return errors.New("expected one format for standard output, found two")
	case named[at]:
		return fmt.Errorf("expected one format for %s, found two", file)
	}
	named[at] = true
	if file == "-" {
		return nil
	}
	if info, err := os.Stat(at); err == nil && info.IsDir() {
		return fmt.Errorf("%s: expected a file, found a folder", file)
	}
	if info, err := os.Stat(filepath.Dir(at)); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: there is no folder %s", file, filepath.Dir(at))
	}
	return nil
}

// write writes the results to all outputs, whatever becomes of each.
func write(outputs []output, r *lint.Report, c *cli.Context, shown rule.Severity) error {
	options := report.Options{
		Version:       c.App.Version,
		ShowUndecided: c.Bool("show-undecided"), ShowSuppressed: c.Bool("show-suppressed"),
		Quiet:       c.Bool("quiet"),
		MinSeverity: shown,
	}
	var errs []error
	for _, o := range outputs {
		options.Color = o.file == "-" && colored(c.String("color"), o.stream)
		if err := o.write(r, options); err != nil {
			errs = append(errs, fmt.Errorf("cannot write %s: %w", o.name(), bare(err)))
		}
	}
	return errors.Join(errs...)
}

func (o output) write(r *lint.Report, options report.Options) (err error) {
	if o.file == "-" {
		return o.format.Write(o.stream, r, options)
	}
	f, err := os.Create(o.file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return o.format.Write(f, r, options)
}

func (o output) name() string {
	if o.file == "-" {
		return "standard output"
	}
	return o.file
}

// bare returns an error without the path that its message begins with.
func bare(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}
