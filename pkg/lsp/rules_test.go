package lsp_test

import (
	"strings"
	"testing"
)

const ownerTag = `# METADATA
# title: Hub without an owner
# custom:
#   id: ACME1
#   severity: warning
#   types: [Microsoft.Devices/IotHubs]
#   remediation: Add the tag owner.
package custom.operations.hub_owner_tag

import data.lib.graph
import data.lib.result

findings contains result.missing(hub, ["tags"], "has no owner") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}
`

// The user's own rules are read anew when their files change, and what is wrong
// with one is told in its file.
func TestUsersRules(t *testing.T) {
	const file = "rules/operations/hub_owner_tag.rego"
	c := start(t, map[string]string{"main.bicep": hub, ".hublint.yaml": "custom: rules\n", file: ownerTag})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-owner-tag", "hub-min-tls")
	if link := c.awaitCodes("main.bicep", "hub-owner-tag").Diagnostics[0].CodeDescription.Href; link == "" {
		t.Error("expected a page")
	}
	c.write(file, ownerTag+"\nfindings contains nothing\n")
	c.watched(file, 2)
	c.awaitCodes(file, "rule")
	c.awaitCodes("main.bicep", "-hub-owner-tag", "hub-min-tls")
	c.write(file, ownerTag)
	c.watched(file, 2)
	c.awaitCodes(file, "-rule")
	c.awaitCodes("main.bicep", "hub-owner-tag", "hub-min-tls")
}

// A user's rule that fails is told of, however little its findings would weigh.
func TestUsersNoteFails(t *testing.T) {
	const file = "rules/operations/hub_owner_tag.rego"
	failing := strings.NewReplacer("severity: warning", "severity: note", `result.missing(hub, ["tags"], "has no owner")`, `{"resource": hub.id}`).Replace(ownerTag)
	c := start(t, map[string]string{"main.bicep": hub, ".hublint.yaml": "custom: rules\n", file: failing})
	c.open("main.bicep")
	c.awaitCodes(file, "rule-failed")
}
