// Package page writes pages of documentation: those of the rules, from what they
// say of themselves and the templates they are tested on, of the guide, and of
// the configuration with its schema.
package page

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/rule"
)

// Example is a template that shows a rule at work.
type Example struct {
	// Title says what it is: "Found" or "Fine".
	Title string
	// Language is the name of the language in Markdown code blocks.
	Language string
	Text     string
}

// Examples returns the templates of a rule, from the folder that is named
// after it. Marks for tests are taken out.
func Examples(fixtures fs.FS, folder string) ([]Example, error) {
	var out []Example
	for _, kind := range []struct{ file, title string }{{"bad", "Found"}, {"good", "Fine"}} {
		files, err := filesOf(fixtures, path.Join(folder, kind.file))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			data, err := fs.ReadFile(fixtures, f)
			if err != nil {
				return nil, err
			}
			out = append(out, Example{kind.title, languages[path.Ext(f)], clean(string(data))})
		}
	}
	return out, nil
}

// filesOf returns the files of an example: those named so, and those of the
// folder of that name.
func filesOf(fixtures fs.FS, stem string) ([]string, error) {
	var files []string
	for _, pattern := range []string{stem + ".*", stem + "/*"} {
		more, err := fs.Glob(fixtures, pattern)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	slices.Sort(files)
	files = slices.DeleteFunc(slices.Compact(files), func(f string) bool { return languages[path.Ext(f)] == "" })
	slices.SortStableFunc(files, byLanguage)
	return files, nil
}

// languages are the names of the languages in code blocks, by file extension.
var languages = map[string]string{
	".yaml": "yaml", ".bicep": "bicep", ".bicepparam": "bicep", ".tf": "hcl", ".tfvars": "hcl", ".json": "json",
}

// byLanguage puts what is declared of the deployment first, then Bicep before
// Terraform before JSON.
func byLanguage(a, b string) int {
	order := []string{".yaml", ".bicep", ".bicepparam", ".tf", ".tfvars", ".json"}
	return slices.Index(order, path.Ext(a)) - slices.Index(order, path.Ext(b))
}

// clean removes the comments that say what tests expect.
func clean(text string) string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if !isWant(line) {
			out = append(out, strings.TrimRight(line, " \r"))
		}
	}
	return strings.Join(out, "\n") + "\n"
}

func isWant(line string) bool {
	line = strings.TrimSpace(line)
	comment, ok := strings.CutPrefix(line, "//")
	if !ok {
		comment, ok = strings.CutPrefix(line, "#")
	}
	return ok && strings.Contains(comment, "want ")
}

// Markdown writes the page of a rule.
func Markdown(r *rule.Rule, examples []Example) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", r.Name, r.Doc().Title+".")
	fmt.Fprintf(&b, "| id | severity | pillar | guide | since |\n|---|---|---|---|---|\n")
	fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n\n", r.ID, severity(r), r.Pillar, strings.Join(r.Guide, ", "), r.Since)
	if description := paragraph(r.Doc().Description); description != "" {
		fmt.Fprintf(&b, "%s\n\n", description)
	}
	fmt.Fprintf(&b, "## What to do\n\n%s\n", paragraph(r.Doc().Remediation))
	if r.Doc().Terraform != "" {
		fmt.Fprintf(&b, "\nIn Terraform: %s\n", paragraph(r.Doc().Terraform))
	}
	if r.Fixes {
		fmt.Fprintf(&b, "\n`hublint --fix` writes `%v` where the text stands for this and nothing else.\n", r.Doc().Fix)
	}
	if len(r.Workload) > 0 {
		fmt.Fprintf(&b, "\nIt speaks up where the workload is [declared](../capacity.md#what-to-declare) with `%s`.\n", strings.Join(r.Workload, "`, `"))
	}
	for i, e := range examples {
		if i == 0 || examples[i-1].Title != e.Title {
			fmt.Fprintf(&b, "\n## %s\n", e.Title)
		}
		fmt.Fprintf(&b, "\n```%s\n%s```\n", e.Language, e.Text)
	}
	if len(r.Doc().Links) > 0 {
		b.WriteString("\n## Read more\n\n")
	}
	for _, link := range r.Doc().Links {
		fmt.Fprintf(&b, "- <%s>\n", link)
	}
	return b.String()
}

func severity(r *rule.Rule) string {
	s := string(r.Severity)
	if r.OptIn {
		s += ", off unless switched on"
	}
	if r.Development != "" {
		s += fmt.Sprintf(" (%s in development)", r.Development)
	}
	return s
}

// paragraph joins the lines of a text.
func paragraph(text string) string { return strings.Join(strings.Fields(text), " ") }

// Index writes the table of all rules, by pillar. Each is linked to the page at
// its address.
func Index(rules []*rule.Rule, address func(*rule.Rule) string) string {
	var b strings.Builder
	b.WriteString("# Rules\n\nEvery rule names the rows of the Well-Architected checklist it serves.\n")
	pillar := ""
	for _, r := range sorted(rules) {
		if r.Pillar != pillar {
			pillar = r.Pillar
			fmt.Fprintf(&b, "\n## %s\n\n| rule | id | severity | what it finds | guide |\n|---|---|---|---|---|\n", title(pillar))
		}
		fmt.Fprintf(&b, "| [%s](%s) | %s | %s | %s | %s |\n", r.Name, address(r), r.ID, severity(r), r.Doc().Title, strings.Join(r.Guide, ", "))
	}
	return b.String()
}

// pillars in the order of the guide.
var pillars = []string{"reliability", "security", "cost", "operations", "performance"}

func sorted(rules []*rule.Rule) []*rule.Rule {
	out := slices.Clone(rules)
	slices.SortStableFunc(out, func(a, b *rule.Rule) int {
		if d := slices.Index(pillars, a.Pillar) - slices.Index(pillars, b.Pillar); d != 0 {
			return d
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
