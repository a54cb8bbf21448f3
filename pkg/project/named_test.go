package project_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// repository opens the fixtures of all rules as one repository, and finds all of
// its units.
func repository(t *testing.T) (*source.Reader, *project.Project) {
	t.Helper()
	dir, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	p, _ := project.Find(reader, project.Options{Paths: []string{"."}})
	return reader, p
}

// A file that is named leads to the units that are read from it, and to no
// others, though not all files are looked through for that.
func TestNamedFile(t *testing.T) {
	reader, all := repository(t)
	uses := map[string][]string{}
	for _, u := range all.Units {
		for _, f := range all.Load(u).Files {
			if !slices.Contains(uses[f.Path], u.Root) {
				uses[f.Path] = append(uses[f.Path], u.Root)
			}
		}
	}
	tried := 0
	for file, want := range uses {
		// One in a few: each looks through all of it. A configuration of
		// Bicep is not linted, so it can't be named.
		if len(want) < 2 && len(file)%16 != 0 || filepath.Base(file) == "bicepconfig.json" {
			continue
		}
		tried++
		p, _ := project.Find(reader, project.Options{Paths: []string{file}, SkipUnmatched: true})
		var got []string
		for _, u := range p.Units {
			got = append(got, u.Root)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s leads to\n%q\nwant\n%q", file, got, want)
		}
	}
	if tried < 20 {
		t.Errorf("only %d files were tried", tried)
	}
}

// Units that may declare a type are found by their texts: none is missed, and
// most others need not be read.
func TestDeclaring(t *testing.T) {
	reader, all := repository(t)
	declares := map[string][]string{}
	for _, u := range all.Units {
		for _, g := range all.Load(u).Graphs {
			for _, r := range g.Resources {
				if roots := declares[r.Type]; !slices.Contains(roots, u.Root) {
					declares[r.Type] = append(roots, u.Root)
				}
			}
		}
	}
	named, _ := project.Find(reader, project.Options{Paths: []string{"rules/hub-min-tls/bad.bicep"}})
	tried := 0
	for typ, roots := range declares {
		if !strings.HasPrefix(typ, "Microsoft.Devices/") && !strings.HasPrefix(typ, "Microsoft.Authorization/") && len(typ)%8 != 0 {
			continue
		}
		tried++
		var found []string
		for _, u := range named.Declaring([]string{typ}) {
			found = append(found, u.Root)
		}
		for _, root := range roots {
			if root != named.Units[0].Root && !slices.Contains(found, root) {
				t.Errorf("%s declares %s, but was not found", root, typ)
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d types were tried", tried)
	}
	if n := len(named.Declaring([]string{"Microsoft.Devices/provisioningServices/certificates"})); n > len(all.Units)/2 {
		t.Errorf("%d of %d units are to be read", n, len(all.Units))
	}
}
