package bicep_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// Whatever a parameter file holds, reading it ends without a panic, and each
// parameter it assigns once has a value that stands in a file.
func FuzzParams(f *testing.F) {
	archives, err := filepath.Glob("testdata/params*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatal("no archives", err)
	}
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, member := range archive.Files {
			if filepath.Ext(member.Name) == ".bicepparam" {
				f.Add(string(member.Data))
			}
		}
	}
	base := []bicep.Assignment{{Name: "inherited", Value: value.OfString("x").At(source.NewFile("base.bicepparam", []byte("'x'")).Range(0, 3))}}
	f.Fuzz(func(t *testing.T, text string) {
		p, _ := bicep.ParseParams(source.NewFile("main.bicepparam", []byte(text)))
		inherited := base
		if p.Extends.Target == "" {
			inherited = nil
		}
		assigned, _ := p.Evaluate(inherited, template.Options{Root: "main.bicepparam"})
		for _, a := range assigned {
			if a.Value.Kind() == value.Absent || a.Value.Range().IsZero() {
				t.Errorf("%s has the value %s, which stands nowhere", a.Name, a.Value.Kind())
			}
		}
	})
}
