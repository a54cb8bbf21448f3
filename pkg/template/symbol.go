package template

import (
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Symbol returns a resource by its symbolic name, with an index for one
// instance of a loop.
func (in *instance) Symbol(name string) (expr.Symbol, bool) {
	symbol, i, indexed := splitIndex(name)
	if indexed {
		return in.SymbolAt(symbol, value.OfInt(int64(i)))
	}
	r, ok := in.symbols[in.key(symbol)]
	switch {
	case !ok:
		return expr.Symbol{}, false
	case r.Loop != nil:
		s := expr.Symbol{Resource: in.id(r.Symbol), Type: azure.CanonicalType(r.Type)}
		if r.Deployment != nil {
			s.Reference = func() value.Value { return in.deployedAll(r) }
		}
		return s, true
	}
	if !in.enter(r) {
		return expr.Symbol{}, false
	}
	defer in.leave(r)
	return in.symbolOf(r, turn{env: in.env()}), true
}

// SymbolAt returns one instance of a loop over resources.
func (in *instance) SymbolAt(name string, index value.Value) (expr.Symbol, bool) {
	r, ok := in.symbols[in.key(name)]
	if !ok || r.Loop == nil || !in.enter(r) {
		return expr.Symbol{}, false
	}
	defer in.leave(r)
	t, ok := in.turnAt(r, in.env(), index)
	if !ok {
		return expr.Symbol{}, false
	}
	return in.symbolOf(r, t), true
}

// enter begins to tell of a resource; false if it is told by itself.
func (in *instance) enter(r *Resource) bool {
	if in.telling[r] {
		in.run.report(source.Errorf(r.Header, "template-cycle", "%s is defined by itself", r.Symbol))
		return false
	}
	in.telling[r] = true
	return true
}

func (in *instance) leave(r *Resource) { delete(in.telling, r) }

// turnAt returns one turn of a resource's loop; false if there is no such.
func (in *instance) turnAt(r *Resource, env *expr.Env, index value.Value) (turn, bool) {
	env, length := in.run.ev.TurnAt(r.Loop, env, in.list(r, env), index)
	t := turn{env: in.loopIndex(r, env)}
	i, known := index.Int()
	switch {
	case known && length >= 0 && (i < 0 || i >= length):
		return t, false
	case length < 0:
		t.suffix, t.each = "[*]", true
	case known:
		t.suffix = "[" + strconv.FormatInt(i, 10) + "]"
	}
	return t, true
}

// list returns what the loop of a resource goes over, which is evaluated once.
func (in *instance) list(r *Resource, env *expr.Env) value.Value {
	list, ok := in.lists[r]
	if !ok {
		list = in.run.ev.List(r.Loop, env)
		in.lists[r] = list
	}
	return list
}

// loopIndex makes the turn of a resource's loop known to copyIndex().
func (in *instance) loopIndex(r *Resource, env *expr.Env) *expr.Env {
	if index, ok := env.Local(r.Loop.Index); ok {
		return env.Bind(expr.CopyIndex(""), index)
	}
	return env
}

// symbolOf returns what is told of a resource. That is evaluated once, unless
// it is an instance that is not known.
func (in *instance) symbolOf(r *Resource, t turn) expr.Symbol {
	if r.Loop != nil && (t.suffix == "" || t.each) {
		return in.newSymbol(r, t)
	}
	key := symbolKey{r, t.suffix}
	s, ok := in.told[key]
	if !ok {
		s = in.newSymbol(r, t)
		in.told[key] = s
	}
	return s
}

// symbolKey names one instance of a resource.
type symbolKey struct {
	resource *Resource
	suffix   string
}

func (in *instance) newSymbol(r *Resource, t turn) expr.Symbol {
	name := in.run.ev.Eval(r.Name, t.env)
	full := in.qualified(r, t, name)
	s := expr.Symbol{
		Resource:   in.id(r.Symbol + t.suffix),
		Type:       azure.CanonicalType(r.Type),
		APIVersion: in.apiVersion(r, t),
		Name:       name,
		Full:       full,
		Exists:     func() value.Value { return in.exists(r, t) },
	}
	s.ID = expr.ResourceID(in.ctx, in.scopeOf(r, t), s.Type, full)
	if r.Deployment != nil {
		s.Resource = ""
		s.Reference = func() value.Value { return in.deployed(r, t) }
	}
	return s
}

// exists returns whether a resource is deployed.
func (in *instance) exists(r *Resource, t turn) value.Value {
	if !in.enter(r) {
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: r.Symbol}).At(r.Header)
	}
	defer in.leave(r)
	return in.condition(r, t)
}

