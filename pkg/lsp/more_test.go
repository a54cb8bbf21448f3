package lsp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files that are saved, created, deleted and closed change what is told of all
// files of their unit.
func TestUnit(t *testing.T) {
	c := start(t, map[string]string{
		"main.bicep": "module hub 'hub.bicep' = { name: 'm', params: { tls: '1.0' } }\n",
		"hub.bicep":  strings.Replace(hub, " = '1.0'", "", 1),
		"other.json": "{}",
	})
	c.open("hub.bicep")
	c.awaitCodes("main.bicep", "hub-min-tls")
	c.write("main.bicep", "module hub 'hub.bicep' = { name: 'm', params: { tls: '1.2' } }\n")
	c.watched("main.bicep", 2)
	c.awaitCodes("main.bicep", "-hub-min-tls")

	c.write(".hublint.yaml", "rules: {hub-x509-anchor: off, no-such-rule: off}\n")
	c.watched(".hublint.yaml", 1)
	c.awaitCodes(".hublint.yaml", "config")
	c.write(".hublint.yaml", "ignore: [main.bicep]\n")
	c.watched(".hublint.yaml", 2)
	c.awaitCodes(".hublint.yaml", "-config")

	if err := os.Remove(filepath.Join(c.dir, ".hublint.yaml")); err != nil {
		t.Fatal(err)
	}
	c.watched(".hublint.yaml", 3)
	c.edit("hub.bicep", 2, whole(hub))
	c.save("hub.bicep")
	c.awaitVersion("hub.bicep", 2)
	if err := os.Remove(filepath.Join(c.dir, "hub.bicep")); err != nil {
		t.Fatal(err)
	}
	c.watched("hub.bicep", 3)
	c.await("hub.bicep", func(p published) bool { return len(p.Diagnostics) == 0 })

	c.write("hub.bicep", hub)
	c.watched("hub.bicep", 1)
	c.await("hub.bicep", func(p published) bool { return len(p.Diagnostics) > 0 })
	c.close("hub.bicep")
	c.await("hub.bicep", func(p published) bool { return len(p.Diagnostics) == 0 })
	c.await("main.bicep", func(p published) bool { return len(p.Diagnostics) == 0 })
}

func TestSettings(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub}, func(p object) {
		p["initializationOptions"] = object{"minSeverity": "error"}
	})
	c.open("main.bicep")
	for _, d := range c.awaitCodes("main.bicep", "hub-min-tls").Diagnostics {
		if d.Severity != 1 {
			t.Errorf("%+v", d)
		}
	}
	c.notify("workspace/didChangeConfiguration", object{"settings": object{"hublint": object{"minSeverity": "note"}}})
	c.await("main.bicep", func(p published) bool {
		for _, d := range p.Diagnostics {
			if d.Severity == 3 {
				return true
			}
		}
		return false
	})
}

// A comment on what can't be told any more is not unused, though nothing shows
// what can't be told.
func TestUndecidedIgnore(t *testing.T) {
	unknown := strings.NewReplacer("tls string = '1.0'", "tls string", "    minTls", "    // hublint:ignore hub-min-tls -- old modems\n    minTls").Replace(hub)
	c := start(t, map[string]string{"main.bicep": unknown})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "-ignore-unused", "-hub-min-tls")
	c.edit("main.bicep", 2, whole(strings.Replace(unknown, "tls string", "tls string = '1.2'", 1)))
	c.awaitCodes("main.bicep", "ignore-unused", "-hub-min-tls")
}

// A comment on a rule whose findings are not shown is unused all the same if it
// finds nothing.
func TestUnusedIgnoreOfANote(t *testing.T) {
	unused := strings.NewReplacer("resource hub", "// hublint:ignore hub-no-zones -- gone\nresource hub", "westeurope", "x").Replace(hub)
	c := start(t, map[string]string{"main.bicep": unused})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "ignore-unused")
}

