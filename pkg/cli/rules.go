package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/fixtures"
	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/page"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/session"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

func (a *app) rulesCommand() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list the rules",
		Flags: []cli.Flag{
			formatFlag(tableFormats()),
			configFlag(),
		},
		Action: a.rules,
	}
}

func (a *app) rules(c *cli.Context) error {
	if err := choice(c, "format", tableFormats()...); err != nil {
		return err
	}
	catalogue, broken, err := a.catalogue(c)
	if err != nil {
		return err
	}
	all := catalogue.All()
	switch c.String("format") {
	case "json":
		err = a.rulesJSON(all)
	case "markdown":
		_, err = fmt.Fprint(a.streams.Out, page.Index(all, (*rule.Rule).URL))
	default:
		err = a.rulesText(all)
	}
	return errors.Join(err, broken)
}

// catalogue returns the rules that come with the linter and those of the user.
// It prints what is wrong with these, and returns the exit code for that.
func (a *app) catalogue(c *cli.Context) (rules *rule.Catalogue, broken, err error) {
	builtIn, err := rule.Load(policies.FS, ".")
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	setup, err := session.Configure(session.Options{
		Dir: dir, Paths: []string{"."}, Config: c.String("config"), Catalogue: builtIn, Library: engine.ReadLibrary(policies.FS),
	})
	if err != nil {
		return nil, nil, err
	}
	report.WriteDiagnostics(a.streams.Err, setup.Diagnostics, colored("auto", a.streams.Err))
	if source.HasErrors(setup.Diagnostics) {
		broken = exitError(ExitBroken)
	}
	return setup.Catalogue, broken, nil
}

func (a *app) rulesText(all []*rule.Rule) error {
	w := tabwriter.NewWriter(a.streams.Out, 0, 0, 2, ' ', 0)
	for _, r := range all {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.Name, r.Severity, r.Doc().Title)
	}
	return w.Flush()
}

type ruleJSON struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Pillar      string        `json:"pillar"`
	Title       string        `json:"title"`
	Description string        `json:"description"`
	Severity    rule.Severity `json:"severity"`
	OptIn       bool          `json:"opt_in"`
	Guide       []string      `json:"guide"`
	Types       []string      `json:"types"`
	Remediation string        `json:"remediation"`
	Since       string        `json:"since"`
	Links       []string      `json:"links"`
	URL         string        `json:"url"`
}

func (a *app) rulesJSON(all []*rule.Rule) error {
	out := make([]ruleJSON, len(all))
	for i, r := range all {
		out[i] = ruleJSON{
			r.ID, r.Name, r.Pillar, r.Doc().Title, oneLine(r.Doc().Description), r.Severity, r.OptIn, r.Guide, r.Types,
			oneLine(r.Doc().Remediation), r.Since, r.Doc().Links, r.URL(),
		}
	}
	e := json.NewEncoder(a.streams.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Version int        `json:"version"`
		Rules   []ruleJSON `json:"rules"`
	}{1, out})
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (a *app) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "explain a rule, with examples",
		ArgsUsage: "RULE",
		Flags:     []cli.Flag{configFlag()},
		Action:    a.explain,
	}
}

func (a *app) explain(c *cli.Context) error {
	if c.NArg() != 1 {
		return fmt.Errorf("expected the name or id of one rule; hublint rules lists them")
	}
	catalogue, broken, err := a.catalogue(c)
	if err != nil {
		return err
	}
	r, err := catalogue.ByName(c.Args().First())
	if err != nil {
		return err
	}
	examples, err := examplesOf(r)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(a.streams.Out, page.Markdown(r, examples))
	return errors.Join(err, broken)
}

// examplesOf returns the templates that a rule is tested on.
func examplesOf(r *rule.Rule) ([]page.Example, error) {
	if !r.IsCustom() {
		return page.Examples(fixtures.Rules, path.Join("rules", r.Name))
	}
	root, err := os.OpenRoot(filepath.FromSlash(path.Join(path.Dir(r.File), "..", session.FixtureFolder)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	return page.Examples(root.FS(), r.Name)
}
