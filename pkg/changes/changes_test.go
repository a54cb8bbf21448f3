package changes_test

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/changes"
)

// What was there before is told by the names that files had, wherever they went.
func TestBefore(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not there")
	}
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	long := func(name string) string { return strings.Repeat(name+"\n", 20) }
	git("init", "-q")
	for _, name := range []string{"same/a", "changed", "gone/a", "old/a", "old/deep/b", "here/a", "there/a", "ü \"1\""} {
		write(t, dir, name, long(name))
	}
	git("add", ".")
	git("commit", "-qm", "one")
	git("mv", "old", "new")
	write(t, dir, "both/c", long("both/c"))
	git("mv", "here/a", "both/a")
	git("mv", "there/a", "both/b")
	git("mv", "ü \"1\"", "ü \"2\"")
	git("rm", "-q", "gone/a")
	write(t, dir, "changed", "more\n"+long("changed"))
	write(t, dir, "new/a", "more\n"+long("old/a"))
	write(t, dir, "unknown to git", "")

	lines, err := changes.Since(context.Background(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	abs := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	rel := func(name string) string {
		p, err := filepath.Rel(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(p)
	}
	for name, want := range map[string]string{
		"changed":        "changed",
		"new/a":          "old/a",
		"ü \"2\"":        "ü \"1\"",
		"new":            "old",
		"new/deep":       "old/deep",
		"both":           "both", // from two folders
		"same":           "same",
		"unknown to git": "unknown to git",
	} {
		if got := rel(lines.Was(abs(name))); got != want {
			t.Errorf("%s was %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]bool{"changed": true, "new/a": true, "new/deep/b": true, "same/a": false, "gone/b": true} {
		if got := lines.Differs(name); got != want {
			t.Errorf("%s differs: %v, want %v", name, got, want)
		}
	}
	before, err := lines.Before()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	for name, data := range before.Contents {
		held[rel(name)] = string(data)
	}
	want := map[string]string{}
	for _, name := range []string{"changed", "gone/a", "old/a", "old/deep/b", "here/a", "there/a", "ü \"1\""} {
		want[name] = long(name)
	}
	if diff := cmp.Diff(want, held); diff != "" {
		t.Error(diff)
	}
	var absent []string
	for _, name := range slices.Sorted(maps.Keys(before.Absent)) {
		absent = append(absent, rel(name))
	}
	if diff := cmp.Diff([]string{"both/a", "both/b", "both/c", "new/a", "new/deep/b", "unknown to git", "ü \"2\""}, absent); diff != "" {
		t.Error(diff)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
