package rule_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hublint/hublint/pkg/rule"
)

var update = flag.Bool("update", false, "write golden files")

const minTLS = `# METADATA
# title: Hub accepts TLS below 1.2
# description: |
#   Old versions of TLS are broken.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support
# custom:
#   id: SEC003
#   severity: error
#   security_severity: "7.4"
#   guide: [SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.minTlsVersion]
#   workload: [devices, rto]
#   yields_to: [hub-free-tier]
#   development: note
#   remediation: Set properties.minTlsVersion to "1.2".
#   since: 0.1.0
#   fix: "1.2"
package policies.security.hub_min_tls

findings := set()
`

const freeTier = `# METADATA
# title: Free tier
# description: A trial.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: REL017
#   severity: error
#   guide: [RE-1, CO-1]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   absence_of: [Microsoft.Devices/IotHubs]
#   default: off
#   remediation: Choose S1.
#   terraform: Set sku.name to S1.
#   since: 0.1.0
package policies.reliability.hub_free_tier
`

// files returns a folder of policies in which a text was edited.
func files(old, with string) fstest.MapFS {
	data := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.Replace(text, old, with, 1))}
	}
	return fstest.MapFS{
		"p/security/hub_min_tls.rego":      data(minTLS),
		"p/security/hub_min_tls_test.rego": data("package tests"),
		"p/reliability/hub_free_tier.rego": data(freeTier),
		"p/lib/value.rego":                 data("package lib"),
		"p/main.rego":                      data("package main"),
	}
}

func load(t *testing.T, fsys fs.FS) *rule.Catalogue {
	t.Helper()
	c, err := rule.Load(fsys, "p")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRuleReadsAnnotations(t *testing.T) {
	c := load(t, files("", ""))
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	got := c.All()
	want := []*rule.Rule{{
		ID: "REL017", Name: "hub-free-tier", Pillar: "reliability", Package: "policies.reliability.hub_free_tier", File: "p/reliability/hub_free_tier.rego",
		Severity: rule.Error, Guide: []string{"RE-1", "CO-1"},
		Types:     []string{"Microsoft.Devices/IotHubs", "Microsoft.Devices/provisioningServices"},
		AbsenceOf: []string{"Microsoft.Devices/IotHubs"}, OptIn: true, Since: "0.1.0",
	}, {
		ID: "SEC003", Name: "hub-min-tls", Pillar: "security", Package: "policies.security.hub_min_tls", File: "p/security/hub_min_tls.rego",
		Severity: rule.Error, SecuritySeverity: "7.4", Guide: []string{"SE-1"}, Types: []string{"Microsoft.Devices/IotHubs"},
		Needs: []string{"properties.minTlsVersion"}, Workload: []string{"devices", "rto"}, YieldsTo: []string{"hub-free-tier"}, Development: rule.Note, Since: "0.1.0", Fixes: true,
	}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(rule.Rule{})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	docs := []*rule.Doc{{
		Title: "Free tier", Description: "A trial.", Remediation: "Choose S1.", Terraform: "Set sku.name to S1.",
		Links: []string{"https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling"},
	}, {
		Title: "Hub accepts TLS below 1.2", Description: "Old versions of TLS are broken.", Remediation: `Set properties.minTlsVersion to "1.2".`,
		Fix: "1.2", Links: []string{"https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support"},
	}}
	if diff := cmp.Diff(docs, []*rule.Doc{got[0].Doc(), got[1].Doc()}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if string(c.Source(got[1])) != minTLS {
		t.Errorf("Source = %q", c.Source(got[1]))
	}
}

func TestForTypes(t *testing.T) {
	c := load(t, files("", ""))
	for typ, want := range map[string]string{
		"microsoft.devices/iothubs":              "hub-free-tier hub-min-tls",
		"microsoft.devices/provisioningservices": "hub-free-tier",
		"microsoft.compute/disks":                "",
	} {
		var names []string
		for _, r := range c.ForTypes(map[string]bool{typ: true}) {
			names = append(names, r.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("rules for %s: %q, want %q", typ, got, want)
		}
	}
}

func TestByName(t *testing.T) {
	c := load(t, files("", ""))
	for name, want := range map[string]string{
		"hub-min-tls":   "SEC003",
		"SEC003":        "SEC003",
		"sec003":        "SEC003",
		"hub-mintls":    `there is no rule "hub-mintls"; did you mean hub-min-tls?`,
		"rel018":        `there is no rule "rel018"; did you mean REL017?`,
		"quite another": `there is no rule "quite another"`,
		"":              `there is no rule ""`,
	} {
		got := ""
		if r, err := c.ByName(name); err != nil {
			got = err.Error()
		} else {
			got = r.ID
		}
		if got != want {
			t.Errorf("ByName(%q): %s, want %s", name, got, want)
		}
	}
}

// Each edit of a good rule is reported at its line.
func TestErrors(t *testing.T) {
	var b strings.Builder
	for _, edit := range []struct{ old, with string }{
		{"# METADATA\n", ""},
		{"policies.security.hub_min_tls", "policies.security.hub_tls"},
		{"package policies.security.hub_min_tls", "import rego.v1"},
		{"SEC003", "REL017"},
		{"id: SEC003\n", "\n"},
		{"id: SEC003", "id: SEC3"},
		{"id: SEC003", "id: REL003"},
		{"severity: error\n#   security", "severity: fatal\n#   security"},
		{`"7.4"`, "high"},
		{"title: Hub accepts TLS below 1.2\n", "title:\n"},
		{"below 1.2\n", "below 1.2.\n"},
		{"title: Hub", "titel: Hub"},
		{"since: 0.1.0\n#   fix", "since: soon\n#   fix"},
		{"guide: [SE-1]", "guide: []"},
		{"guide: [SE-1]", "guide: [SE1]"},
		{"guide: [SE-1]", "guide: SE-1"},
		{"types: [Microsoft.Devices/IotHubs]\n#   needs", "types:\n#     - Microsoft.Devices/IotHubs\n#   needs"},
		{"types: [Microsoft.Devices/IotHubs]\n#   needs", "types: []\n#   needs"},
		{"types: [Microsoft.Devices/IotHubs]\n#   needs", "types: [\"Microsoft.Devices/IotHubs\"]\n#   needs"},
		{"[properties.minTlsVersion]", "\n#     - properties.minTlsVersion"},
		{"[properties.minTlsVersion]", "[unraed]"},
		{"development: note", `development: "note"`},
		{"[hub-free-tier]", "[REL017]"},
		{"[hub-free-tier]", "[hub-free-teir]"},
		{"workload: [devices, rto]", "workload: devices"},
		{"development: note", "development: soft"},
		{"default: off", "default: on"},
		{"remediation: Set", "remedy: Set"},
		{"custom:", "custom: ["},
		{"severity: error\n#   security", "severity: error\n#   severity: error\n#   security"},
		{"related_resources:\n#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support\n", "\n"},
	} {
		fmt.Fprintf(&b, "%q for %q\n", edit.with, edit.old)
		c, err := rule.Load(files(edit.old, edit.with), "p")
		if err == nil {
			err = c.Check()
		}
		if err == nil {
			t.Errorf("%q for %q was accepted", edit.with, edit.old)
			continue
		}
		fmt.Fprintf(&b, "\t%s\n", strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
	golden(t, "testdata/errors.golden", b.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
