package page

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/hublint/hublint/pkg/lint/config"
)

// configurationText is the page of the configuration but for the tables of its
// keys, which stand where it says so.
//
//go:embed configuration.md
var configurationText string

// Configuration writes the page of the configuration file: how it is found,
// and every key of it.
func Configuration() string {
	s := config.Describe()
	var top, workload keyTable
	for _, p := range s.Properties {
		top.add(p.Name, p.Schema)
		if p.Name == "workload" {
			workload.all(p.Properties)
			continue
		}
		top.below(p.Name, p.Schema)
	}
	return strings.NewReplacer(
		"{schema}", config.SchemaURL, "{keys}", top.String(), "{workload}", workload.String(),
	).Replace(configurationText)
}

// keyTable is a table of keys, one a row.
type keyTable struct{ rows strings.Builder }

func (t *keyTable) String() string {
	return "| key | takes | if it is not there | meaning |\n|---|---|---|---|\n" + strings.TrimSuffix(t.rows.String(), "\n")
}

func (t *keyTable) add(name string, s *config.Schema) {
	preset := ""
	if s.Default != "" {
		preset = "`" + s.Default + "`"
	}
	fmt.Fprintf(&t.rows, "| `%s` | %s | %s | %s |\n", name, takes(s), preset, s.Description)
}

func (t *keyTable) all(properties config.Properties) {
	for _, p := range properties {
		t.add(p.Name, p.Schema)
	}
}

// below adds the keys that stand below one.
func (t *keyTable) below(name string, s *config.Schema) {
	if s.Items != nil {
		name, s = name+"[]", s.Items
	}
	for _, p := range s.Properties {
		t.add(name+"."+p.Name, p.Schema)
		t.below(name+"."+p.Name, p.Schema)
	}
	for _, p := range s.PatternProperties {
		inner := name + "." + placeholder(name)
		t.add(inner, p.Schema)
		t.below(inner, p.Schema)
	}
}

// placeholder is what stands for the keys of a mapping that users choose.
func placeholder(name string) string {
	if name == "answers" {
		return "ROW"
	}
	return "RULE"
}

// takes says in words what a key takes.
func takes(s *config.Schema) string {
	switch {
	case s.Enum != nil:
		return "`" + strings.Join(s.Enum, "`, `") + "`"
	case s.Minimum != nil:
		return fmt.Sprintf("%s from %s to %s", article(s.Type[0]), grouped(*s.Minimum), grouped(*s.Maximum))
	case s.Type[0] == "array" && s.Items.Enum != nil:
		return "a list of `" + strings.Join(s.Items.Enum, "`, `") + "`"
	case s.Type[0] == "array" && len(s.Type) > 2:
		return "a text or a list of texts" + example(s)
	case s.Type[0] == "array":
		return "a list"
	case s.Type[0] == "object":
		return "a mapping"
	}
	return "a text" + example(s)
}

func example(s *config.Schema) string {
	if len(s.Examples) == 0 {
		return ""
	}
	words := make([]string, len(s.Examples))
	for i, e := range s.Examples {
		words[i] = fmt.Sprintf("`%v`", e)
	}
	return ", such as " + strings.Join(words, " or ")
}

func article(kind string) string {
	if kind == "integer" {
		return "a whole number"
	}
	return "a number"
}

// grouped writes a number with its thousands apart.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