// parent returns the resource a child belongs to, in the turn that is meant.
func (in *instance) parent(r *Resource, t turn) (*Resource, turn, bool) {
	if r.Parent == nil {
		return nil, turn{}, false
	}
	p, ok := in.symbols[in.key(r.Parent.Symbol)]
	switch {
	case !ok || p == r:
		return nil, turn{}, false
	case r.Parent.Around:
		return p, t, true
	case p.Loop == nil:
		return p, turn{env: in.env()}, true
	}
	pt, _ := in.turnAt(p, in.env(), in.run.ev.Eval(r.Parent.Index, t.env))
	return p, pt, true
}

// fullName returns the name of a resource with those of its parents before it.
func (in *instance) fullName(r *Resource, t turn) value.Value {
	return in.qualified(r, t, in.run.ev.Eval(r.Name, t.env))
}

// qualified puts the names of the parents before a name.
func (in *instance) qualified(r *Resource, t turn, name value.Value) value.Value {
	p, pt, ok := in.parent(r, t)
	if !ok {
		return name
	}
	full := in.run.ev.Eval(&expr.Call{
		Name: "format",
		Args: []expr.Node{&expr.Literal{Value: value.OfString("{0}/{1}")}, &expr.Literal{Value: in.fullName(p, pt)}, &expr.Literal{Value: name}},
		At:   r.Name.Range(),
	}, t.env)
	return full.WithOrigin(name.Origin())
}

// scopeOf returns the id of what a resource extends or of where it is
// deployed: that of its outermost parent; absent if it has none.
func (in *instance) scopeOf(r *Resource, t turn) value.Value {
	if p, pt, ok := in.parent(r, t); ok {
		return in.scopeOf(p, pt)
	}
	return in.run.ev.Eval(r.Scope, t.env)
}

// deployed is what reference() to a deployment gives: its outputs.
func (in *instance) deployed(r *Resource, t turn) value.Value {
	c := in.call(r, t)
	reason := value.ReasonRuntime
	if c.in == nil {
		reason = c.failure.reason
	}
	rest := &value.Unresolved{Reason: reason, Expr: r.Label}
	if c.in == nil {
		return value.NewUnknown(*rest).At(r.Header)
	}
	outputs := value.Field{Key: "outputs", Value: c.in.force(c.in.outputs)}
	return value.OfPartialFields([]value.Field{outputs}, rest).At(r.Header)
}

// deployedAll is what references() to a loop over deployments gives.
func (in *instance) deployedAll(r *Resource) value.Value {
	var rest *value.Unresolved
	var items []value.Value
	for _, t := range in.turns(r, in.env()) {
		items = append(items, in.deployed(r, t))
		if t.each {
			rest = &value.Unresolved{Reason: value.ReasonLoop, Expr: r.Label}
		}
	}
	return value.OfPartial(items, rest).At(r.Header)
}

// Resource returns a resource of the template by type and name. Only of
// deployments the files tell what a reference gives, so others are not found.
func (in *instance) Resource(ref value.Ref) (expr.Symbol, bool) {
	if ref.Type != "" && !strings.EqualFold(ref.Type, deploymentType) {
		return expr.Symbol{}, false
	}
	for _, r := range in.tmpl.Resources {
		if r.Deployment == nil {
			continue
		}
		for _, t := range in.turns(r, in.env()) {
			if key, ok := value.Key(in.run.ev.Eval(r.Name, t.env)); ok && key == ref.Name {
				return in.symbolOf(r, t), true
			}
		}
	}
	return expr.Symbol{}, false
}

const deploymentType = "Microsoft.Resources/deployments"
