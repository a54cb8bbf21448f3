package template

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Options say how to evaluate a template.
type Options struct {
	// Root is the display path that the ids of resources begin with.
	Root string
	// Arguments are the values of parameters; Parameters the display paths
	// of the files they come from.
	Arguments  Arguments
	Parameters []string
	// Loader reads linked templates; nil if none can be read.
	Loader Loader
	// Context is where the template is deployed, but for its level; nil if
	// nothing is known of that.
	Context *expr.Context
	// Cloud is the name of the cloud it is written for; empty is the public
	// one.
	Cloud string
	// Caller is where the template is named, if it is not of the code being
	// linted.
	Caller source.Range
	// Extern evaluates functions of the language the template was written in
	// that templates do not have, see expr.Evaluator. It may be nil.
	Extern func(name string, args []value.Value, at source.Range) (value.Value, bool)
}

// Evaluate returns the resources a template deploys, as far as the files tell.
func Evaluate(t *Template, o Options) (*graph.Graph, []source.Diagnostic) {
	r, in := begin(t, o)
	in.declareAll()
	r.end(t)
	r.graph.Link()
	return r.graph, r.diags
}

// Variables returns the values of the variables of a template, by their place
// in the list.
func Variables(t *Template, o Options) ([]value.Value, []source.Diagnostic) {
	r, in := begin(t, o)
	values := make([]value.Value, len(t.Variables))
	for i, v := range t.Variables {
		values[i], _ = in.Variable(v.Name)
	}
	r.end(t)
	return values, r.diags
}

func begin(t *Template, o Options) (*run, *instance) {
	r := &run{
		graph:     &graph.Graph{Root: o.Root, Language: t.Language, Parameters: o.Parameters},
		loader:    o.Loader,
		budget:    expr.NewBudget(),
		addresses: map[string]int{},
	}
	r.ev = expr.New(r.budget)
	r.ev.Report = r.report
	r.ev.Extern = o.Extern
	p := path{exists: value.OfBool(true), files: []*source.File{t.File}}
	if !o.Caller.IsZero() {
		p.calls = []source.Range{o.Caller}
	}
	return r, newInstance(r, t, p, o.Arguments, o.context(t.Level))
}

// end reports a template that took more than it may.
func (r *run) end(t *Template) {
	if r.budget.Exceeded {
		r.report(source.Errorf(t.File.Range(0, 0), "template-limit", "evaluating this template takes more than hublint spends on one; what is left counts as unknown"))
	}
}

// run is the evaluation of one deployment unit.
type run struct {
	graph     *graph.Graph
	loader    Loader
	budget    *expr.Budget
	ev        *expr.Evaluator
	diags     []source.Diagnostic
	addresses map[string]int
}

// report keeps a diagnostic, once.
func (r *run) report(d source.Diagnostic) {
	if !slices.Contains(r.diags, d) {
		r.diags = append(r.diags, d)
	}
}

// enclosing is what stands around a resource.
type enclosing struct {
	env *expr.Env
	// parent is the resource it is written in, nil at the top.
	parent *declared
	exists value.Value
}

// declared is one resource being added to the graph.
type declared struct {
	typ string
	// value is the name as written, name the full one in pieces.
	value   value.Value
	name    []value.Part
	named   bool
	address string
}

func (in *instance) declareAll() {
	for _, r := range in.tmpl.Resources {
		in.declare(r, enclosing{env: in.env(), exists: in.path.exists})
	}
	in.addOutputs()
}

// addOutputs puts the outputs into the graph: whoever may read a deployment
// reads them, be it the whole unit or one within it.
func (in *instance) addOutputs() {
	outputs := in.force(in.outputs)
	for _, o := range in.tmpl.Outputs {
		out := graph.NewOutput(o.Name, outputs.Get(o.Name).Get("value"), o.Secure)
		out.Address = in.run.unique(in.id(""), out.Address)
		out.ID, out.Language, out.Exists = in.id(out.Address), in.tmpl.Language, in.path.exists
		out.Module, out.Calls = in.path.modules, in.path.calls
		out.Header, out.Declared = o.At, o.Declared
		in.run.graph.Outputs = append(in.run.graph.Outputs, out)
	}
}

// declare adds what a resource gives: one resource, or one for each turn of
// its loop, without those whose condition is false.
func (in *instance) declare(r *Resource, around enclosing) {
	for _, turn := range in.turns(r, around.env) {
		exists := both(around.exists, in.condition(r, turn))
		if exists.Truth() == value.False {
			continue
		}
		if r.Foreign {
			continue
		}
		if r.Deployment != nil {
			in.deploy(r, turn, exists)
			continue
		}
		in.add(r, turn, exists, around.parent)
	}
}

// turn is one turn of a resource's loop, or the only one without a loop.
type turn struct {
	env *expr.Env
	// suffix tells the turn in addresses: "[2]", "[*]" or nothing.
	suffix string
	each   bool
}

