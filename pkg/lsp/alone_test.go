package lsp_test

import (
	"strings"
	"testing"
)

const (
	armHub = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.Devices/IotHubs", "apiVersion": "2023-06-30", "name": "pumps",
    "properties": { "minTlsVersion": "1.0" }
  }]
}
`
	armParameters = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "tls": { "value": "1.0" } }
}
`
	hubWithoutTLS = `param tls string
resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'pumps'
  properties: { minTlsVersion: tls }
}
module never 'never.bicep' = if (false) { name: 'never' }
`
)

// mistake is an edit of a file, and what is said of it at a line from 0.
type mistake struct {
	old, new string
	line     int
	want     string
}

func (m mistake) isTold(p published) bool {
	for _, d := range p.Diagnostics {
		if d.Range.Start.Line == m.line && strings.Contains(d.Message, m.want) {
			return true
		}
	}
	return false
}

// An open file tells what is wrong with it also while it says no more what it is,
// or if nothing deploys it, before it is saved and after.
func TestAlone(t *testing.T) {
	files := map[string]string{
		"main.bicep": hubWithoutTLS, "prod.bicepparam": "using 'main.bicep'\nparam tls = '1.0'\n", "never.bicep": "param a string\n",
		"azuredeploy.json": armHub, "lone.parameters.json": armParameters, "vars/prod.tfvars": "a = 1\n",
	}
	c := start(t, files)
	version := 1
	for _, test := range []struct {
		file     string
		mistakes []mistake
	}{
		{"prod.bicepparam", []mistake{
			{"using", "usin", 0, "expected a declaration"},
			{"main.bicep'", "main.bicep", 0, "expected a closing quote"},
			{"using 'main.bicep'", "", 0, "expected 'using'"},
			{"using 'main.bicep'\nparam tls = '1.0'", "\nparam tls =", 1, "expected an expression"},
		}},
		{"azuredeploy.json", []mistake{
			{`json#",`, "json#,", 2, "expected ',' or '}'"},
			{`"$schema"`, `"$schema`, 1, "expected ':'"},
			{"deploymentTemplate.json#", "deploymentTemp", 1, `expected a "$schema" that ends in deploymentTemplate.json#`},
			{`"$schema"`, `"schema"`, 0, `expected a "$schema"`},
			{armHub, "", 0, "expected"},
		}},
		{"lone.parameters.json", []mistake{
			{`"parameters":`, `"parameters"`, 3, "expected ':'"},
			{`json#",`, `json#,`, 2, "expected ',' or '}'"},
		}},
		{"vars/prod.tfvars", []mistake{{"1", "", 0, "expression"}}},
		{"never.bicep", []mistake{{"string", "", 0, "expected a type"}}},
	} {
		c.open(test.file)
		c.awaitVersion(test.file, 1)
		for _, m := range test.mistakes {
			text := strings.Replace(files[test.file], m.old, m.new, 1)
			c.edit(test.file, version+1, whole(text))
			c.await(test.file, m.isTold)
			c.write(test.file, text)
			c.save(test.file)
			version += 2
			c.edit(test.file, version, whole(text+"\n"))
			if !m.isTold(c.awaitVersion(test.file, version)) {
				t.Errorf("%s: not told any more of %q once it is saved", test.file, text)
			}
			version++
			c.write(test.file, files[test.file])
			c.edit(test.file, version, whole(files[test.file]))
			if p := c.awaitVersion(test.file, version); m.isTold(p) {
				t.Errorf("%s: still told of %q", test.file, text)
			}
		}
	}
	c.awaitCodes("prod.bicepparam", "hub-min-tls")
	c.awaitCodes("azuredeploy.json", "hub-min-tls")
}

// The files of the unit that a file was part of are told of anew.
func TestLeftUnit(t *testing.T) {
	files := map[string]string{"main.bicep": hubWithoutTLS, "never.bicep": "", "prod.bicepparam": "using 'main.bicep'\nparam tls = '1.0'\n"}
	c := start(t, files)
	c.open("prod.bicepparam")
	c.awaitCodes("main.bicep", "hub-x509-anchor")
	c.edit("prod.bicepparam", 2, whole("usin 'main.bicep'\n"))
	c.await("main.bicep", func(p published) bool { return len(p.Diagnostics) == 0 })
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-x509-anchor")
	c.edit("prod.bicepparam", 3, whole(files["prod.bicepparam"]))
	c.awaitCodes("prod.bicepparam", "hub-min-tls", "-bicep-syntax")
}

// JSON that never looked like anything to lint is left alone, as is a template
// that became something else, and a file that is left out.
func TestNotAlone(t *testing.T) {
	c := start(t, map[string]string{
		".hublint.yaml": "ignore: [old]\n", "package.json": "{}", "azuredeploy.json": armHub, "old/main.bicep": "param", "README.md": "# Hub\n",
	})
	for _, f := range []string{"package.json", "azuredeploy.json", "old/main.bicep", "README.md"} {
		c.open(f)
		c.awaitVersion(f, 1)
	}
	for version, text := range []string{`{ "name"`, `{ "name": "pumps" }`, `{ "name": }`} {
		for _, f := range []string{"package.json", "azuredeploy.json"} {
			c.edit(f, version+2, whole(text))
			p := c.awaitVersion(f, version+2)
			if said := len(p.Diagnostics) > 0; said != (f == "azuredeploy.json" && version == 0) {
				t.Errorf("%s: %q is told %v", f, text, p.Diagnostics)
			}
		}
	}
	for _, f := range []string{"old/main.bicep", "README.md"} {
		c.edit(f, 2, whole("param"))
		if p := c.awaitVersion(f, 2); len(p.Diagnostics) > 0 {
			t.Errorf("%s is told %v", f, p.Diagnostics)
		}
	}
}

// A template is known by who names it, whatever it says of itself.
func TestNamedTemplate(t *testing.T) {
	broken := strings.Replace(armHub, `"$schema"`, `"$schema`, 1)
	c := start(t, map[string]string{
		"called/main.bicep": "module m 'hub.json' = { name: 'm' }\n", "called/hub.json": broken,
		"used/prod.bicepparam": "using 'hub.json'\n", "used/hub.json": broken,
	})
	for _, f := range []string{"called/hub.json", "used/hub.json"} {
		c.open(f)
		c.awaitCodes(f, "json-syntax")
	}
}
