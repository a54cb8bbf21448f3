package project_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/project"
)

// A template that another one deploys is not deployed by itself, however the other
// names it.
func TestLinkedTemplates(t *testing.T) {
	r := open(t, `
-- main.json --
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [
  {"type": "Microsoft.Resources/deployments", "properties": {"templateLink": {"relativePath": "nested/hub.json"}}},
  {"type": "Microsoft.Resources/deployments", "properties": {"templateLink": {"uri": "[uri(deployment().properties.templateLink.uri, 'nested/dps.json')]"}}}
]}
-- nested/hub.json --
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}
-- nested/dps.json --
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}
`)
	got := describe(project.Find(r, project.Options{Paths: []string{"."}}))
	if diff := cmp.Diff([]string{"main.json: "}, got); diff != "" {
		t.Error("(-want +got)\n", diff)
	}
}
