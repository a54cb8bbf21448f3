package fix_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/fix"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

// replacing asks for words to be replaced wherever they stand in a file, the
// first word first.
func replacing(f *source.File, words ...string) []lint.Finding {
	var out []lint.Finding
	for i := 0; i < len(words); i += 2 {
		if at := strings.Index(string(f.Data), words[i]); at >= 0 {
			edit := lint.Edit{Range: f.Range(at, at+len(words[i])), Text: words[i+1]}
			out = append(out, lint.Finding{Range: edit.Range, Fix: &lint.Fix{Edits: []lint.Edit{edit}}})
		}
	}
	return out
}

// fixFile makes fixes in a file of a folder.
func fixFile(t *testing.T, dir, name string, words ...string) *fix.Set {
	t.Helper()
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	set, _, err := fix.All(func(overlay map[string][]byte) (*lint.Report, *source.Reader, error) {
		now := reader.Over(overlay)
		f, err := now.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		return &lint.Report{Findings: replacing(f, words...)}, now, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// What was not asked for stays byte for byte: line endings, a byte order mark,
// the mode of the file and the link that leads to it.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.bicep"), filepath.Join(dir, "b.bicep")
	write(t, file, "\ufeffold\r\nkept\rold", 0o640)
	if err := os.Symlink("a.bicep", link); err != nil {
		t.Skip("no links here: ", err)
	}
	set := fixFile(t, dir, "b.bicep", "old", "new")
	if err := set.Write(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(data), "\ufeffnew\r\nkept\rnew"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Error(info.Mode(), err)
	}
	if target, err := os.Readlink(link); err != nil || target != "a.bicep" {
		t.Error("the link is gone", target, err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Error("left behind: ", left, err)
	}
}

// Of two fixes that overlap the first is made, and the other in the next round
// if it is still asked for.
func TestOverlap(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.bicep"), "one two three\n", 0o600)
	set := fixFile(t, dir, "a.bicep", "one two", "1 two", "two three", "two 3")
	if len(set.Done) != 2 || !strings.Contains(string(set.Diff()), "\n+1 two 3\n") {
		t.Errorf("%d fixes:\n%s", len(set.Done), set.Diff())
	}
}

// Fixes that ask for each other come to an end, and a file that was changed in
// the meantime is left alone.
func TestUnsettled(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.bicep")
	write(t, file, "yes\n", 0o600)
	set := fixFile(t, dir, "a.bicep", "yes", "no!", "no!", "yes")
	write(t, file, "new\n", 0o600)
	if err := set.Write(); err == nil || !strings.Contains(err.Error(), "a.bicep: was changed") {
		t.Error(err)
	}
	if data, _ := os.ReadFile(file); string(data) != "new\n" {
		t.Errorf("%q", data)
	}
}
