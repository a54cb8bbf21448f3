package arm_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

const schema = `"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"`

func withVariables(n int, first, next, use string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{%s, "variables": {"v0": %s`, schema, first)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `, "v%d": %s`, i, strings.ReplaceAll(next, "PREVIOUS", fmt.Sprintf("variables('v%d')", i-1)))
	}
	fmt.Fprintf(&b, `}, "resources": [{"type": "Microsoft.Devices/IotHubs", "apiVersion": "2023-06-30", "name": "x", "properties": {"a": %s}}]}`,
		strings.ReplaceAll(use, "LAST", fmt.Sprintf("variables('v%d')", n)))
	return b.String()
}

// A small text can ask for more than there is time or memory for. Each is told
// in one diagnostic, and the rest of the template is there.
func TestHostileTemplates(t *testing.T) {
	hub := `{"type": "Microsoft.Devices/IotHubs", "apiVersion": "2023-06-30", "name": "x"%s}`
	for name, c := range map[string]struct{ text, want string }{
		"nested arrays":      {`{` + schema + `, "resources": ` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`, "expected at most 500 arrays and objects within each other"},
		"nested calls":       {`{` + schema + `, "resources": [{"type": "Microsoft.Devices/IotHubs", "apiVersion": "1", "name": "[` + strings.Repeat("concat(", 100_000) + strings.Repeat(")", 100_000) + `]"}]}`, "expected at most 200 nested calls"},
		"a copy without end": {`{` + schema + `, "resources": [` + fmt.Sprintf(hub, `, "copy": {"name": "c", "count": 1000000000}`) + `]}`, "expected a count from 0 to 800, found 1000000000"},
		"doubled text":       {withVariables(60, `"aaaaaaaaaa"`, `"[concat(PREVIOUS, PREVIOUS)]"`, `"[LAST]"`), "takes more than hublint spends"},
		"doubled arrays":     {withVariables(60, `["a"]`, `"[concat(PREVIOUS, PREVIOUS)]"`, `"[LAST]"`), "takes more than hublint spends"},
		"shared objects":     {withVariables(60, `["a"]`, `{"a": "[PREVIOUS]", "b": "[PREVIOUS]"}`, `"[LAST]"`), "takes more than hublint spends"},
		"a circle":           {`{` + schema + `, "variables": {"a": "[variables('b')]", "b": "[variables('a')]"}, "resources": [` + fmt.Sprintf(hub, `, "tags": {"a": "[variables('a')]"}`) + `]}`, "variable a is defined by itself"},
		"a link to itself":   {`{` + schema + `, "resources": [{"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "d", "properties": {"templateLink": {"relativePath": "main.json"}}}]}`, "leads back to itself"},
		"too large":          {`{` + schema + `, "x": "` + strings.Repeat("a", 5_000_000) + `", "resources": []}`, "expected a template of at most 4 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			diags := read(t, t.TempDir(), c.text)
			found := 0
			for _, d := range diags {
				if d.Severity == source.SeverityError && strings.Contains(d.Message, c.want) {
					found++
				}
			}
			if found != 1 || len(diags) > 2 {
				t.Errorf("%d times %q in %.300v", found, c.want, diags)
			}
		})
	}
}

// read reads a template as the only one of a folder.
func read(t testing.TB, dir, text string) []source.Diagnostic {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "main.json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	p, diags := project.Find(reader, project.Options{Paths: []string{"."}})
	for _, u := range p.Units {
		diags = append(diags, p.Load(u).Diagnostics...)
	}
	return diags
}

// Whatever a template holds, it evaluates without a crash.
func FuzzTemplate(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, member := range archive.Files {
			if strings.HasSuffix(member.Name, ".json") {
				f.Add(string(member.Data))
			}
		}
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range read(t, dir, text) {
			if d.Code == "internal" {
				t.Error(d)
			}
		}
	})
}
