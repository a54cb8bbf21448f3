package engine_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
	realPolicies "github.com/hublint/hublint/policies"
)

// extending finds each lock that is on a hub, and cannot tell of any other.
const extending = `# METADATA
# title: T
# custom:
#   id: SEC001
#   types: [a/locks]
package policies.security.extending

findings contains {"resource": lock.id, "path": [], "message": "is on a hub", "missing": false} if {
	some lock in input.of_type["a/locks"]
	"a/hubs" in lock.extends
}

undecided contains {"resource": lock.id, "path": [], "message": "is on something", "missing": false} if {
	some lock in input.of_type["a/locks"]
	not "a/hubs" in lock.extends
}
`

func extendingEngine(t *testing.T) *engine.Engine {
	t.Helper()
	main, err := realPolicies.FS.ReadFile("main.rego")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{
		"main.rego": {Data: main}, "lib/nothing.rego": {Data: []byte("package lib.nothing\n")},
		"security/extending.rego": {Data: []byte(extending)},
	}
	c, err := rule.Load(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	return engine.New(engine.Options{Policies: fsys, Catalogue: c})
}

// lockOn returns a graph with a lock on something of a type.
func lockOn(typ string) *graph.Graph {
	resource := func(id, typ string, links ...graph.Link) *graph.Resource {
		return &graph.Resource{ID: "m#" + id, Address: id, Type: typ, Exists: value.OfBool(true), Body: value.OfFields(), Links: links}
	}
	g := &graph.Graph{Root: "m", Resources: []*graph.Resource{
		resource("lock", "a/locks", graph.Link{Kind: graph.Scope, To: value.Ref{Resource: "m#target"}}),
		resource("target", typ),
	}}
	g.Link()
	return g
}

// What a resource looks like depends on what it is on, which another one says.
func TestMemoryOfWhatOthersSay(t *testing.T) {
	e, memory := extendingEngine(t), &engine.Memory{}
	for _, test := range []struct {
		typ   string
		found int
	}{{"a/hubs", 1}, {"a/plants", 0}, {"a/hubs", 1}} {
		result, err := e.Evaluate(context.Background(), engine.Question{Graph: lockOn(test.typ), Memory: memory})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Matches) != test.found || len(result.Undecided) != 1-test.found {
			t.Errorf("on %s: found %v, undecided %v", test.typ, result.Matches, result.Undecided)
		}
	}
}

// Who asks for the findings of some rules gets no others, and nothing undecided.
func TestFindingsOnly(t *testing.T) {
	e := extendingEngine(t)
	for _, test := range []struct {
		typ         string
		of          func(*rule.Rule) bool
		found, open int
	}{
		{"a/hubs", nil, 1, 0},
		{"a/plants", nil, 0, 1},
		{"a/hubs", func(*rule.Rule) bool { return true }, 1, 0},
		{"a/plants", func(*rule.Rule) bool { return true }, 0, 0},
		{"a/hubs", func(*rule.Rule) bool { return false }, 0, 0},
	} {
		result, err := e.Evaluate(context.Background(), engine.Question{Graph: lockOn(test.typ), Findings: test.of})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Matches) != test.found || len(result.Undecided) != test.open {
			t.Errorf("on %s: found %v, undecided %v", test.typ, result.Matches, result.Undecided)
		}
	}
}