func (in *instance) turns(r *Resource, env *expr.Env) []turn {
	if r.Loop == nil {
		return []turn{{env: env}}
	}
	all, _ := in.run.ev.Turns(r.Loop, env)
	turns := make([]turn, len(all))
	for i, t := range all {
		turns[i] = turn{env: in.loopIndex(r, t.Env), suffix: "[" + strconv.Itoa(i) + "]", each: t.Each}
		if t.Each {
			turns[i].suffix = "[*]"
		}
	}
	return turns
}

// condition returns whether a turn of a resource is deployed.
func (in *instance) condition(r *Resource, t turn) value.Value {
	exists := value.OfBool(true)
	if r.Condition != nil {
		exists = in.run.ev.Eval(r.Condition, t.env)
	}
	if t.each && exists.Truth() != value.False {
		u := value.Unresolved{Reason: value.ReasonLoop, Expr: r.Label}
		return value.NewUnknown(u).At(r.Header)
	}
	return exists
}

// both returns the conjunction of two conditions.
func both(a, b value.Value) value.Value {
	switch {
	case a.Truth() == value.False:
		return a
	case b.Truth() == value.False:
		return b
	case a.Truth() == value.Maybe:
		return a
	}
	return b
}

// stepsPerValue is what each value of a resource counts for against the budget,
// since links, policies and reports all look at it.
const stepsPerValue = 4

// add puts one resource into the graph, and its children after it.
func (in *instance) add(r *Resource, t turn, exists value.Value, parent *declared) {
	d, extends := in.identify(r, t, parent)
	if !slices.Contains([]value.Kind{value.Bool, value.Unknown}, exists.Kind()) {
		exists = value.NewUnknown(value.Unresolved{Reason: value.ReasonFunction, Expr: exists.Show()}).At(exists.Range())
	}
	res := &graph.Resource{
		ID:         in.id(d.address),
		Address:    d.address,
		Type:       d.typ,
		APIVersion: in.apiVersion(r, t),
		Language:   in.tmpl.Language,
		Module:     in.path.modules,
		Calls:      in.path.calls,
		Existing:   r.Existing,
		Exists:     exists,
		Each:       t.each,
		Body:       in.body(r, t, &d),
		Header:     r.Header,
		Declared:   r.Declared,
	}
	switch {
	case extends != nil:
		res.Links = append(res.Links, graph.Link{Kind: graph.Scope, To: *extends})
	case r.Scope != nil:
		res.Body = withScope(res.Body, in.run.ev.Eval(r.Scope, t.env))
	}
	res.Links = append(res.Links, in.dependencies(r, t)...)
	if !in.run.budget.Spend(stepsPerValue * res.Body.Size()) {
		res.Body = value.NewUnknown(value.Unresolved{Reason: value.ReasonLimit, Expr: d.address}).At(r.Header)
	}
	in.run.graph.Resources = append(in.run.graph.Resources, res)
	for _, child := range r.Children {
		in.declare(child, enclosing{env: t.env, parent: &d, exists: exists})
	}
}

// id returns the graph id of an address within this instance.
func (in *instance) id(address string) string {
	return in.run.graph.Root + "#" + strings.Join(append(slices.Clip(in.path.modules), address), "/")
}

func (in *instance) apiVersion(r *Resource, t turn) string {
	version, _ := in.run.ev.Eval(r.APIVersion, t.env).Text()
	return version
}

// body returns the resource in ARM shape, its full name first.
func (in *instance) body(r *Resource, t turn, d *declared) value.Value {
	name := value.Field{Key: "name", Value: d.fullName()}
	if r.Name != nil {
		name.KeyRange = r.Name.Range()
	}
	if r.Existing {
		rest := &value.Unresolved{Reason: value.ReasonExisting, Expr: r.Label}
		return value.OfPartialFields([]value.Field{name}, rest).At(r.Header)
	}
	body := in.run.ev.Eval(r.Body, t.env)
	fields := append([]value.Field{name}, body.Fields()...)
	whole := value.OfPartialFields(fields, body.Rest()).At(body.Range())
	return azure.Normalize(d.typ, whole)
}

// withScope keeps a scope that is no resource, as that of a subscription is.
func withScope(body, scope value.Value) value.Value {
	fields := append(slices.Clip(body.Fields()), value.Field{Key: "scope", KeyRange: scope.Range(), Value: scope})
	return value.OfPartialFields(fields, body.Rest()).WithOrigin(body.Origin()).With(body.Flags())
}

// fullName returns the name with those of the parents before it.
func (d *declared) fullName() value.Value {
	if !d.named {
		return d.value
	}
	u := value.Unresolved{Reason: value.ReasonRuntime, Expr: value.Render(d.name), Refs: d.value.Refs()}
	if known := d.value.Unresolved(); known != nil {
		u.Reason = known.Reason
		if len(d.name) == 1 {
			u.Expr = known.Expr
		}
	}
	return value.FromParts(u, d.name).WithOrigin(d.value.Origin()).With(d.value.Flags())
}
