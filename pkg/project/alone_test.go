package project_test

import (
	"testing"

	"github.com/hublint/hublint/pkg/project"
)

// What a file that was named tells of itself. One that is not named, or left out,
// tells nothing.
func TestAlone(t *testing.T) {
	r := open(t, `
-- lone.bicepparam --
param a = 1
-- base.bicepparam --
param a = 1
-- over.bicepparam --
extends 'base.bicepparam'
-- broken.bicep --
param
-- other.bicep --
param
-- old.bicep --
param
`)
	named := []string{"lone.bicepparam", "base.bicepparam", "over.bicepparam", "broken.bicep", "old.bicep"}
	p, _ := project.Find(r, project.Options{Paths: named, SkipUnmatched: true, Ignore: func(p string) bool { return p == "old.bicep" }})
	for file, want := range map[string]bool{
		"lone.bicepparam": true, "base.bicepparam": false, "over.bicepparam": true,
		"broken.bicep": true, "other.bicep": false, "old.bicep": false,
	} {
		if diags := p.Alone(file); len(diags) > 0 != want {
			t.Errorf("%s tells %v", file, diags)
		}
	}
}

// JSON is something to lint by its schema, or by having had one.
func TestRecognises(t *testing.T) {
	const schema = `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}`
	for _, c := range []struct {
		file, text   string
		before, want bool
	}{
		{"main.bicep", "param", false, true},
		{"README.md", "", true, false},
		{"main.json", schema, false, true},
		{"main.json", `{"resources": [`, false, false},
		{"main.json", `{"resources": [`, true, true},
		{"main.json", `{"resources": []}`, true, true},
		{"main.json", `{"contentVersion": "1.0.0.0"}`, true, true},
		{"main.json", `{"name": "pumps"}`, true, false},
		{"main.json", `[]`, true, false},
	} {
		if got := project.Recognises(c.file, []byte(c.text), c.before); got != c.want {
			t.Errorf("%s %s, after %t: got %t", c.file, c.text, c.before, got)
		}
	}
}
