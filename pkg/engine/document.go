package engine

import (
	"encoding/json"
	"path"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// document returns what policies see as input. known are the descriptions
// of the graph's resources.
func (e *Engine) document(q Question, known []*described) ast.Value {
	g, s := q.Graph, newSink()
	resources := make([][2]*ast.Term, len(g.Resources))
	byType, ofType := map[string][]*ast.Term{}, map[string][]*ast.Term{}
	var users []*ast.Term
	borrows := func(t, known *ast.Term) {
		if known.Get(s.Scalar("borrowed")) != nil {
			users = append(users, t)
		}
	}
	for i, r := range g.Resources {
		id, d := s.Scalar(r.ID), known[i]
		if d.term == nil {
			d.term = s.resource(g, r, d.facts)
		}
		resources[i] = ast.Item(id, d.term)
		key := strings.ToLower(r.Type)
		byType[key], ofType[key] = append(byType[key], id), append(ofType[key], d.term)
		borrows(d.term, d.facts)
	}
	outputs := make([]*ast.Term, len(g.Outputs))
	for i, o := range g.Outputs {
		known := facts(o)
		outputs[i] = s.resource(g, o, known)
		borrows(outputs[i], known)
	}
	out, in := edges(g)
	workload := ast.ObjectTerm()
	if e.opts.Workload.Kind() == value.Object {
		workload = graph.Document(s, e.opts.Workload)
	}
	return ast.NewObject(
		ast.Item(ast.StringTerm("resources"), ast.ObjectTerm(resources...)),
		ast.Item(ast.StringTerm("by_type"), lists(byType)),
		ast.Item(ast.StringTerm("of_type"), lists(ofType)),
		ast.Item(ast.StringTerm("outputs"), ast.ArrayTerm(outputs...)),
		ast.Item(ast.StringTerm("key_users"), ast.ArrayTerm(users...)),
		ast.Item(ast.StringTerm("edges"), lists(out)),
		ast.Item(ast.StringTerm("incoming"), lists(in)),
		ast.Item(ast.StringTerm("complete"), ast.BooleanTerm(g.Complete())),
		ast.Item(ast.StringTerm("workload"), workload),
		ast.Item(ast.StringTerm("providers"), providers(g.Providers)),
		ast.Item(ast.StringTerm("locked"), providers(g.Locked)),
		ast.Item(ast.StringTerm("parameters"), parameters(g)),
		ast.Item(ast.StringTerm("variants"), s.variants(q.Others)),
		ast.Item(ast.StringTerm("findings_only"), ast.BooleanTerm(q.Findings != nil)),
	)
}

// variants returns the resources of other graphs, without what is only for the
// graph that is judged.
func (s *sink) variants(others []*graph.Graph) *ast.Term {
	items := make([]*ast.Term, len(others))
	for i, g := range others {
		resources := make([][2]*ast.Term, len(g.Resources))
		for j, r := range g.Resources {
			resources[j] = ast.Item(ast.StringTerm(r.ID), s.resource(g, r, ast.ObjectTerm()))
		}
		items[i] = ast.ObjectTerm(
			ast.Item(s.Scalar("parameters"), parameters(g)),
			ast.Item(s.Scalar("complete"), s.Scalar(g.Complete())),
			ast.Item(s.Scalar("resources"), ast.ObjectTerm(resources...)),
		)
	}
	return ast.ArrayTerm(items...)
}

// parameters returns the names of the parameter files in force.
func parameters(g *graph.Graph) *ast.Term {
	names := make([]string, len(g.Parameters))
	for i, file := range g.Parameters {
		names[i] = path.Base(file)
	}
	return ast.StringTerm(strings.Join(names, " and "))
}

func (s *sink) resource(g *graph.Graph, r *graph.Resource, known *ast.Term) *ast.Term {
	return ast.ObjectTerm(append(named(s, r),
		ast.Item(s.Scalar("open"), s.open(r.Body)),
		ast.Item(s.Scalar("id"), s.Scalar(r.ID)),
		ast.Item(s.Scalar("type"), s.Scalar(r.Type)),
		ast.Item(s.Scalar("api_version"), s.Scalar(r.APIVersion)),
		ast.Item(s.Scalar("language"), s.Scalar(r.Language)),
		ast.Item(s.Scalar("existing"), s.Scalar(r.Existing)),
		ast.Item(s.Scalar("each"), s.Scalar(r.Each)),
		ast.Item(s.Scalar("protected"), s.Scalar(r.Protected)),
		ast.Item(s.Scalar("script"), s.script(r)),
		ast.Item(s.Scalar("exists"), graph.Document(s, r.Exists)),
		ast.Item(s.Scalar("body"), graph.Document(s, r.Body)),
		ast.Item(s.Scalar("facts"), known),
		ast.Item(s.Scalar("extends"), s.texts(extends(g, r))),
	)...)
}

// script returns what is known of the program that a resource is; false if it is
// none.
func (s *sink) script(r *graph.Resource) *ast.Term {
	if !r.IsScript() {
		return s.Scalar(false)
	}
	text, whole := r.Told()
	return ast.ObjectTerm(ast.Item(s.Scalar("told"), s.Scalar(text)), ast.Item(s.Scalar("whole"), s.Scalar(whole)))
}

// named returns a text that resources share whose names are certain to be
// equal, known or not; nothing if nothing stands for the name.
func named(s *sink, r *graph.Resource) [][2]*ast.Term {
	key, ok := value.Key(r.Body.Get("name"))
	if !ok {
		return nil
	}
	return [][2]*ast.Term{ast.Item(s.Scalar("named"), s.Scalar(key))}
}

// open returns the properties of a body in which something is not known; null
// if more may be unknown than is written.
func (s *sink) open(body value.Value) *ast.Term {
	if body.Kind() != value.Object || body.Rest() != nil {
		return s.Scalar(nil)
	}
	var items [][2]*ast.Term
	for _, f := range body.Fields() {
		if !f.Value.IsNothing() && !f.Value.IsWhole() {
			items = append(items, ast.Item(s.Scalar(graph.Escape(f.Key)), s.Scalar(true)))
		}
	}
	return ast.ObjectTerm(items...)
}

func providers(byName map[string]string) *ast.Term {
	items := make([][2]*ast.Term, 0, len(byName))
	for name, versions := range byName {
		items = append(items, ast.Item(ast.StringTerm(name), ast.StringTerm(versions)))
	}
	return ast.ObjectTerm(items...)
}

// extends returns the types of what a resource names as its scope, in this
// unit or not.
func extends(g *graph.Graph, r *graph.Resource) []string {
	var types []string
	for _, link := range r.Links {
		if link.Kind != graph.Scope {
			continue
		}
		typ := link.To.Type
		if target := g.Resource(link.To.Resource); target != nil {
			typ = target.Type
		}
		types = append(types, typ)
	}
	return types
}

func (s *sink) texts(texts []string) *ast.Term {
	terms := make([]*ast.Term, len(texts))
	for i, text := range texts {
		terms[i] = s.Scalar(text)
	}
	return ast.ArrayTerm(terms...)
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

// sink builds documents as terms of Rego. What looks the same is one term,
// since a large deployment says the same of many resources.
type sink struct {
	scalars map[any]*ast.Term
	leaves  map[leaf]*ast.Term
}

// leaf is an object of one or two scalars.
type leaf struct {
	key, otherKey     string
	value, otherValue *ast.Term
}

func newSink() *sink { return &sink{map[any]*ast.Term{}, map[leaf]*ast.Term{}} }

// Scalar returns a scalar as a term.
func (s *sink) Scalar(v any) *ast.Term {
	t, ok := s.scalars[v]
	if !ok {
		t = scalarTerm(v)
		s.scalars[v] = t
	}
	return t
}

func scalarTerm(v any) *ast.Term {
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
func (s *sink) Array(items []*ast.Term) *ast.Term { return ast.ArrayTerm(items...) }

// Object returns fields as a term.
func (s *sink) Object(fields []graph.DocField[*ast.Term]) *ast.Term {
	l, isLeaf := leafOf(fields)
	if t, ok := s.leaves[l]; isLeaf && ok {
		return t
	}
	items := make([][2]*ast.Term, len(fields))
	for i, f := range fields {
		items[i] = ast.Item(s.Scalar(f.Key), f.Value)
	}
	t := ast.ObjectTerm(items...)
	if isLeaf {
		s.leaves[l] = t
	}
	return t
}

func leafOf(fields []graph.DocField[*ast.Term]) (leaf, bool) {
	if len(fields) == 0 || len(fields) > 2 || fields[0].Key != "v" && fields[0].Key != "absent" {
		return leaf{}, false
	}
	l := leaf{key: fields[0].Key, value: fields[0].Value}
	if len(fields) == 2 {
		l.otherKey, l.otherValue = fields[1].Key, fields[1].Value
	}
	return l, true
}
