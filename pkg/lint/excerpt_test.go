package lint_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

const plant = `
resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'pumps'
  location: 'eastus'
  sku: {name: 'S1', capacity: 1}
  properties: {minTlsVersion: '1.0'}
}
resource certificate 'Microsoft.Devices/IotHubs/certificates@2023-06-30' = [for i in range(0, %d): {
  parent: hub
  name: 'c${i}'
  properties: {certificate: 'x'}
}]
resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {name: 'far'}
output hubName string = hub.name
`

// An excerpt has the resources with findings and those beside them, and no
// more.
func TestExcerpt(t *testing.T) {
	x := lintPlant(t, 2, true).Excerpt
	var names []string
	for _, n := range x.Nodes {
		names = append(names, n.Type+" "+n.Name)
	}
	if want := []string{"IotHubs pumps", "IotHubs/certificates pumps/c0", "IotHubs/certificates pumps/c1"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	for _, e := range x.Edges {
		if e.Kind == "parent" && !strings.HasSuffix(e.To, "#hub") {
			t.Errorf("%v does not lead to the hub", e)
		}
	}
	if len(x.Edges) == 0 || x.Nodes[0].More != 0 {
		t.Errorf("expected edges and nothing left out, found %+v", x)
	}
}

// However many neighbours a resource has, an excerpt stays small, and says how
// many it lacks.
func TestExcerptIsBounded(t *testing.T) {
	x := lintPlant(t, 500, true).Excerpt
	if len(x.Nodes) > 20 || len(x.Edges) > 40 {
		t.Errorf("%d nodes and %d edges", len(x.Nodes), len(x.Edges))
	}
	if got := len(x.Nodes) - 1 + x.Nodes[0].More; got != 500 {
		t.Errorf("%d neighbours drawn or counted, want 500", got)
	}
}

func TestExcerptOnlyIfAsked(t *testing.T) {
	if x := lintPlant(t, 2, false).Excerpt; len(x.Nodes) > 0 {
		t.Errorf("%+v", x)
	}
}

// lintPlant lints a hub that accepts TLS 1.0 and has some certificates.
func lintPlant(t *testing.T, certificates int, excerpt bool) *lint.Report {
	t.Helper()
	return lintTemplate(t, fmt.Sprintf(plant, certificates), excerpt)
}

// lintTemplate asks one rule of a Bicep file.
func lintTemplate(t *testing.T, text string, excerpt bool) *lint.Report {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.bicep"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := project.Find(reader, project.Options{Paths: []string{"."}})
	return lint.Run(context.Background(), p, lint.Options{
		Excerpt: excerpt, MinSeverity: rule.Warning,
		Engine: engine.New(engine.Options{Policies: policies.FS, Catalogue: catalogue, Wanted: func(r *rule.Rule) bool { return r.Name == "hub-min-tls" }}),
	})
}
