package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
)

// read adds what main.rego collected to a result.
func (p *part) read(result any, out *Result) error {
	for key, list := range map[string]*[]Match{"findings": &out.Matches, "undecided": &out.Undecided} {
		items, err := listAt(result, key)
		if err != nil {
			return err
		}
		for _, item := range items {
			entry, ok := item.(map[string]any)
			if !ok {
				return fmt.Errorf("main.rego: expected an object in %s, found %v", key, item)
			}
			pkg := packageOf(entry["rule"])
			m, err := readMatch(p.byName[pkg], entry["match"])
			if err != nil {
				return fmt.Errorf("%s: %w", pkg, err)
			}
			*list = append(*list, m)
		}
	}
	return nil
}

// alone evaluates one rule.
func (p *part) alone(ctx context.Context, r *rule.Rule, input ast.Value) (*Result, error) {
	q, err := p.queriesFor(ctx, r)
	if err != nil {
		return nil, err
	}
	return q.evaluate(ctx, r, input)
}

// queries ask one rule what it finds and what it can't tell. The rule's package
// is at a line of its file.
type queries struct {
	findings, undecided rego.PreparedEvalQuery
	line                int
}

func (p *part) queriesFor(ctx context.Context, r *rule.Rule) (q queries, err error) {
	if q.findings, err = p.prepare(ctx, "data."+r.Package+".findings"); err == nil {
		q.undecided, err = p.prepare(ctx, "data."+r.Package+".undecided")
	}
	return q, err
}

func (q queries) evaluate(ctx context.Context, r *rule.Rule, input ast.Value) (*Result, error) {
	out := &Result{}
	var err error
	if out.Matches, err = matchesOf(ctx, q.findings, r, input); err == nil {
		out.Undecided, err = matchesOf(ctx, q.undecided, r, input)
	}
	return out, err
}

func matchesOf(ctx context.Context, query rego.PreparedEvalQuery, r *rule.Rule, input ast.Value) ([]Match, error) {
	set, err := query.Eval(ctx, rego.EvalParsedInput(input))
	if err != nil || len(set) == 0 {
		return nil, err
	}
	items, ok := set[0].Expressions[0].Value.([]any)
	if !ok {
		return nil, fmt.Errorf("expected a set of matches, found %T", set[0].Expressions[0].Value)
	}
	out := make([]Match, len(items))
	for i, item := range items {
		if out[i], err = readMatch(r, item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func listAt(result any, key string) ([]any, error) {
	object, ok := result.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("main.rego: expected result to be an object, found %T", result)
	}
	items, ok := object[key].([]any)
	if !ok {
		return nil, fmt.Errorf("main.rego: expected result.%s to be a set, found %T", key, object[key])
	}
	return items, nil
}

// packageOf joins the path of a package, as main.rego gives it.
func packageOf(v any) string {
	steps, _ := v.([]any)
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i], _ = s.(string)
	}
	return strings.Join(names, ".")
}

// readMatch reads what lib.result builds.
func readMatch(r *rule.Rule, v any) (Match, error) {
	object, ok := v.(map[string]any)
	if !ok || r == nil {
		return Match{}, fmt.Errorf("expected a match as lib.result makes it, found %v", v)
	}
	m := Match{Rule: r}
	m.Resource, _ = object["resource"].(string)
	m.Message, ok = object["message"].(string)
	m.Missing, _ = object["missing"].(bool)
	m.Present, _ = object["present"].(bool)
	severity, _ := object["severity"].(string)
	if m.Severity = rule.Severity(severity); severity != "" && (m.Severity.Rank() == 0 || m.Severity.Rank() > r.Severity.Rank()) {
		return Match{}, fmt.Errorf("expected a severity lighter than %s, found %q", r.Severity, severity)
	}
	if m.Resource == "" || !ok {
		return Match{}, fmt.Errorf("expected a match with a resource and a message, found %v", v)
	}
	steps, ok := object["path"].([]any)
	if !ok {
		return Match{}, fmt.Errorf("expected the path of a match to be an array, found %v", object["path"])
	}
	m.Path = readPath(steps)
	pieces, _ := object["rests_on"].([]any)
	for _, piece := range pieces {
		if steps, ok := piece.([]any); ok {
			m.RestsOn = append(m.RestsOn, readPath(steps))
		}
	}
	return m, nil
}

// readPath turns a path through a document into one through the body.
func readPath(steps []any) value.Path {
	path := make(value.Path, 0, len(steps))
	for i, step := range steps {
		switch step := step.(type) {
		case string:
			if step == "items" && i+1 < len(steps) && isIndex(steps[i+1]) {
				continue
			}
			path = append(path, graph.Unescape(step))
		case json.Number:
			n, _ := step.Int64()
			path = append(path, int(n))
		}
	}
	return path
}

func isIndex(v any) bool {
	_, ok := v.(json.Number)
	return ok
}
