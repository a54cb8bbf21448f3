// Package projecttest tests front ends on whole projects, each in an archive.
package projecttest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/graph/graphtest"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// golden is the file of an archive that says what its project comes to.
const golden = "graph.txt"

// Graphs tests the archives in testdata. Each holds the files of a project and,
// last, in graph.txt what they come to, written anew if update is set. A folder
// ".bicep" in it is the cache of modules.
func Graphs(t *testing.T, update bool) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := evaluate(t, archive)
			last := len(archive.Files) - 1
			if update {
				if archive.Files[last].Name != golden {
					archive.Files = append(archive.Files, txtar.File{Name: golden})
					last++
				}
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// evaluate writes the graphs and diagnostics of the project in an archive.
func evaluate(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	dir := t.TempDir()
	files, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	reader.OpenCache(filepath.Join(dir, ".bicep"))
	p, diags := project.Find(reader, project.Options{Paths: []string{"."}})
	var b strings.Builder
	for _, u := range p.Units {
		loaded := p.Load(u)
		for _, g := range loaded.Graphs {
			if len(loaded.Graphs) > 1 || len(p.Units) > 1 {
				b.WriteString("== " + strings.Join(append([]string{u.Root}, g.Parameters...), " with ") + "\n")
			}
			b.WriteString(graphtest.Dump(g))
		}
		diags = append(diags, loaded.Diagnostics...)
	}
	for _, d := range diags {
		b.WriteString(string(d.Severity) + " " + d.String() + "\n")
	}
	return b.String()
}
