package engine

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// document returns the graph as policies see it, as input. known are the facts
// of its resources.
func (e *Engine) document(g *graph.Graph, known []*ast.Term) ast.Value {
	resources := make([][2]*ast.Term, len(g.Resources))
	byType := map[string][]*ast.Term{}
	for i, r := range g.Resources {
		resources[i] = ast.Item(ast.StringTerm(r.ID), resource(g, r, known[i]))
		key := strings.ToLower(r.Type)
		byType[key] = append(byType[key], ast.StringTerm(r.ID))
	}
	outputs := make([]*ast.Term, len(g.Outputs))
	for i, o := range g.Outputs {
		outputs[i] = resource(g, o, facts(o))
	}
	out, in := edges(g)
	workload := ast.ObjectTerm()
	if e.opts.Workload.Kind() == value.Object {
		workload = graph.Document(sink{}, e.opts.Workload)
	}
	return ast.NewObject(
		ast.Item(ast.StringTerm("resources"), ast.ObjectTerm(resources...)),
		ast.Item(ast.StringTerm("by_type"), lists(byType)),
		ast.Item(ast.StringTerm("outputs"), ast.ArrayTerm(outputs...)),
		ast.Item(ast.StringTerm("edges"), lists(out)),
		ast.Item(ast.StringTerm("incoming"), lists(in)),
		ast.Item(ast.StringTerm("complete"), ast.BooleanTerm(g.Complete())),
		ast.Item(ast.StringTerm("workload"), workload),
		ast.Item(ast.StringTerm("providers"), providers(g)),
	)
}

func resource(g *graph.Graph, r *graph.Resource, known *ast.Term) *ast.Term {
	return ast.ObjectTerm(
		ast.Item(ast.StringTerm("id"), ast.StringTerm(r.ID)),
		ast.Item(ast.StringTerm("type"), ast.StringTerm(r.Type)),
		ast.Item(ast.StringTerm("api_version"), ast.StringTerm(r.APIVersion)),
		ast.Item(ast.StringTerm("language"), ast.StringTerm(r.Language)),
		ast.Item(ast.StringTerm("existing"), ast.BooleanTerm(r.Existing)),
		ast.Item(ast.StringTerm("each"), ast.BooleanTerm(r.Each)),
		ast.Item(ast.StringTerm("protected"), ast.BooleanTerm(r.Protected)),
		ast.Item(ast.StringTerm("exists"), graph.Document(sink{}, r.Exists)),
		ast.Item(ast.StringTerm("body"), graph.Document(sink{}, r.Body)),
		ast.Item(ast.StringTerm("facts"), known),
		ast.Item(ast.StringTerm("extends"), extends(g, r)),
	)
}

func providers(g *graph.Graph) *ast.Term {
	items := make([][2]*ast.Term, 0, len(g.Providers))
	for name, versions := range g.Providers {
		items = append(items, ast.Item(ast.StringTerm(name), ast.StringTerm(versions)))
	}
	return ast.ObjectTerm(items...)
}

// extends returns the types of what a resource names as its scope, in this
// unit or not.
func extends(g *graph.Graph, r *graph.Resource) *ast.Term {
	var types []*ast.Term
	for _, link := range r.Links {
		if link.Kind != graph.Scope {
			continue
		}
		typ := link.To.Type
		if target := g.Resource(link.To.Resource); target != nil {
			typ = target.Type
		}
		types = append(types, ast.StringTerm(typ))
	}
	return ast.ArrayTerm(types...)
}

// edges returns the edges by the resource they leave, and by the one they
// reach.
func edges(g *graph.Graph) (out, in map[string][]*ast.Term) {
	out, in = map[string][]*ast.Term{}, map[string][]*ast.Term{}
	for _, edge := range g.Edges {
		kind := ast.Item(ast.StringTerm("kind"), ast.StringTerm(string(edge.Kind)))
		path := ast.Item(ast.StringTerm("path"), pathTerm(edge.Path))
		out[edge.From] = append(out[edge.From], ast.ObjectTerm(kind, path, ast.Item(ast.StringTerm("to"), ast.StringTerm(edge.To))))
		in[edge.To] = append(in[edge.To], ast.ObjectTerm(kind, path, ast.Item(ast.StringTerm("from"), ast.StringTerm(edge.From))))
	}
	return out, in
}

func lists(m map[string][]*ast.Term) *ast.Term {
	items := make([][2]*ast.Term, 0, len(m))
	for key, list := range m {
		items = append(items, ast.Item(ast.StringTerm(key), ast.ArrayTerm(list...)))
	}
	return ast.ObjectTerm(items...)
}

// pathTerm returns a path as it leads through a document, where the items of
// an array stand below "items".
func pathTerm(p value.Path) *ast.Term {
	terms := make([]*ast.Term, 0, len(p)+1)
	for _, step := range p {
		switch step := step.(type) {
		case string:
			terms = append(terms, ast.StringTerm(graph.Escape(step)))
		case int:
			terms = append(terms, ast.StringTerm("items"), ast.IntNumberTerm(step))
		}
	}
	return ast.ArrayTerm(terms...)
}

// sink builds documents as terms of Rego.
type sink struct{}

// Scalar returns a scalar as a term.
func (sink) Scalar(v any) *ast.Term {
	switch v := v.(type) {
	case bool:
		return ast.BooleanTerm(v)
	case int64:
		return ast.NumberTerm(json.Number(strconv.FormatInt(v, 10)))
	case float64:
		return ast.FloatNumberTerm(v)
	case string:
		return ast.StringTerm(v)
	}
	return ast.NullTerm()
}

// Array returns a list as a term.
func (sink) Array(items []*ast.Term) *ast.Term { return ast.ArrayTerm(items...) }

// Object returns fields as a term.
func (sink) Object(fields []graph.DocField[*ast.Term]) *ast.Term {
	items := make([][2]*ast.Term, len(fields))
	for i, f := range fields {
		items[i] = ast.Item(ast.StringTerm(f.Key), f.Value)
	}
	return ast.ObjectTerm(items...)
}
