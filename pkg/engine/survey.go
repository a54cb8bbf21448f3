package engine

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
)

// surveyed is what tells which rules may have something to say of a graph.
type surveyed struct {
	byType map[string][]*graph.Resource
	// has are what a rule may need of the graph as a whole: "outputs",
	// "terraform", "variants", "unread", and facts that some resource has, as
	// "facts.keys".
	has map[string]bool
}

func survey(q Question, known []*described) *surveyed {
	g := q.Graph
	s := &surveyed{byType: map[string][]*graph.Resource{}, has: map[string]bool{}}
	s.has["outputs"], s.has["variants"], s.has["unread"] = len(g.Outputs) > 0, len(q.Others) > 0, !g.Complete()
	for _, r := range g.Resources {
		key := strings.ToLower(r.Type)
		s.byType[key] = append(s.byType[key], r)
		s.has["terraform"] = s.has["terraform"] || r.Language == "terraform"
		// A version that nobody can tell may be one that lacks something.
		s.has["facts.unsupported"] = s.has["facts.unsupported"] || r.APIVersion == ""
	}
	for _, need := range rule.OfGraph {
		if fact, ok := strings.CutPrefix(need, "facts."); ok {
			s.has[need] = s.has[need] || anyHas(known, ast.StringTerm(fact))
		}
	}
	return s
}

// anyHas reports whether some resource has a fact that is not an empty list.
func anyHas(known []*described, fact *ast.Term) bool {
	return slices.ContainsFunc(known, func(d *described) bool {
		has := d.facts.Get(fact)
		return has != nil && !isEmpty(has)
	})
}

func isEmpty(t *ast.Term) bool {
	list, ok := t.Value.(*ast.Array)
	return ok && list.Len() == 0
}

// rulesFor returns the rules wanted that may have something to say of a graph:
// those that name a type in it and find what they need beside. Apart from them
// are those that would, but for a workload that is not declared.
func (e *Engine) rulesFor(about *surveyed) (rules, undeclared []*rule.Rule) {
	types := make(map[string]bool, len(about.byType))
	for typ := range about.byType {
		types[typ] = true
	}
	for _, r := range e.wanted(e.opts.Catalogue.ForTypes(types)) {
		switch {
		case !about.meets(r):
		case e.declares(r.Workload):
			rules = append(rules, r)
		default:
			undeclared = append(undeclared, r)
		}
	}
	return rules, undeclared
}

// declares reports whether the workload has all of some keys.
func (e *Engine) declares(keys []string) bool {
	return !slices.ContainsFunc(keys, func(key string) bool { return e.opts.Workload.Get(key).IsNothing() })
}

// meets reports whether the graph has, or may have, what a rule needs beside a
// resource of its types.
func (s *surveyed) meets(r *rule.Rule) bool {
	if len(r.Beside) > 0 && !slices.ContainsFunc(r.Beside, s.holds) {
		return false
	}
	return len(r.Needs) == 0 || slices.ContainsFunc(r.Needs, func(need string) bool {
		return s.has[need] || s.holds(need) || s.written(r.Types, need)
	})
}

// holds reports whether there is a resource of a type.
func (s *surveyed) holds(typ string) bool { return len(s.byType[strings.ToLower(typ)]) > 0 }

// written reports whether something is written at a path in a resource of one
// of the types, or may be.
func (s *surveyed) written(types []string, path string) bool {
	for _, typ := range types {
		for _, res := range s.byType[strings.ToLower(typ)] {
			if written(res.Body, path) {
				return true
			}
		}
	}
	return false
}

func written(v value.Value, path string) bool {
	for key := range strings.SplitSeq(path, ".") {
		if v = v.Get(key); v.Kind() == value.Unknown {
			return true
		}
	}
	return !v.IsNothing() && !v.Has(value.Platform)
}
