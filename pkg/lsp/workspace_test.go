package lsp_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A file is known by the URI that its editor uses for it, however that is
// written.
func TestURIs(t *testing.T) {
	names := []string{"a b/main.bicep", "é/ü.bicep", "50%/a#b.bicep", "日本/x+y.bicep", "a%20b.bicep", "q?/(1)[2].bicep"}
	files := map[string]string{}
	for _, name := range names {
		files[name] = hub
	}
	c := start(t, files)
	for _, name := range names {
		standard := (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(c.dir, name))}).String()
		// Visual Studio Code escapes more than is needed.
		strict := "file://" + strings.ReplaceAll(url.QueryEscape(filepath.ToSlash(filepath.Join(c.dir, name))), "+", "%20")
		strict = strings.ReplaceAll(strict, "%2F", "/")
		for _, uri := range []string{standard, strict} {
			c.notify("textDocument/didOpen", object{"textDocument": object{"uri": uri, "version": 1, "text": hub}})
			c.awaitURI(uri, func(p published) bool { return has(p, "hub-min-tls") })
			c.notify("textDocument/didClose", object{"textDocument": object{"uri": uri}})
			c.awaitURI(uri, func(p published) bool { return len(p.Diagnostics) == 0 })
		}
	}
}

// Each folder of the workspace has its own configuration; so does a file that is
// in none of them.
func TestWorkspaceFolders(t *testing.T) {
	outside := t.TempDir()
	c := start(t, map[string]string{
		"strict/main.bicep": hub, "lax/main.bicep": hub, "lax/.hublint.yaml": "rules: {hub-min-tls: off}\n",
		"later/main.bicep": hub, "later/.hublint.yaml": "rules: {hub-min-tls: note}\nmin_severity: note\n",
	}, func(p object) {
		p["workspaceFolders"] = []object{{"uri": "file://" + filepath.ToSlash(outside), "name": "x"}}
	})
	folder := func(name string) object { return object{"uri": c.uri(name), "name": name} }
	c.notify("workspace/didChangeWorkspaceFolders", object{"event": object{
		"added": []object{folder("strict"), folder("lax")}, "removed": []object{},
	}})
	for _, name := range []string{"strict/main.bicep", "lax/main.bicep", "later/main.bicep"} {
		c.open(name)
	}
	c.awaitCodes("strict/main.bicep", "hub-min-tls")
	c.awaitCodes("lax/main.bicep", "hub-x509-anchor", "-hub-min-tls")
	p := c.awaitCodes("later/main.bicep", "hub-min-tls")
	for _, d := range p.Diagnostics {
		if d.Code == "hub-min-tls" && d.Severity != 3 {
			t.Errorf("outside of the workspace: %+v", d)
		}
	}
	c.notify("workspace/didChangeWorkspaceFolders", object{"event": object{"added": []object{}, "removed": []object{folder("lax")}}})
	c.edit("lax/main.bicep", 2, whole(hub))
	c.awaitVersion("lax/main.bicep", 2)
	c.awaitCodes("lax/main.bicep", "-hub-min-tls")
}

// What a unit is deployed with and what is accepted of it is looked at again when
// it changes on the disk.
func TestSurroundings(t *testing.T) {
	c := start(t, map[string]string{
		"main.bicep": hub, "main.bicepparam": "using 'main.bicep'\nparam tls = '1.2'\n",
		".hublint.yaml": "baseline: accepted.json\n", "accepted.json": `{"version": 1, "findings": []}`,
	})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-x509-anchor", "-hub-min-tls")
	c.write("main.bicepparam", "using 'main.bicep'\nparam tls = '1.0'\n")
	c.watched("main.bicepparam", 2)
	c.awaitCodes("main.bicepparam", "hub-min-tls")
	c.write("accepted.json", `{"version": 1, "findings": [
		{"rule": "hub-min-tls", "unit": "main.bicep", "resource": "hub", "path": "properties.minTlsVersion"}
	]}`)
	c.watched("accepted.json", 2)
	c.awaitCodes("main.bicepparam", "-hub-min-tls")
	if err := os.Remove(filepath.Join(c.dir, "main.bicepparam")); err != nil {
		t.Fatal(err)
	}
	c.write("accepted.json", `{"version": 1, "findings": []}`)
	c.watched("main.bicepparam", 3)
	c.watched("accepted.json", 2)
	c.awaitCodes("main.bicep", "hub-min-tls")
}

// A deployment that the configuration lists and that is not there is said in it,
// until it is; a parameter file that it does not list is looked at while it is open.
func TestListedUnits(t *testing.T) {
	c := start(t, map[string]string{
		"main.bicep": hub, "prod.bicepparam": "using 'main.bicep'\nparam tls = '1.2'\n", "dev.bicepparam": "using 'main.bicep'\nparam tls = '1.0'\n",
		".hublint.yaml": "units:\n  - {root: main.bicep, parameters: [prod.bicepparam]}\n  - {root: mian.bicep, parameters: [prd.bicepparam]}\n",
	})
	c.open("main.bicep")
	p := c.awaitCodes(".hublint.yaml", "config")
	var messages []string
	for _, d := range p.Diagnostics {
		messages = append(messages, fmt.Sprint(d.Range.Start.Line, ":", d.Range.Start.Character, " ", d.Message))
	}
	want := []string{
		"2:11 there is no file or folder mian.bicep, did you mean main.bicep?",
		"2:36 there is no file prd.bicepparam, did you mean prod.bicepparam?",
	}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	c.awaitCodes("main.bicep", "-hub-min-tls")
	c.open("dev.bicepparam")
	c.awaitCodes("dev.bicepparam", "hub-min-tls")
	c.close("dev.bicepparam")
	c.awaitCodes("dev.bicepparam", "-hub-min-tls")
	c.write("mian.bicep", hub)
	c.write("prd.bicepparam", "using 'mian.bicep'\n")
	c.watched("mian.bicep", 1)
	c.watched("prd.bicepparam", 1)
	c.awaitCodes(".hublint.yaml", "-config")
}

// A module that is called by an edit is judged as part of its caller at once.
func TestNewCall(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": "param a string = 'x'\n", "hub.bicep": strings.Replace(hub, " = '1.0'", "", 1)})
	c.open("main.bicep")
	c.awaitVersion("main.bicep", 1)
	c.edit("main.bicep", 2, whole("module hub 'hub.bicep' = { name: 'm', params: { tls: '1.0' } }\n"))
	c.awaitCodes("main.bicep", "hub-min-tls")
}
