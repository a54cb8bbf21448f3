// Command docs writes what documentation can be read from the code: the pages of
// docs/rules from the rules themselves, docs/guide.md from the guide and the
// rules that serve it, docs/configuration.md and docs/hublint.schema.json from
// the keys that are read, docs/cli.md from the command line. With -check it
// writes nothing and fails if a page is out of date.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/hublint/hublint/fixtures"
	"github.com/hublint/hublint/pkg/cli"
	"github.com/hublint/hublint/pkg/page"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

func main() {
	check := flag.Bool("check", false, "fail if a page is out of date")
	flag.Parse()
	if err := run("docs", *check); err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

func run(dir string, check bool) error {
	pages, err := render()
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "rules", "*.md"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if _, ok := pages["rules/"+filepath.Base(file)]; !ok {
			if check {
				return fmt.Errorf("%s belongs to no rule; run make generate", file)
			}
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	for name, text := range pages {
		file := filepath.Join(dir, filepath.FromSlash(name))
		now, err := os.ReadFile(file)
		switch {
		case err == nil && bytes.Equal(now, text):
		case check:
			return fmt.Errorf("%s is out of date; run make generate", file)
		default:
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(file, text, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// render returns all pages by file name, as seen from docs.
func render() (map[string][]byte, error) {
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		return nil, err
	}
	if err := catalogue.Check(); err != nil {
		return nil, err
	}
	all := catalogue.All()
	rows, err := guide.Read()
	if err != nil {
		return nil, err
	}
	schema, err := page.Schema(all, rows)
	if err != nil {
		return nil, err
	}
	pages := map[string][]byte{
		"rules/README.md": []byte(page.Index(all, beside)), "guide.md": []byte(page.Guide(rows, all)), "cli.md": []byte(cli.Reference()),
		"configuration.md": []byte(page.Configuration()), "hublint.schema.json": schema,
	}
	for _, r := range all {
		examples, err := page.Examples(fixtures.Rules, path.Join("rules", r.Name))
		if err != nil {
			return nil, err
		}
		pages["rules/"+r.Name+".md"] = []byte(page.Markdown(r, examples))
	}
	return pages, nil
}

// beside is the address of a rule's page from the page of all of them.
func beside(r *rule.Rule) string { return r.Name + ".md" }
