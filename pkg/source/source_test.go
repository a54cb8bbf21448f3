package source_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/source"
)

func TestPosition(t *testing.T) {
	f := source.NewFile("x", []byte("\ufeffaé😀b\r\nc\rd\n"))
	tests := []struct{ offset, line, runes, units int }{
		{3, 1, 1, 1},   // a, after the byte order mark
		{6, 1, 3, 3},   // the emoji
		{10, 1, 4, 5},  // b
		{13, 2, 1, 1},  // c
		{15, 3, 1, 1},  // d, after a lone carriage return
		{17, 4, 1, 1},  // the end
		{999, 4, 1, 1}, // beyond
	}
	for _, test := range tests {
		p, u := f.Position(test.offset), f.PositionUTF16(test.offset)
		if p.Line != test.line || p.Column != test.runes || u.Column != test.units {
			t.Errorf("offset %d is %d:%d (%d in UTF-16), want %d:%d (%d)",
				test.offset, p.Line, p.Column, u.Column, test.line, test.runes, test.units)
		}
	}
	for line, want := range []string{"", "aé😀b", "c", "d", "", ""} {
		if got := f.Line(line); line > 0 && got != want {
			t.Errorf("line %d is %q, want %q", line, got, want)
		}
	}
}

// A file that let go of its content still tells all of the lines it kept.
func TestKeep(t *testing.T) {
	data := []byte("\ufeffaé😀b\r\nlost\nc\rd\n")
	whole, thin := source.NewFile("x", data), source.NewFile("x", data)
	ranges := [][2]int{{3, 10}, {17, 21}, {17, 17}}
	var kept []source.Range
	for _, r := range ranges {
		kept = append(kept, thin.Range(r[0], r[1]))
	}
	thin.Keep(append(kept, whole.Range(0, 1)))
	thin.Keep(kept)
	if thin.Data != nil || thin.Size() != len(data) {
		t.Errorf("kept %d bytes of %d", len(thin.Data), thin.Size())
	}
	for i, r := range ranges {
		want := whole.Range(r[0], r[1])
		if kept[i].Text() != want.Text() || kept[i].StartPosition() != want.StartPosition() || kept[i].EndPosition() != want.EndPosition() {
			t.Errorf("%v: %q from %v to %v", r, kept[i].Text(), kept[i].StartPosition(), kept[i].EndPosition())
		}
		line := want.StartPosition().Line
		if thin.Line(line) != whole.Line(line) || thin.PositionUTF16(r[1]) != whole.PositionUTF16(r[1]) {
			t.Errorf("line %d is %q", line, thin.Line(line))
		}
	}
}

func TestReaderStaysInside(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "secret.txt", "s")
	write(t, dir, "in/a.txt", "a")
	write(t, dir, "in/sub/b.txt", "b")
	if err := os.Symlink("../secret.txt", filepath.Join(dir, "in", "link.txt")); err != nil {
		t.Skip("no symbolic links here")
	}
	r, err := source.NewReader(dir, "in")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	tests := []struct {
		path string
		err  error
	}{
		{"in/a.txt", nil},
		{"in/sub/../sub/b.txt", nil},
		{filepath.Join(dir, "in", "a.txt"), nil},
		{"in/none.txt", fs.ErrNotExist},
		{"secret.txt", source.ErrOutside},
		{"in/../secret.txt", source.ErrOutside},
		{"in/link.txt", source.ErrOutside},
		{"/etc/passwd", source.ErrOutside},
	}
	for _, test := range tests {
		f, err := r.ReadFile(test.path)
		if !errors.Is(err, test.err) {
			t.Errorf("%s: error %v, want %v", test.path, err, test.err)
		}
		if err == nil && f.Path != filepath.ToSlash(r.Display(r.Abs(test.path))) {
			t.Errorf("%s: display path %s", test.path, f.Path)
		}
	}
}

func TestReaderOverlay(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.txt", "old")
	r, err := source.NewReader(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	r.Overlay = map[string][]byte{filepath.Join(dir, "a.txt"): []byte("new")}
	f, err := r.ReadFile("a.txt")
	if err != nil || string(f.Data) != "new" {
		t.Errorf("read %v, %v", f, err)
	}
}

// A reader over a disk can be made to see one that is long gone: with folders
// that are not there any more, and without what came since.
func TestReaderOfAnotherDay(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "came.txt", "new")
	write(t, dir, "stayed.txt", "as ever")
	now, err := source.NewReader(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = now.Close() }()
	then := now.Over(map[string][]byte{filepath.Join(dir, "went", "far", "a.txt"): []byte("old")}).
		Without(map[string]bool{filepath.Join(dir, "came.txt"): true})
	for folder, want := range map[string]string{".": "stayed.txt went/", "went": "far/", "went/far": "a.txt"} {
		entries, err := then.ReadDir(folder)
		beside, err2 := then.Folder(folder).Entries()
		if got := names(entries); err != nil || err2 != nil || got != want || names(beside) != want {
			t.Errorf("%s has %q, %q, want %q (%v, %v)", folder, got, names(beside), want, err, err2)
		}
		if info, err := then.Stat(folder); err != nil || !info.IsDir() {
			t.Errorf("%s is no folder: %v, %v", folder, info, err)
		}
	}
	if f, err := then.ReadFile("went/far/a.txt"); err != nil || string(f.Data) != "old" {
		t.Errorf("read %v, %v", f, err)
	}
	var buffer []byte
	_, readErr := then.ReadFile("came.txt")
	_, statErr := then.Stat("came.txt")
	_, folderErr := then.Folder(".").Read("came.txt", &buffer)
	_, goneErr := now.ReadDir("went")
	for _, err := range []error{readErr, statErr, folderErr, goneErr} {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what is not there gave %v", err)
		}
	}
}

func names(entries []fs.DirEntry) string {
	var out []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The cache is one more folder to read, and no way out of it.
func TestReaderCache(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "in/a.txt", "a")
	write(t, dir, "home/cache/m.json", "m")
	write(t, dir, "home/secret.txt", "s")
	r, err := source.NewReader(filepath.Join(dir, "in"), ".")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	r.OpenCache(filepath.Join(dir, "nowhere"))
	if r.Cache() != "" {
		t.Error("a folder that does not exist is the cache")
	}
	if _, err := r.ReadFile("../home/cache/m.json"); !errors.Is(err, source.ErrOutside) {
		t.Errorf("read the cache before it was opened: %v", err)
	}
	r.OpenCache(filepath.Join(dir, "home", "cache"))
	f, err := r.ReadFile("../home/cache/m.json")
	if err != nil || !f.External {
		t.Errorf("read %v, %v", f, err)
	}
	if f, err = r.ReadFile("a.txt"); err != nil || f.External {
		t.Errorf("read %v, %v", f, err)
	}
	for _, path := range []string{"../home/secret.txt", "../home/cache/../secret.txt"} {
		if _, err := r.ReadFile(path); !errors.Is(err, source.ErrOutside) {
			t.Errorf("%s: error %v, want %v", path, err, source.ErrOutside)
		}
	}
}
