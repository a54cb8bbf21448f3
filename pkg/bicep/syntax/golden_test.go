package syntax

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// parseAny parses a file as its extension says.
func parseAny(f *source.File) (*File, []source.Diagnostic) {
	if filepath.Ext(f.Path) == ".bicepparam" {
		return ParseParams(f)
	}
	return Parse(f)
}

// inputs returns the Bicep files below a folder of testdata.
func inputs(t testing.TB, folder string) []*source.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.bicep*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in %s: %v", folder, err)
	}
	var files []*source.File
	for _, path := range paths {
		if filepath.Ext(path) != ".golden" {
			files = append(files, load(t, path))
		}
	}
	return files
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update to see how\n%s", path, got)
	}
}

func TestTree(t *testing.T) {
	for _, src := range inputs(t, "tree") {
		f, diags := parseAny(src)
		if len(diags) > 0 {
			t.Errorf("%v", diags[0])
		}
		golden(t, src.Path+".golden", dumpTree(f))
	}
}

// dumpTree writes a node a line: where it is, its type and its own fields.
func dumpTree(f *File) string {
	var b strings.Builder
	var write func(n Node, depth int)
	write = func(n Node, depth int) {
		r := n.Range()
		start, end := r.StartPosition(), r.EndPosition()
		where := fmt.Sprintf("%d:%d-%d:%d", start.Line, start.Column, end.Line, end.Column)
		fmt.Fprintf(&b, "%-14s%s%s%s\n", where, strings.Repeat("  ", depth), reflect.TypeOf(n).Elem().Name(), fields(n))
		Children(n, func(child Node) { write(child, depth+1) })
	}
	for _, s := range f.Statements {
		write(s, 0)
	}
	for _, c := range f.Trivia {
		fmt.Fprintf(&b, "trivia %d %q\n", c.Kind, f.TriviaText(c))
	}
	return b.String()
}

// fields returns the exported fields of a node that are no nodes.
func fields(n Node) string {
	var b strings.Builder
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		switch field := v.Field(i); {
		case !v.Type().Field(i).IsExported():
		case field.Kind() == reflect.Uint8:
			fmt.Fprintf(&b, " %v", field.Interface())
		case field.Kind() == reflect.Bool && field.Bool():
			fmt.Fprintf(&b, " %s", v.Type().Field(i).Name)
		case field.Kind() == reflect.String:
			fmt.Fprintf(&b, " %q", field.String())
		case field.Kind() == reflect.Uint64:
			fmt.Fprintf(&b, " %d", field.Uint())
		}
	}
	if s, ok := n.(*String); ok {
		for _, h := range s.Holes {
			fmt.Fprintf(&b, " … %q", h.Text)
		}
	}
	return b.String()
}

func TestErrors(t *testing.T) {
	for _, src := range inputs(t, "errors") {
		f, diags := parseAny(src)
		if len(diags) == 0 {
			t.Errorf("%s: no diagnostics", src.Path)
		}
		golden(t, src.Path+".golden", annotated(f, diags))
	}
}

// annotated writes each diagnostic below its line, with carets.
func annotated(f *File, diags []source.Diagnostic) string {
	var b strings.Builder
	for line := 1; line <= f.Source.LineCount(); line++ {
		text := f.Source.Line(line)
		fmt.Fprintf(&b, "%s\n", text)
		for len(diags) > 0 && diags[0].Range.StartPosition().Line == line {
			column := diags[0].Range.StartPosition().Column - 1
			length := utf8.RuneCountInString(strings.SplitN(diags[0].Range.Text(), "\n", 2)[0])
			fmt.Fprintf(&b, "%s%s %s\n", strings.Repeat(" ", column), strings.Repeat("^", max(length, 1)), diags[0].Message)
			diags = diags[1:]
		}
	}
	return b.String()
}
