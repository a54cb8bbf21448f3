package gitignore_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/project/gitignore"
)

// What is ignored is what git ignores, over many files of patterns made by
// chance, two of them nested.
func TestAsGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not there")
	}
	parts := []string{"a", "b", "ab", "a.json", "b.json", "{a}", "a b"}
	globs := []string{"a", "b", "*", "**", "?", "[ab]", "[!a]", "a*", "*.json", "**b", "{a}", "\\{a}", "a b", "{a,b}"}
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	var paths []string
	for _, x := range parts {
		for _, y := range parts {
			paths = append(paths, x+"/d/"+y, x+"/"+y+".f")
		}
		paths = append(paths, x+".f")
	}
	ignored := 0
	for range 60 {
		dir := t.TempDir()
		write(t, dir, ".gitignore", lines(random.IntN, pick, globs))
		write(t, dir, "a/.gitignore", lines(random.IntN, pick, globs))
		for _, p := range paths {
			write(t, dir, p, "")
		}
		got, want := walk(t, dir, ".", nil), asGit(t, dir)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			top, _ := os.ReadFile(filepath.Join(dir, ".gitignore"))
			sub, _ := os.ReadFile(filepath.Join(dir, "a", ".gitignore"))
			t.Fatalf("patterns\n%s\nin a\n%s\nkeep %q\ngit keeps %q", top, sub, got, want)
		}
		ignored += len(paths) - len(want)
	}
	if ignored < 1000 {
		t.Errorf("only %d files were ignored in all", ignored)
	}
}

func lines(n func(int) int, pick func([]string) string, globs []string) string {
	var b strings.Builder
	for range n(4) {
		if n(4) == 0 {
			b.WriteString("!")
		}
		if n(4) == 0 {
			b.WriteString("/")
		}
		b.WriteString(pick(globs))
		for range n(3) {
			b.WriteString("/" + pick(globs))
		}
		b.WriteString([]string{"", "", "/", "  ", "\r"}[n(5)] + "\n")
	}
	return b.String()
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// walk returns the files that are not ignored.
func walk(t *testing.T, root, folder string, p *gitignore.Patterns) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root, folder))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(root, folder, gitignore.Name)); err == nil {
		p = p.With(folder, text)
	}
	var out []string
	for _, e := range entries {
		name := filepath.ToSlash(filepath.Join(folder, e.Name()))
		switch {
		case e.Name() == gitignore.Name || e.Name() == ".git" || p.Ignores(name, e.IsDir()):
		case e.IsDir():
			out = append(out, walk(t, root, name, p)...)
		default:
			out = append(out, name)
		}
	}
	return out
}

// asGit returns the files that git would add, without the files of patterns.
func asGit(t *testing.T, dir string) []string {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"ls-files", "-z", "--others", "--exclude-per-directory=.gitignore"}} {
		out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if len(args) > 2 {
			files := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
			files = slices.DeleteFunc(files, func(f string) bool { return f == "" || filepath.Base(f) == gitignore.Name })
			slices.Sort(files)
			return files
		}
	}
	return nil
}
