package syntax

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/source"
)

// corpus returns a folder of public repositories, each unpacked as
// <owner>+<name>. Without HUBLINT_CORPUS the test is skipped.
func corpus(t testing.TB, repository string) string {
	t.Helper()
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	return filepath.Join(root, repository)
}

// filesUnder calls visit for each file below a folder with an extension.
func filesUnder(t testing.TB, root, ext string, visit func(path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(path) == ext {
			visit(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, path string) *source.File {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile(path, data)
}

func TestCorpusIsReadWithoutDiagnostics(t *testing.T) {
	root := corpus(t, "Azure+bicep-registry-modules")
	n := 0
	filesUnder(t, root, ".bicep", func(path string) {
		n++
		if _, diags := Parse(load(t, path)); len(diags) > 0 {
			t.Errorf("%v", diags[0])
		}
	})
	t.Logf("%d files", n)
}

// derived matches the dumps beside a baseline, which are not all Bicep.
var derived = regexp.MustCompile(`\.(tokens|syntax|diagnostics|symbols|formatted|sourcemap|ir)\.bicep$|\.(tokens|syntax)\.bicepparam$`)

func TestValidBaselinesAreReadWithoutDiagnostics(t *testing.T) {
	root := filepath.Join(corpus(t, "Azure+bicep"), "src/Bicep.Core.Samples/Files/baselines")
	n := 0
	filesUnder(t, root, ".bicep", func(path string) {
		if strings.Contains(path, "/Invalid") || derived.MatchString(path) {
			return
		}
		n++
		if _, diags := Parse(load(t, path)); len(diags) > 0 {
			t.Errorf("%v", diags[0])
		}
	})
	t.Logf("%d files", n)
}

func TestParameterFilesAreReadWithoutDiagnostics(t *testing.T) {
	n := 0
	for _, repository := range []string{"Azure+bicep", "Azure+bicep-registry-modules"} {
		filesUnder(t, corpus(t, repository), ".bicepparam", func(path string) {
			if strings.Contains(path, "/Invalid") || derived.MatchString(path) {
				return
			}
			n++
			if _, diags := ParseParams(load(t, path)); len(diags) > 0 {
				t.Errorf("%v", diags[0])
			}
		})
	}
	t.Logf("%d files", n)
}

var dumpComment = regexp.MustCompile(`^//@\[(\d+):(\d+)\) (.*)$`)

// readDump returns the comments of a dump with the line of the source each
// stands below, counted from 0.
func readDump(t testing.TB, path string) (lines []dumpLine, count int) {
	t.Helper()
	line := -1
	newLine := "\n"
	if strings.HasSuffix(filepath.Dir(path), "_CRLF") {
		newLine = "\r\n"
	}
	for _, text := range strings.Split(string(load(t, path).Data), newLine) {
		m := dumpComment.FindStringSubmatch(text)
		if m == nil {
			line++
			continue
		}
		start, _ := strconv.Atoi(m[1])
		end, _ := strconv.Atoi(m[2])
		lines = append(lines, dumpLine{line, start, end, m[3]})
	}
	return lines, line // what follows the last line ending is no line
}

// positions returns a function from byte offsets to lines and columns as the
// compiler has them: counted from 0, columns in UTF-16 units, and an end on a
// later line counted on from the start of the first.
func positions(f *File) func(int32) (line, column int) {
	return func(offset int32) (line, column int) {
		p := f.Source.PositionUTF16(int(offset))
		return p.Line - 1, p.Column - 1
	}
}

// sameDump compares a tree or a list of tokens with a dump. Lines the writer
// of the dump did not see as such are left out.
func sameDump(t testing.TB, got []dumpLine, path string) (same bool, first string) {
	want, count := readDump(t, path)
	got = slices.DeleteFunc(got, func(l dumpLine) bool { return l.line >= count })
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return false, fmt.Sprintf("want %v", want[i])
		case i >= len(want):
			return false, fmt.Sprintf("got %v", got[i])
		case got[i] != want[i]:
			return false, fmt.Sprintf("line %d of the dump\n got %v\nwant %v", i, got[i], want[i])
		}
	}
	return true, ""
}

// baselines calls visit for each folder that holds a dump of a name.
func baselines(t testing.TB, dump string, visit func(dir string)) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(corpus(t, "Azure+bicep"), "src/Bicep.Core.Samples/Files/*/*", dump))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no baselines: %v", err)
	}
	for _, d := range dirs {
		visit(filepath.Dir(d))
	}
}

// inDump gives the lines of items with the compiler's way to count ends.
func inDump(f *File, root *item) []dumpLine {
	utf := utf16Offsets(f.text)
	at := positions(f)
	lines := root.lines(at)
	i := 0
	var walk func(it *item)
	walk = func(it *item) {
		_, start := at(it.start)
		lines[i].start = start
		lines[i].end = start + utf[it.end] - utf[it.start]
		i++
		for c := range it.children {
			walk(&it.children[c])
		}
	}
	walk(root)
	return byLine(lines)
}

