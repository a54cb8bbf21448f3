package engine

import (
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

// The steps that a run leaves out change nothing in the rules there are.
func TestUnneededStepsChangeNothing(t *testing.T) {
	whole, short := compileAll(t), compileAll(t, unneeded...)
	for file, m := range whole {
		if got := short[file].String(); got != m.String() {
			t.Errorf("%s compiles to another module without the steps left out; write its bodies in the order of what they need:\n%s\n---\n%s", file, m, got)
		}
	}
}

func compileAll(t *testing.T, skip ...ast.StageID) map[string]*ast.Module {
	t.Helper()
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	b, err := readBase(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]byte{}
	for _, r := range catalogue.All() {
		texts[r.File] = catalogue.Source(r)
	}
	modules, err := parse(b.with(texts))
	if err != nil {
		t.Fatal(err)
	}
	c := ast.NewCompiler().WithCapabilities(b.capabilities).WithSkipStages(skip...)
	if c.Compile(modules); c.Failed() {
		t.Fatal(c.Errors)
	}
	return c.Modules
}

// Each rule finds all it needs in what is taken of the library for it alone.
func TestEachRuleCompilesAlone(t *testing.T) {
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	b, err := readBase(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range catalogue.All() {
		modules, err := parse(b.with(map[string][]byte{r.File: catalogue.Source(r)}))
		if err != nil {
			t.Fatal(err)
		}
		c := ast.NewCompiler().WithCapabilities(b.capabilities)
		if c.Compile(modules); c.Failed() {
			t.Errorf("%s: %v", r.Name, c.Errors)
		}
	}
}
