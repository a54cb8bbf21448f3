package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/page"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

// Every key says in one line what it means.
func TestKeysAreDescribed(t *testing.T) {
	n := 0
	var visit func(name string, s *config.Schema)
	visit = func(name string, s *config.Schema) {
		for _, list := range []config.Properties{s.Properties, s.PatternProperties} {
			for _, p := range list {
				n++
				if p.Description == "" || strings.ContainsAny(p.Description, "\n|") || len(p.Type) == 0 {
					t.Errorf("%s.%s: %q is no line on what it means", name, p.Name, p.Description)
				}
				visit(name+"."+p.Name, p.Schema)
			}
		}
		if s.Items != nil {
			visit(name+"[]", s.Items)
		}
	}
	visit("", config.Describe())
	if n < 60 {
		t.Errorf("%d keys are too few to be all", n)
	}
}

// What is read without a complaint is right by the schema too: the texts of
// these tests, of all fixtures and of the documentation.
func TestSchemaAccepts(t *testing.T) {
	schema := compile(t)
	for name, text := range rightTexts(t) {
		if _, diags := config.Read(source.NewFile(name, []byte(text))); len(diags) > 0 {
			t.Errorf("%s: %v", name, diags)
		}
		if err := schema.Validate(valueOf(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is wrong for the reader is so for the schema.
func TestSchemaRejects(t *testing.T) {
	schema := compile(t)
	for text := range wrong {
		if schema.Validate(valueOf(t, text)) == nil {
			t.Errorf("%q is right by the schema", text)
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := guide.Read()
	if err != nil {
		t.Fatal(err)
	}
	data, err := page.Schema(catalogue.All(), rows)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(config.SchemaURL, doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(config.SchemaURL)
}

var (
	yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")
	configKey = regexp.MustCompile(`(?m)^(environment|rules|paths|workload):`)
	inScript  = regexp.MustCompile(`(?ms)^-- \S*\.hublint\.yaml --\n(.*?)(?:^-- |\z)`)
)

func rightTexts(t *testing.T) map[string]string {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	out := map[string]string{"whole": whole, "empty": "", "null": "rules:\npaths:\nworkload:\n"}
	for _, pattern := range []string{"fixtures/*/*/*/.hublint.yaml", "fixtures/*/.hublint.yaml", "pkg/*/testdata/*/.hublint.yaml", "README.md", "docs/*.md", "pkg/cli/testdata/script/*.txtar"} {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			blocks := [][]string{{"", string(data)}}
			switch filepath.Ext(file) {
			case ".md":
				blocks = yamlBlock.FindAllStringSubmatch(string(data), -1)
			case ".txtar":
				blocks = inScript.FindAllStringSubmatch(string(data), -1)
			}
			for _, b := range blocks {
				if filepath.Ext(file) != ".md" || configKey.MatchString(b[1]) && !strings.Contains(b[1], "derived:") {
					out[file+"\n"+b[1]] = b[1]
				}
			}
		}
	}
	if len(out) < 50 {
		t.Fatalf("%d texts are too few to be all", len(out))
	}
	return out
}

// valueOf returns what an editor makes of YAML: a day is a text.
func valueOf(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return asJSON(v)
}

func asJSON(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			v[key] = asJSON(item)
		}
	case []any:
		for i, item := range v {
			v[i] = asJSON(item)
		}
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return v
}
