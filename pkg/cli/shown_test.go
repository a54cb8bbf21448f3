package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	urfave "github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/cli"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/report"
)

// call is a run of hublint in a script.
type call struct {
	command string
	args    []string
	code    string
}

var callLine = regexp.MustCompile(`(?m)^(?:exits (\d)|exec) hublint(.*)$`)

// calls returns what the scripts run.
func calls(t *testing.T) []call {
	t.Helper()
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []call
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range callLine.FindAllStringSubmatch(string(data), -1) {
			c := call{"lint", strings.Fields(m[2]), m[1]}
			if len(c.args) > 0 && slices.ContainsFunc(cli.Commands(), func(known *urfave.Command) bool { return known.Name == c.args[0] }) {
				c.command, c.args = c.args[0], c.args[1:]
			}
			out = append(out, c)
		}
	}
	return out
}

// values returns what a call gives a flag, by one of its names; nil if it does
// not.
func (c call) values(names []string) []string {
	var out []string
	for i, arg := range c.args {
		name, v, assigned := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if len(arg) == len(strings.TrimLeft(arg, "-")) || !slices.Contains(names, name) {
			continue
		}
		if !assigned && i+1 < len(c.args) {
			v = c.args[i+1]
		}
		out = append(out, v)
	}
	return out
}

// Every command and every flag of it is shown at work in a script.
func TestFlagsAreShown(t *testing.T) {
	all := calls(t)
	for _, command := range cli.Commands() {
		if !slices.ContainsFunc(all, func(c call) bool { return c.command == command.Name }) {
			t.Errorf("no script runs hublint %s", command.Name)
		}
		for _, f := range command.Flags {
			if !slices.ContainsFunc(all, func(c call) bool { return c.command == command.Name && c.values(f.Names()) != nil }) {
				t.Errorf("no script shows what --%s does to hublint %s", f.Names()[0], command.Name)
			}
		}
	}
}

// So is every format, and it is said who it is for.
func TestFormatsAreShown(t *testing.T) {
	all := calls(t)
	for _, command := range cli.Commands() {
		formats := cli.FormatsOf(command)
		for i, format := range formats {
			shown := slices.ContainsFunc(all, func(c call) bool {
				asked := c.values([]string{"format", "f"})
				return c.command == command.Name && (slices.Contains(asked, format) || i == 0 && asked == nil ||
					slices.ContainsFunc(c.values([]string{"output", "o"}), func(v string) bool { return strings.HasPrefix(v, format+"=") }))
			})
			if !shown || report.Use(format) == "" {
				t.Errorf("no script shows format %s of hublint %s, or it is not said what it is for", format, command.Name)
			}
		}
	}
}

// And so are the exit codes.
func TestExitCodesAreShown(t *testing.T) {
	for _, code := range []string{"0", "1", "2"} {
		if !slices.ContainsFunc(calls(t), func(c call) bool { return c.command == "lint" && c.code == code }) {
			t.Errorf("no script ends with %s", code)
		}
	}
}

// What the documentation of the configuration says of a key that is not there
// is what the flag of that name is by default.
func TestDefaults(t *testing.T) {
	n := 0
	for _, command := range cli.Commands() {
		for _, f := range command.Flags {
			s := config.Describe().Property(strings.ReplaceAll(f.Names()[0], "-", "_"))
			if flag, ok := f.(*urfave.StringFlag); ok && s != nil && s.Default != "" {
				n++
				if flag.Value != s.Default {
					t.Errorf("--%s is %s by default, %s in the configuration", flag.Name, flag.Value, s.Default)
				}
			}
		}
	}
	if n < 3 {
		t.Errorf("%d flags are too few to be all", n)
	}
}
