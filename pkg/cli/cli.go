// Package cli is the command line of hublint: one file a command.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"
)

// Exit codes. With ExitBroken, what was found is still printed.
const (
	// ExitClean: nothing at or above the severity to fail on.
	ExitClean = 0
	// ExitFindings: findings at or above that severity.
	ExitFindings = 1
	// ExitBroken: a file that can't be read or parsed, a wrong flag, or a
	// rule that failed.
	ExitBroken = 2
)

// exitCodes says what each exit code means.
var exitCodes = []struct {
	code    int
	meaning string
}{
	{ExitClean, "nothing at or above the severity of `--fail-on`"},
	{ExitFindings, "findings at or above that severity"},
	{ExitBroken, "a file or a configuration that can't be read, a wrong flag, or a rule that failed; what was found is still printed"},
}

// Streams are where a command reads and writes. Results go to Out, everything
// else to Err.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// Run runs a command line, program name first, and returns the exit code.
func Run(args []string, s Streams) int {
	app := newApp(s)
	err := app.Run(reorder(app, args))
	var code exitError
	switch {
	case err == nil:
		return ExitClean
	case errors.As(err, &code):
		return int(code)
	}
	_, _ = fmt.Fprintf(s.Err, "hublint: %v\n", err)
	return ExitBroken
}

// exitError ends a command with a code and without a message.
type exitError int

func (c exitError) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

func newApp(s Streams) *cli.App {
	cli.VersionPrinter = func(c *cli.Context) { _, _ = fmt.Fprintf(c.App.Writer, "hublint %s\n", c.App.Version) }
	a := &app{streams: s}
	root := &cli.App{
		Name:                   "hublint",
		Usage:                  "find what will hurt in Azure IoT Hub deployments: Bicep, ARM templates and Terraform",
		UsageText:              "hublint [command] [flags] [PATH...]\n\nWithout a command, hublint lints the given files and folders, or the working directory.",
		Version:                Version(),
		Writer:                 s.Out,
		ErrWriter:              s.Err,
		Reader:                 s.In,
		UseShortOptionHandling: true,
		Suggest:                true,
		HideHelpCommand:        true,
		Flags:                  lintFlags(),
		Action:                 a.lint,
		Commands:               []*cli.Command{a.lintCommand(), a.rulesCommand(), a.explainCommand(), a.graphCommand(), a.sizeCommand(), a.reviewCommand(), a.baselineCommand(), a.testCommand(), a.initCommand(), a.lspCommand()},
		OnUsageError:           usageError,
		ExitErrHandler:         func(*cli.Context, error) {},
	}
	for _, c := range root.Commands {
		c.OnUsageError = usageError
	}
	return root
}

// app holds what the commands share.
type app struct{ streams Streams }

// usageError keeps the message of a wrong flag short.
func usageError(c *cli.Context, err error, _ bool) error {
	name := strings.TrimSpace("hublint " + strings.TrimPrefix(c.Command.Name, "hublint"))
	return fmt.Errorf("%w; see %s --help", err, name)
}

// reorder moves flags before other arguments, since the flag parser stops at
// the first argument that is no flag.
func reorder(app *cli.App, args []string) []string {
	if len(args) == 0 {
		return args
	}
	head, rest, flags := args[:1:1], args[1:], app.Flags
	if len(rest) > 0 {
		if c := app.Command(rest[0]); c != nil {
			head, rest, flags = append(head, rest[0]), rest[1:], c.Flags
		}
	}
	takesValue := valueFlags(flags)
	var named, others []string
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		switch {
		case arg == "--":
			others = append(others, rest[i+1:]...)
			i = len(rest)
		case len(arg) < 2 || arg[0] != '-':
			others = append(others, arg)
		default:
			named = append(named, arg)
			if takesValue[strings.TrimLeft(arg, "-")] && i+1 < len(rest) {
				i++
				named = append(named, rest[i])
			}
		}
	}
	return append(append(append(head, named...), "--"), others...)
}

// valueFlags returns the names of the flags that take the next argument.
func valueFlags(flags []cli.Flag) map[string]bool {
	names := map[string]bool{}
	for _, f := range flags {
		if _, ok := f.(*cli.BoolFlag); ok {
			continue
		}
		for _, n := range f.Names() {
			names[n] = true
		}
	}
	return names
}

// colored reports whether to colour what goes to a stream.
func colored(mode string, w io.Writer) bool {
	switch mode {
	case "always":
		return true
	case "never":
		return false
	}
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// choice returns an error if a flag has a value that is not one of a list.
func choice(c *cli.Context, flag string, allowed ...string) error {
	v := c.String(flag)
	for _, a := range allowed {
		if v == a {
			return nil
		}
	}
	return fmt.Errorf("--%s: expected one of %s, found %q", flag, strings.Join(allowed, ", "), v)
}
