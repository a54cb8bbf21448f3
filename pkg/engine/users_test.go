package engine_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
)

// usersRule is a rule of a user with a body.
func usersRule(id, name, body string) rule.Text {
	return rule.Text{File: "rules/security/" + name + ".rego", Data: []byte("# METADATA\n# title: T\n# custom:\n#   id: " + id +
		"\n#   severity: note\n#   types: [t/0]\n#   remediation: R\npackage custom.security." + name + "\n\n" + body)}
}

// A user's rule that does not end is cut off and not asked again; one that fails
// is told at its place. The others go on.
func TestUsersRulesThatFail(t *testing.T) {
	fsys := policies()
	builtIn, err := rule.Load(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := builtIn.With([]rule.Text{
		usersRule("U1", "endless", `findings contains 1 if {
	n := numbers.range(1, 10000)
	count([1 | some a in n; some b in n; some c in n; a + b + c == 0]) > 0
}`),
		usersRule("U2", "conflicting", "f(_) := 1\n\nf(_) := 2\n\nfindings contains f(1)\n"),
		usersRule("U3", "fine", `findings contains {"resource": "r", "path": [], "message": "found"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	library := engine.ReadLibrary(fsys)
	if err := library.Check(rules); err != nil {
		t.Fatal(err)
	}
	e := engine.New(engine.Options{Library: library, Catalogue: rules, Patience: 50 * time.Millisecond})
	g := &graph.Graph{Root: "main.bicep", Resources: []*graph.Resource{{
		ID: "r", Address: "r", Type: "t/0", Exists: value.OfBool(true), Body: value.OfFields(),
	}}}
	g.Link()
	for range 2 {
		result, err := e.Evaluate(context.Background(), engine.Question{Graph: g})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Matches) != 2 {
			t.Errorf("expected a match of fine and one of the rule that comes with the linter, found %v", result.Matches)
		}
		failed := map[string]engine.Failure{}
		for _, f := range result.Failures {
			failed[f.Rule.Name] = f
		}
		if f := failed["endless"]; f.Err == nil || !strings.Contains(f.Err.Error(), "longer than 50ms on main.bicep") || f.Line != 8 {
			t.Errorf("%+v", f)
		}
		if f := failed["conflicting"]; f.Err == nil || f.Line != 12 || len(failed) != 2 {
			t.Errorf("%+v", failed)
		}
	}
}
