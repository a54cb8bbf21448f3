package lsp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type action struct {
	Title, Kind string
	IsPreferred bool
	Diagnostics []diagnostic
	Edit        struct {
		Changes map[string][]struct {
			Range   span
			NewText string
		}
	}
	Command *struct {
		Command   string
		Arguments []string
	}
}

func (c *client) actions(name string, at span, only ...string) []action {
	c.t.Helper()
	var out []action
	c.call("textDocument/codeAction", object{
		"textDocument": object{"uri": c.uri(name)}, "range": at, "context": object{"diagnostics": []object{}, "only": only},
	}, &out)
	return out
}

// The comment that an action inserts accepts the finding it is for, and adds
// nothing that is wrong: in each language, whatever the form of the file.
func TestIgnore(t *testing.T) {
	crlf := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	files := map[string]string{
		"hub.bicep":     hub,
		"crlf.bicep":    crlf(hub),
		"hub.json":      fixture(t, "hub-min-tls/bad.json"),
		"showcase.json": showcase(t),
		"tf/main.tf":    fixture(t, "hub-min-tls/bad.tf"),
		"line.json":     strings.Join(strings.Fields(showcase(t)), " "),
		"marked.bicep":  "\ufeff" + hub,
	}
	for name, text := range files {
		for _, title := range []string{"here, with a reason", "in this file"} {
			if name == "line.json" && title != "in this file" {
				continue // no line stands between the parts
			}
			t.Run(name+" "+title, func(t *testing.T) { ignoreEach(t, name, text, title) })
		}
	}
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "rules", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func showcase(t *testing.T) string { return fixture(t, "../showcase/azuredeploy.json") }

// ignoreEach accepts one finding after the other, as far as there are actions of
// a title, until none is left.
func ignoreEach(t *testing.T, name, text, title string) {
	c := start(t, map[string]string{name: text})
	c.open(name)
	p := c.await(name, func(p published) bool { return len(p.Diagnostics) > 0 })
	for version := 2; len(p.Diagnostics) > 0; version++ {
		d := p.Diagnostics[0]
		done := false
		for _, a := range c.actions(name, d.Range, "quickfix") {
			if a.Title != "Ignore "+d.Code+" "+title {
				continue
			}
			edit := a.Edit.Changes[c.uri(name)][0]
			c.edit(name, version, object{"range": edit.Range, "text": edit.NewText})
			done = true
			break
		}
		if !done {
			t.Fatalf("no action for %+v", d)
		}
		left := len(p.Diagnostics)
		p = c.awaitVersion(name, version)
		if len(p.Diagnostics) >= left {
			t.Fatalf("of %d findings %d are left: %+v", left, len(p.Diagnostics), p.Diagnostics)
		}
	}
}

// The fix of a finding is the action that editors prefer, and does away with it.
func TestFix(t *testing.T) {
	for name, text := range map[string]string{
		"hub.bicep":    hub,
		"marked.bicep": "\ufeff" + strings.ReplaceAll(hub, "\n", "\r\n"),
		"hub.json":     fixture(t, "hub-min-tls/bad.json"),
		"tf/main.tf":   fixture(t, "hub-min-tls/bad.tf"),
	} {
		c := start(t, map[string]string{name: text})
		c.open(name)
		for _, d := range c.awaitCodes(name, "hub-min-tls").Diagnostics {
			if d.Code != "hub-min-tls" {
				continue
			}
			a := c.actions(name, d.Range, "quickfix")[0]
			if !a.IsPreferred || !strings.HasPrefix(a.Title, "Fix hub-min-tls: replace ") {
				t.Errorf("%s: %+v", name, a)
			}
			edit := a.Edit.Changes[c.uri(name)][0]
			c.edit(name, 2, object{"range": edit.Range, "text": edit.NewText})
		}
		c.awaitVersion(name, 2)
		c.awaitCodes(name, "-hub-min-tls")
	}
}

// An action opens the page of the rule, and a stale document gets none.
func TestOpenPage(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub})
	c.open("main.bicep")
	c.awaitCodes("main.bicep", "hub-min-tls")
	at := span{position{0, 20}, position{0, 20}}
	var names []string
	for _, a := range c.actions("main.bicep", at) {
		names = append(names, a.Title)
		if a.Command != nil {
			c.call("workspace/executeCommand", a.Command, nil)
		}
	}
	want := "Fix hub-min-tls: replace '1.0' with '1.2', Ignore hub-min-tls here, with a reason, Ignore hub-min-tls in this file, Open the page of hub-min-tls"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("actions %s", got)
	}
	if len(c.shown) != 1 || !strings.HasSuffix(c.shown[0], "hub-min-tls.md") {
		t.Errorf("shown %v", c.shown)
	}
	if got := c.actions("main.bicep", at, "source.organizeImports"); len(got) > 0 {
		t.Errorf("actions of another kind %v", got)
	}
	c.edit("main.bicep", 2, whole("// new\n"+hub))
	if got := c.actions("main.bicep", at); len(got) > 0 {
		t.Errorf("actions on a text that is gone %v", got)
	}
}
