package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // has the schema
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
)

// Whatever there is to say, those who read a report for a living can read it.
func TestReportsFollowTheirSchemas(t *testing.T) {
	check := newChecker(t)
	for name, r := range samples(t) {
		t.Run(name, func(t *testing.T) { check(t, r) })
	}
	forEachArchive(t, func(t *testing.T, _ string, archive *txtar.Archive) { check(t, run(t, archive)) })
}

// newChecker returns a test of the formats that have a schema.
func newChecker(t *testing.T) func(*testing.T, *lint.Report) {
	t.Helper()
	schemas := map[string]*jsonschema.Schema{
		"sarif": compile(t, sarifSchema(t)), "gitlab": compile(t, "testdata/gitlab-code-quality.schema.json"),
	}
	return func(t *testing.T, r *lint.Report) {
		t.Helper()
		for _, format := range report.Formats() {
			out := write(t, format, r)
			var err error
			switch {
			case schemas[format.Name] != nil:
				var doc any
				if doc, err = jsonschema.UnmarshalJSON(bytes.NewReader(out)); err == nil {
					err = schemas[format.Name].Validate(doc)
				}
			case format.Name == "json":
				if !json.Valid(out) {
					err = errors.New("expected JSON")
				}
			case format.Name == "junit":
				err = checkJUnit(out)
			}
			if err != nil {
				t.Errorf("%s: %v", format.Name, err)
			}
		}
	}
}

// compile returns the schema in a file, or the document itself.
func compile(t *testing.T, schema any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	name, isFile := schema.(string)
	if !isFile {
		name = "schema.json"
		if err := c.AddResource(name, schema); err != nil {
			t.Fatal(err)
		}
	}
	out, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sarifSchema returns the schema that OASIS publishes. It is read from the text
// of a module, which keeps it to itself and would check its own types only.
func sarifSchema(t *testing.T) any {
	t.Helper()
	p, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && len(lit.Value) > len(text) {
			text = lit.Value
		}
		return true
	})
	if text, err = strconv.Unquote(text); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// element says what an element of a JUnit report may and must have.
type element struct {
	children, required, optional []string
}

// junitForm is the form that Jenkins takes, of it what reports of a linter use;
// source: jenkinsci/xunit-plugin, types/model/xsd/junit-10.xsd.
var junitForm = map[string]element{
	"":           {children: []string{"testsuites"}},
	"testsuites": {children: []string{"testsuite"}, optional: []string{"name", "time", "tests", "failures", "errors"}},
	"testsuite": {
		children: []string{"testcase"}, required: []string{"name", "tests", "failures", "errors"},
		optional: []string{"time", "skipped", "timestamp", "hostname", "id", "package", "file", "url"},
	},
	"testcase": {children: []string{"skipped", "error", "failure"}, required: []string{"name"}, optional: []string{"time", "classname"}},
	"failure":  {optional: []string{"type", "message"}},
	"error":    {optional: []string{"type", "message"}},
}

// checkJUnit reads a report strictly, and counts what it says to count.
func checkJUnit(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	path := []string{""}
	counts := map[string]int{}
	said := map[string]int{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if !maps.Equal(counts, said) {
				return fmt.Errorf("says %v and has %v", said, counts)
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := checkElement(path[len(path)-1], token); err != nil {
				return err
			}
			path = append(path, token.Name.Local)
			countElement(token, counts, said)
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
}

func checkElement(parent string, e xml.StartElement) error {
	name := e.Name.Local
	if !slices.Contains(junitForm[parent].children, name) {
		return fmt.Errorf("<%s> in <%s>", name, parent)
	}
	has := map[string]bool{}
	for _, a := range e.Attr {
		if has[a.Name.Local] = true; !slices.Contains(slices.Concat(junitForm[name].required, junitForm[name].optional), a.Name.Local) {
			return fmt.Errorf("<%s> has %s", name, a.Name.Local)
		}
	}
	for _, a := range junitForm[name].required {
		if !has[a] {
			return fmt.Errorf("<%s> lacks %s", name, a)
		}
	}
	return nil
}

// countElement adds to what there is, by the attributes that count it, and to
// what suites and the whole say there is.
func countElement(e xml.StartElement, counts, said map[string]int) {
	if attribute, ok := map[string]string{"testcase": "tests", "failure": "failures", "error": "errors"}[e.Name.Local]; ok {
		counts["testsuite "+attribute]++
		counts["testsuites "+attribute]++
	}
	for _, a := range e.Attr {
		if n, err := strconv.Atoi(a.Value); err == nil && n > 0 && slices.Contains([]string{"tests", "failures", "errors"}, a.Name.Local) {
			said[e.Name.Local+" "+a.Name.Local] += n
		}
	}
}
