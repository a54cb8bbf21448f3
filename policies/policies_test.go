package policies_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

// The engine leaves out what only finds mistakes when it compiles, so that is
// done here: for all rules and tests together, by the strictest reading.
func TestCompile(t *testing.T) {
	c := ast.NewCompiler().WithCapabilities(engine.Capabilities()).WithStrict(true)
	if c.Compile(modules(t)); c.Failed() {
		t.Error(c.Errors)
	}
}

// The tests beside the policies, as "opa test" runs them.
func TestRego(t *testing.T) {
	facts, err := azure.Facts()
	if err != nil {
		t.Fatal(err)
	}
	results, err := tester.NewRunner().
		SetStore(inmem.NewFromObject(map[string]any{"azure": facts})).
		SetModules(modules(t)).
		RunTests(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range results {
		n++
		if !r.Pass() {
			t.Errorf("%s: %s: %v", r.Location, r.Name, r.Error)
		}
	}
	if n == 0 {
		t.Error("no tests")
	}
}

// A rule compares with keys that a workload can have.
func TestWorkloadKeys(t *testing.T) {
	rules, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, k := range capacity.Keys() {
		known[k.Name] = true
	}
	for _, r := range rules.All() {
		for _, key := range r.Workload {
			if !known[key] {
				t.Errorf("%s: there is no key %q in a workload", r.File, key)
			}
		}
	}
}

func modules(t *testing.T) map[string]*ast.Module {
	t.Helper()
	out := map[string]*ast.Module{}
	err := fs.WalkDir(policies.FS, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".rego") {
			return err
		}
		text, err := fs.ReadFile(policies.FS, path)
		if err != nil {
			return err
		}
		out[path], err = ast.ParseModuleWithOpts(path, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
