package project_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// open unpacks an archive and returns a reader of it.
func open(t *testing.T, archive string) *source.Reader {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		p := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := source.NewReader(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// describe writes each unit with its parameter sets, and what was wrong.
func describe(p *project.Project, diags []source.Diagnostic) []string {
	var out []string
	for _, u := range p.Units {
		var sets []string
		for _, s := range u.Sets {
			sets = append(sets, strings.Join(s, "+"))
		}
		out = append(out, u.Root+": "+strings.Join(sets, ", "))
	}
	for _, d := range diags {
		out = append(out, d.Message)
	}
	return out
}

// Which templates are deployed, and with which parameters.
func TestPairing(t *testing.T) {
	r := open(t, `
-- main.bicep --
module m 'module.bicep' = {}
-- module.bicep --
resource a 'A.B/c@1' = {}
-- module.bicepparam --
using 'module.bicep'
-- main.bicepparam --
using 'main.bicep'
extends 'env/base.bicepparam'
import {x} from 'env/library.bicep'
-- main.parameters.json --
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"}
-- env/library.bicep --
@export()
var x = 1
-- env/base.bicepparam --
using none
-- env/prod.bicepparam --
using '../main.bicep'
-- env/away.bicepparam --
using 'br:own.azurecr.io/hub:1'
-- env/lost.bicepparam --
param x = 1
-- env/main.json --
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}
-- env/main.bicepparam --
using 'main.json'
`)
	tests := []struct {
		name    string
		options project.Options
		want    []string
	}{
		{"all of a folder", project.Options{Paths: []string{"."}}, []string{
			"env/main.json: env/main.bicepparam",
			"main.bicep: main.parameters.json, env/prod.bicepparam, main.bicepparam",
			"module.bicep: module.bicepparam",
			"env/away.bicepparam: ",
			"expected 'using' with the path of the template these parameters are for",
		}},
		{"a parameter file", project.Options{Paths: []string{"env/prod.bicepparam"}}, []string{"main.bicep: env/prod.bicepparam"}},
		{"two of one template", project.Options{Paths: []string{"env/prod.bicepparam", "main.bicepparam"}}, []string{"main.bicep: env/prod.bicepparam, main.bicepparam"}},
		{"a file for others", project.Options{Paths: []string{"env/base.bicepparam"}}, []string{"main.bicep: main.bicepparam"}},
		{"named for its template", project.Options{Paths: []string{"."}, Parameters: []string{"env/prod.bicepparam"}}, []string{
			"env/main.json: env/main.bicepparam",
			"main.bicep: env/prod.bicepparam",
			"module.bicep: module.bicepparam",
			"env/away.bicepparam: ",
			"expected 'using' with the path of the template these parameters are for",
		}},
		{"named for another", project.Options{Paths: []string{"env/main.json"}, Parameters: []string{"env/prod.bicepparam"}}, []string{
			"env/main.json: env/main.bicepparam",
			"these parameters are for main.bicep, which is not linted",
		}},
		{"named for what is not here", project.Options{Paths: []string{"env/main.json"}, Parameters: []string{"env/away.bicepparam"}}, []string{
			"env/main.json: env/main.bicepparam",
			"the template these parameters are for is not on this machine",
		}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, describe(project.Find(r, test.options))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

// A parameter file that is named is used besides those that are found in a folder.
func TestFolderAndFile(t *testing.T) {
	r := open(t, `
-- infra/main.bicep --
param x string
-- infra/test.bicepparam --
using 'main.bicep'
-- lone/main.bicep --
param x string
-- env/prod.bicepparam --
using '../infra/main.bicep'
-- env/lone.bicepparam --
using '../lone/main.bicep'
`)
	tests := []struct{ folder, file, want string }{
		{"infra", "env/prod.bicepparam", "infra/main.bicep: infra/test.bicepparam, env/prod.bicepparam"},
		{"lone", "env/lone.bicepparam", "lone/main.bicep: env/lone.bicepparam"},
		{"env", "env/lone.bicepparam", "lone/main.bicep: env/lone.bicepparam"},
	}
	for _, test := range tests {
		got := describe(project.Find(r, project.Options{Paths: []string{test.folder, test.file}}))
		if !slices.Contains(got, test.want) {
			t.Errorf("%s and %s: %q, want %q", test.folder, test.file, got, test.want)
		}
	}
}

// Parameter files that refer in circles or grow without end are said to.
func TestHostileParameters(t *testing.T) {
	const main = "-- main.bicep --\nparam a array\noutput o array = a\n"
	chain := func(length int, value string) string {
		text := main + "-- 0.bicepparam --\nusing none\nparam a = ['x']\n"
		for i := range length {
			text += fmt.Sprintf("-- %d.bicepparam --\nusing none\nextends '%d.bicepparam'\n%s\n", i+1, i, value)
		}
		return text + fmt.Sprintf("-- main.bicepparam --\nusing 'main.bicep'\nextends '%d.bicepparam'\n", length)
	}
	tests := []struct{ name, archive, want string }{
		{"a long chain", chain(100, ""), "82.bicepparam:2:9: expected at most 20 files that extend each other"},
		{"a chain that grows", chain(18, "param a = ["+strings.Repeat("base.a, ", 9)+"base.a]"), "takes more than hublint spends on one"},
		{"itself", main + "-- a.bicepparam --\nusing 'main.bicep'\nextends 'a.bicepparam'\nparam a = []\n", "a.bicepparam:2:9: this file extends itself through 'a.bicepparam'"},
		{"values in a circle", main + "-- a.bicepparam --\nusing 'main.bicep'\nparam a = b\nvar b = a\n", "is defined by itself"},
		{"brackets", main + "-- a.bicepparam --\nusing 'main.bicep'\nparam a = " + strings.Repeat("[", 100000) + "\n", "a.bicepparam:2:510: expected"},
		{"not a parameter file", main + "-- a.bicepparam --\nusing 'main.bicep'\nextends 'main.bicep'\nparam a = []\n", "a.bicepparam:2:9: expected a .bicepparam file to extend, found 'main.bicep'"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, diags := project.Find(open(t, test.archive), project.Options{Paths: []string{"."}})
			for _, u := range p.Units {
				diags = append(diags, p.Load(u).Diagnostics...)
			}
			var all []string
			for _, d := range diags {
				all = append(all, d.String())
			}
			if text := strings.Join(all, "\n"); !strings.Contains(text, test.want) {
				t.Errorf("expected %q in %.2000s", test.want, text)
			}
		})
	}
}
