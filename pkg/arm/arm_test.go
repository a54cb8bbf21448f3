package arm_test

import (
	"flag"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/project/projecttest"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestGraphs(t *testing.T) { projecttest.Graphs(t, *update) }

// The order of a template's members and its line endings change nothing.
func TestLayoutDoesNotMatter(t *testing.T) {
	const head = `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",`
	parts := []string{
		`"parameters": {"n": {"type": "string", "defaultValue": "hub1"}}`,
		`"variables": {"v": "[concat(parameters('n'), '-x')]"}`,
		`"resources": [{"type": "Microsoft.Devices/IotHubs", "apiVersion": "2023-06-30", "name": "[variables('v')]"}]`,
	}
	dump := func(text string) string {
		f := source.NewFile("main.json", []byte(text))
		tmpl, diags := arm.Parse(f)
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		g, _ := template.Evaluate(tmpl, template.Options{Root: f.Path})
		return names(g)
	}
	want := dump(head + strings.Join(parts, ",\n") + "}")
	for _, text := range []string{
		head + strings.Join([]string{parts[2], parts[1], parts[0]}, ",\r\n") + "}",
		"\ufeff" + head + "// a comment\r\n" + strings.Join([]string{parts[1], parts[2], parts[0]}, ",\r\n") + ",}",
	} {
		if got := dump(text); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if want != "Microsoft.Devices/IotHubs hub1-x\n" {
		t.Errorf("got %s", want)
	}
}

func names(g *graph.Graph) string {
	var b strings.Builder
	for _, r := range g.Resources {
		b.WriteString(r.Type + " " + r.Name() + "\n")
	}
	return b.String()
}