// Columns are counted as the client asked.
func TestEncodings(t *testing.T) {
	text := "param tls string = /* 😀é */ '1.0'\n" + strings.SplitN(hub, "\n", 2)[1]
	for encoding, column := range map[string]int{"utf-16": 29, "utf-8": 32} {
		c := start(t, map[string]string{"main.bicep": text}, func(p object) {
			p["capabilities"] = object{"general": object{"positionEncodings": []string{encoding}}}
		})
		c.open("main.bicep")
		for _, d := range c.awaitCodes("main.bicep", "hub-min-tls").Diagnostics {
			if d.Code == "hub-min-tls" && d.Range.Start.Character != column {
				t.Errorf("%s: column %d, want %d", encoding, d.Range.Start.Character, column)
			}
		}
		c.edit("main.bicep", 2, object{"range": span{position{0, column + 1}, position{0, column + 4}}, "text": "1.2"})
		c.awaitVersion("main.bicep", 2)
		c.awaitCodes("main.bicep", "-hub-min-tls")
	}
}

// What a property comes to is told in every language.
func TestHoverOtherLanguages(t *testing.T) {
	arm := `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "tier": { "type": "string", "defaultValue": "S2" } },
  "resources": [{
    "type": "Microsoft.Devices/IotHubs", "apiVersion": "2023-06-30", "name": "pumps", "location": "westeurope",
    "sku": { "name": "[parameters('tier')]", "capacity": "[add(1, 2)]" }
  }]
}
`
	terraform := `variable "tier" { default = "S2" }
resource "azurerm_iothub" "hub" {
  name                = "pumps"
  resource_group_name = "rg"
  location            = "westeurope"
  sku {
    name     = var.tier
    capacity = 1 + 2
  }
}
`
	c := start(t, map[string]string{"arm/main.json": arm, "tf/main.tf": terraform})
	opened := map[string]bool{}
	for _, test := range []struct {
		file            string
		line, character int
		want            []string
	}{
		{"arm/main.json", 6, 30, []string{"`sku.name` of Microsoft.Devices/IotHubs `pumps`: `S2`", "main.json:4:63 → default of parameter `tier`"}},
		{"arm/main.json", 6, 60, []string{"`sku.capacity` of", "`3`"}},
		{"arm/main.json", 3, 64, []string{"`sku.name` of", "`S2`"}},
		{"tf/main.tf", 6, 20, []string{"`sku.name` of Microsoft.Devices/IotHubs `pumps`: `S2`", "main.tf:1:29 → default of parameter `tier`"}},
		{"tf/main.tf", 7, 16, []string{"`sku.capacity` of", "`3`"}},
		{"tf/main.tf", 4, 26, []string{"`location` of", "`westeurope`"}},
	} {
		if !opened[test.file] {
			opened[test.file] = true
			c.open(test.file)
			c.awaitCodes(test.file, "hub-x509-anchor")
		}
		got := c.hover(test.file, test.line, test.character)
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s:%d:%d is %q, want %q", test.file, test.line, test.character, got, want)
			}
		}
	}
}

type hoverResult struct{ Contents struct{ Kind, Value string } }

func (c *client) hover(name string, line, character int) string {
	c.t.Helper()
	var h *hoverResult
	c.call("textDocument/hover", object{"textDocument": object{"uri": c.uri(name)}, "position": position{line, character}}, &h)
	if h == nil {
		return ""
	}
	return h.Contents.Value
}

func TestHover(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-min-tls")
	tests := []struct {
		line, character int
		want            []string
	}{
		{0, 21, []string{"**hub-min-tls** · error · security", "**What to do:**", "properties.minTlsVersion` of Microsoft.Devices/IotHubs `hub1`: `1.0`"}},
		{7, 20, []string{"properties.minTlsVersion` of", "`1.0`", "written at main.bicep:1:20 → default of parameter `tls`"}},
		{5, 18, []string{"`sku.name` of Microsoft.Devices/IotHubs `hub1`: `S1`"}},
		{5, 4, []string{"`sku` of Microsoft.Devices/IotHubs `hub1`: an object"}},
		{1, 0, nil},
	}
	for _, test := range tests {
		got := c.hover("main.bicep", test.line, test.character)
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%d:%d is %q, want %q", test.line, test.character, got, want)
			}
		}
		if test.want == nil && got != "" {
			t.Errorf("%d:%d is %q", test.line, test.character, got)
		}
	}
}
