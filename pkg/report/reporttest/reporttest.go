// Package reporttest holds reports against the schemas of those who read them,
// in tests.
package reporttest

import (
	"bytes"
	_ "embed" // for the schema of GitLab's reports
	"encoding/json"
	"errors"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // has the schema
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
)

// gitlabSchema is written from what docs.gitlab.com/ci/testing/code_quality
// says of the form of a report: GitLab publishes no schema. Properties it does
// not name are errors, so that none is written by mistake.
//
//go:embed gitlab-code-quality.schema.json
var gitlabSchema []byte

// Checker knows the schemas. It is safe for concurrent use.
type Checker struct{ schemas map[string]*jsonschema.Schema }

// New reads the schemas.
func New(t testing.TB) *Checker {
	t.Helper()
	return &Checker{map[string]*jsonschema.Schema{"sarif": compile(t, sarifSchema(t)), "code-scanning": compile(t, sarifSchema(t)), "gitlab": compile(t, read(t, gitlabSchema))}}
}

// Report writes a report in each format, and fails the test if what is written
// does not follow the schema of the format.
func (c *Checker) Report(t testing.TB, r *lint.Report) {
	t.Helper()
	for _, format := range report.Formats() {
		var out bytes.Buffer
		err := format.Write(&out, r, report.Options{Version: "1.2.3", MinSeverity: rule.Note})
		if err := errors.Join(err, c.check(format.Name, out.Bytes())); err != nil {
			t.Errorf("%s: %v", format.Name, err)
		}
	}
}

func (c *Checker) check(format string, text []byte) error {
	switch format {
	case "sarif", "code-scanning", "gitlab":
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		return c.schemas[format].Validate(doc)
	case "json":
		var doc any
		return json.Unmarshal(text, &doc)
	case "junit":
		return checkJUnit(text)
	}
	return nil
}

func read(t testing.TB, text []byte) any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func compile(t testing.TB, schema any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", schema); err != nil {
		t.Fatal(err)
	}
	out, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sarifSchema returns the schema that OASIS publishes. It is read from the text
// of a module, which keeps it to itself and would check its own types only.
func sarifSchema(t testing.TB) any {
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
	return read(t, []byte(text))
}
