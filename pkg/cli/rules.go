package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/fixtures"
	"github.com/hublint/hublint/pkg/page"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

func (a *app) rulesCommand() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list the rules",
		Flags: []cli.Flag{
			formatFlag(tableFormats()),
		},
		Action: a.rules,
	}
}

func (a *app) rules(c *cli.Context) error {
	if err := choice(c, "format", tableFormats()...); err != nil {
		return err
	}
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		return err
	}
	all := catalogue.All()
	switch c.String("format") {
	case "json":
		return a.rulesJSON(all)
	case "markdown":
		_, err = fmt.Fprint(a.streams.Out, page.Index(all))
		return err
	}
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
		Action:    a.explain,
	}
}

func (a *app) explain(c *cli.Context) error {
	if c.NArg() != 1 {
		return fmt.Errorf("expected the name or id of one rule; hublint rules lists them")
	}
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		return err
	}
	r, err := catalogue.ByName(c.Args().First())
	if err != nil {
		return err
	}
	examples, err := page.Examples(fixtures.Rules, r)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(a.streams.Out, page.Markdown(r, examples))
	return err
}