// byLine puts lines in the order of the dump: below the line they begin on.
func byLine(lines []dumpLine) []dumpLine {
	out := make([]dumpLine, 0, len(lines))
	rows := map[int][]dumpLine{}
	last := 0
	for _, l := range lines {
		rows[l.line] = append(rows[l.line], l)
		last = max(last, l.line)
	}
	for i := range last + 1 {
		out = append(out, rows[i]...)
	}
	return out
}

func TestTreesAreThoseOfTheCompiler(t *testing.T) {
	same, all := 0, 0
	check := func(dir, main, ext string, parse func(*source.File) (*File, []source.Diagnostic)) {
		all++
		f, _ := parse(load(t, filepath.Join(dir, main+ext)))
		root := compilerTree(f)
		ok, first := sameDump(t, inDump(f, &root), filepath.Join(dir, main+".syntax"+ext))
		if ok {
			same++
		} else {
			t.Logf("%s: %s", filepath.Base(dir), first)
		}
	}
	baselines(t, "main.syntax.bicep", func(dir string) { check(dir, "main", ".bicep", Parse) })
	t.Logf("%d of %d trees are the same", same, all)
	// Of two broken files ours keeps more: a statement ends what a parenthesis
	// before it left open.
	if same < all-2 {
		t.Errorf("only %d of %d trees are the same", same, all)
	}
	same, all = 0, 0
	baselines(t, "parameters.syntax.bicepparam", func(dir string) { check(dir, "parameters", ".bicepparam", ParseParams) })
	t.Logf("%d of %d trees of parameter files are the same", same, all)
	if same < all {
		t.Errorf("only %d of %d trees of parameter files are the same", same, all)
	}
}

func TestTokensAreThoseOfTheCompiler(t *testing.T) {
	same, all := 0, 0
	baselines(t, "main.tokens.bicep", func(dir string) {
		all++
		f, _ := Parse(load(t, filepath.Join(dir, "main.bicep")))
		root := item{}
		for _, tok := range f.Tokens {
			kind := fmt.Sprintf("%s |%s|", tokenNames[tok.Kind], f.Text(tok))
			root.children = append(root.children, item{kind: kind, start: tok.Start, end: tok.End})
		}
		got := inDump(f, &root)[1:]
		for i := range got {
			got[i].text = strings.NewReplacer("├─", "", "└─", "").Replace(got[i].text)
		}
		if ok, first := sameDump(t, got, filepath.Join(dir, "main.tokens.bicep")); ok {
			same++
		} else {
			t.Logf("%s: %s", filepath.Base(dir), first)
		}
	})
	t.Logf("%d of %d token lists are the same", same, all)
	if same < all {
		t.Errorf("only %d of %d token lists are the same", same, all)
	}
}

// syntaxCodes are the compiler's codes for what its lexer and parser report,
// and for decorators without a declaration, which it finds later.
var syntaxCodes = regexp.MustCompile(`^\[BCP(00[1-9]|01[0-35-9]|02[0-4]|064|068|087|096|097|103|117|118|123|13[236]|140|14[789]|15[013]|162|167|20[12]|226|23[678]|243|249|257|26[67]|279|29[0-2]|300|305|317|322|325|337|344|346|347|35[456]|375|404|436) `)

// place is where a diagnostic stands, in UTF-16 units from the line's start.
type place struct{ line, start, end int }

func TestErrorsStandWhereTheCompilerHasThem(t *testing.T) {
	same, all, matched, ours, theirs := 0, 0, 0, 0, 0
	check := func(dir, main, ext string, parse func(*source.File) (*File, []source.Diagnostic)) {
		all++
		f, diags := parse(load(t, filepath.Join(dir, main+ext)))
		want := map[place]bool{}
		lines, _ := readDump(t, filepath.Join(dir, main+".diagnostics"+ext))
		for _, l := range lines {
			if syntaxCodes.MatchString(l.text) {
				want[place{l.line, l.start, l.end}] = true
			}
		}
		got := placesOf(f, diags)
		theirs += len(want)
		ours += len(got)
		equal := len(got) == len(want)
		for _, p := range got {
			if want[p] {
				matched++
				delete(want, p)
			} else {
				equal = false
				t.Logf("%s: only ours: %v", filepath.Base(dir), p)
			}
		}
		for p := range want {
			t.Logf("%s: only theirs: %v", filepath.Base(dir), p)
		}
		if equal {
			same++
		}
	}
	baselines(t, "main.diagnostics.bicep", func(dir string) { check(dir, "main", ".bicep", Parse) })
	baselines(t, "parameters.diagnostics.bicepparam", func(dir string) { check(dir, "parameters", ".bicepparam", ParseParams) })
	t.Logf("%d of %d files agree; of %d places %d are among the compiler's %d", same, all, ours, matched, theirs)
	if matched < ours*98/100 || matched < theirs*98/100 {
		t.Errorf("of %d places only %d are among the compiler's %d", ours, matched, theirs)
	}
}

func placesOf(f *File, diags []source.Diagnostic) []place {
	at := positions(f)
	utf := utf16Offsets(f.text)
	var out []place
	for _, d := range diags {
		line, start := at(d.Range.Start)
		out = append(out, place{line, start, start + utf[d.Range.End] - utf[d.Range.Start]})
	}
	return out
}
