package engine_test

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
)

// ruleFor is a rule that finds every resource of a type.
func ruleFor(n int, typ, workload string) string {
	return fmt.Sprintf(`# METADATA
# title: T
# custom:
#   id: SEC%03[1]d
#   types: [%[2]s]
#   workload: [%[3]s]
package policies.security.rule_%[1]d

findings contains match if {
	some id in input.by_type[%[4]q]
	match := {"resource": id, "path": [], "message": "found", "missing": true}
}
`, n, typ, workload, typ)
}

// policies has a rule for each of twelve types, and one more for the first of
// them that needs to know the devices.
func policies() fstest.MapFS {
	fsys := fstest.MapFS{
		"lib/nothing.rego":       {Data: []byte("package lib.nothing\n")},
		"security/rule_100.rego": {Data: []byte(ruleFor(100, "t/0", "devices"))},
		"main.rego":              {Data: []byte(mainRego)},
	}
	for i := range 12 {
		fsys[fmt.Sprintf("security/rule_%d.rego", i)] = &fstest.MapFile{Data: []byte(ruleFor(i, fmt.Sprintf("t/%d", i), ""))}
	}
	return fsys
}

const mainRego = `package main

result := {"findings": findings, "undecided": set()}

findings contains {"rule": ["policies", pillar, name], "match": match} if {
	some match in data.policies[pillar][name].findings
}
`

// A rule that compares with a workload is asked only where it is declared, even
// by a program of all rules, which takes over when there are many others.
func TestUndeclared(t *testing.T) {
	fsys := policies()
	rules, err := rule.Load(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	undeclared := engine.New(engine.Options{Policies: fsys, Catalogue: rules})
	declared := undeclared.WithWorkload(value.OfFields(value.Field{Key: "devices", Value: value.OfInt(7)}))
	for i := 11; i >= 0; i-- {
		g := &graph.Graph{Root: "main.bicep", Resources: []*graph.Resource{{
			ID: "r", Address: "r", Type: fmt.Sprintf("t/%d", i), Exists: value.OfBool(true), Body: value.OfFields(),
		}}}
		g.Link()
		for _, e := range []*engine.Engine{undeclared, declared} {
			want := [2]int{1, 0}
			if i == 0 {
				want = map[*engine.Engine][2]int{undeclared: {1, 1}, declared: {2, 0}}[e]
			}
			result, err := e.Evaluate(context.Background(), engine.Question{Graph: g})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range result.Failures {
				t.Error(f.Err)
			}
			if got := [2]int{len(result.Matches), len(result.Undeclared)}; got != want {
				t.Errorf("t/%d, declared: %t: %d matches, %d rules not asked; expected %v", i, e == declared, got[0], got[1], want)
			}
		}
	}
}
