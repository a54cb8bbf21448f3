package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/report"
)

// Reference writes the page of the command line in Markdown: every command,
// flag, format and exit code.
func Reference() string {
	app := newApp(Streams{})
	var b strings.Builder
	fmt.Fprintf(&b, "# Command line\n\n%s.\n\n```\n%s\n```\n\n", sentence(app.Usage), app.UsageText)
	b.WriteString("Flags may stand before or after other arguments. Results go to standard output, everything else to standard error. " +
		"What `.hublint.yaml` says is in [configuration.md](configuration.md).\n\n")
	b.WriteString("| command | what it does |\n|---|---|\n")
	for _, c := range app.Commands {
		fmt.Fprintf(&b, "| [`hublint %s`](#hublint-%s) | %s |\n", c.Name, c.Name, c.Usage)
	}
	b.WriteString("\n| exit code | meaning |\n|---|---|\n")
	for _, e := range exitCodes {
		fmt.Fprintf(&b, "| %d | %s |\n", e.code, e.meaning)
	}
	b.WriteString("\n" + formatTable(app.Commands))
	b.WriteString("\n`--help`, `-h` shows the flags of a command, `hublint --version`, `-v` the version.\n")
	for _, c := range app.Commands {
		writeCommand(&b, c)
	}
	return b.String()
}

func writeCommand(b *strings.Builder, c *cli.Command) {
	fmt.Fprintf(b, "\n## hublint %s\n\n%s.\n\n", c.Name, sentence(c.Usage))
	line := c.UsageText
	if line == "" {
		line = strings.TrimSpace("hublint " + c.Name + " [flags] " + c.ArgsUsage)
	}
	fmt.Fprintf(b, "```\n%s\n```\n", line)
	if len(c.Flags) > 0 {
		b.WriteString("\n" + flagTable(c.Flags))
	}
}

func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func flagTable(flags []cli.Flag) string {
	var b strings.Builder
	b.WriteString("| flag | default | meaning |\n|---|---|---|\n")
	for _, f := range flags {
		if doc, ok := f.(cli.DocGenerationFlag); ok {
			row := fmt.Sprintf("%s\t%s\t%s", flagNames(f, doc), preset(doc), meaning(f, doc))
			fmt.Fprintf(&b, "| %s |\n", strings.ReplaceAll(strings.ReplaceAll(row, "|", "\\|"), "\t", " | "))
		}
	}
	return b.String()
}

// flagNames returns the names of a flag, each with what stands for its value.
func flagNames(f cli.Flag, doc cli.DocGenerationFlag) string {
	placeholder, _ := unquote(doc.GetUsage())
	var names []string
	for _, n := range f.Names() {
		names = append(names, "`"+strings.TrimSpace(dashed(n)+" "+placeholder)+"`")
	}
	return strings.Join(names, ", ")
}

func preset(doc cli.DocGenerationFlag) string {
	if v := doc.GetValue(); doc.TakesValue() && v != "" && !strings.HasPrefix(v, "[") {
		return "`" + v + "`"
	}
	return ""
}

func meaning(f cli.Flag, doc cli.DocGenerationFlag) string {
	_, usage := unquote(doc.GetUsage())
	if list, ok := f.(cli.DocGenerationSliceFlag); ok && list.IsSliceFlag() {
		usage += "; may be given several times"
	}
	if env := doc.GetEnvVars(); len(env) > 0 {
		usage += "; also by the variable `" + strings.Join(env, "`, `") + "`"
	}
	return usage
}

var quotedName = pattern.Lazy("`([^`]*)`")

// unquote returns the name of a flag's value, which its usage has in quotes, and
// the usage without them.
func unquote(usage string) (placeholder, text string) {
	if m := quotedName().FindStringSubmatch(usage); m != nil {
		placeholder = m[1]
	}
	return placeholder, strings.ReplaceAll(strings.TrimSuffix(usage, " (`"+placeholder+"`)"), "`", "")
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// formatTable says what each format is for and which commands print it.
func formatTable(commands []*cli.Command) string {
	var names []string
	printers := map[string][]string{}
	for _, c := range commands {
		for _, name := range formatsOf(c) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
			printers[name] = append(printers[name], c.Name)
		}
	}
	var b strings.Builder
	b.WriteString("| format | for | commands |\n|---|---|---|\n")
	for _, name := range names {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, report.Use(name), strings.Join(printers[name], ", "))
	}
	return b.String()
}

// formatsOf returns the formats that a command can print.
func formatsOf(c *cli.Command) []string {
	for _, f := range c.Flags {
		if s, ok := f.(*cli.StringFlag); ok && s.Name == "format" {
			_, list, _ := strings.Cut(s.Usage, ": ")
			return strings.Split(list, ", ")
		}
	}
	return nil
}
