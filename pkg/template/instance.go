package template

import (
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Argument is the value given to a parameter.
type Argument struct {
	Value value.Value
	// Kind says who gave it: a parameter file or a call.
	Kind value.StepKind
}

// Arguments are the values given to parameters, by lower-case name.
type Arguments map[string]Argument

// instance is a template being evaluated with its arguments. It is the scope
// of the template's expressions; what it evaluates it keeps.
type instance struct {
	run  *run
	tmpl *Template
	// path is the chain of calls to this template.
	path   path
	given  Arguments
	ctx    *expr.Context
	params map[string]*lazy
	vars   map[string]*lazy
	funcs  map[string]*expr.Function
	// symbols finds resources by symbolic name.
	symbols map[string]*Resource
	// deployments holds the instances of called templates, by their key.
	deployments map[string]*called
	outputs     *lazy
	// libraries hold the instances of imported templates; nil for those that
	// can't be read.
	libraries map[*Import]*instance
	// telling are the resources whose name and scope are being evaluated.
	telling map[*Resource]bool
	// told holds what was told of them, lists what their loops go over.
	told  map[symbolKey]expr.Symbol
	lists map[*Resource]value.Value
	// byName finds resources for dependsOn, see names.
	byName map[string][]value.Ref
	// base is the environment of a template that shares the scope around it.
	base *expr.Env
}

// path is where in a unit an instance stands.
type path struct {
	modules []string
	calls   []source.Range
	files   []*source.File
	// exists is false or unknown if a call on the way has such a condition.
	exists value.Value
}

// lazy is a value that is evaluated when it is first needed.
type lazy struct {
	state    state
	value    value.Value
	evaluate func() value.Value
	// name and at tell of it when it turns out to need itself.
	name string
	at   source.Range
}

type state uint8

const (
	untouched state = iota
	evaluating
	done
)

func newInstance(r *run, t *Template, p path, given Arguments, ctx *expr.Context) *instance {
	in := &instance{
		run: r, tmpl: t, path: p, given: given, ctx: ctx,
		params:      make(map[string]*lazy, len(t.Parameters)),
		vars:        make(map[string]*lazy, len(t.Variables)),
		funcs:       make(map[string]*expr.Function, len(t.Functions)),
		symbols:     make(map[string]*Resource, len(t.Resources)),
		deployments: map[string]*called{},
		telling:     map[*Resource]bool{},
		told:        map[symbolKey]expr.Symbol{},
		lists:       map[*Resource]value.Value{},
	}
	for _, p := range t.Parameters {
		in.params[in.key(p.Name)] = &lazy{name: "parameter " + p.Name, at: p.At, evaluate: func() value.Value { return in.evaluateParameter(p) }}
	}
	for _, v := range t.Variables {
		in.vars[in.key(v.Name)] = &lazy{name: "variable " + v.Name, at: v.At, evaluate: func() value.Value {
			return in.eval(v.Value).Through(value.StepVariable, v.Name, source.Range{})
		}}
	}
	for _, f := range t.Functions {
		in.funcs[in.key(f.Namespace+"."+f.Name)] = &expr.Function{Params: f.Params, Body: f.Body, Scope: in}
	}
	in.addSymbols(t.Resources)
	in.outputs = &lazy{name: "the outputs", evaluate: in.evaluateOutputs}
	return in
}

func (in *instance) addSymbols(resources []*Resource) {
	for _, r := range resources {
		if r.Symbol != "" {
			in.symbols[in.key(r.Symbol)] = r
		}
		in.addSymbols(r.Children)
	}
}

// key returns what a name of the template is found by.
func (in *instance) key(name string) string {
	if in.tmpl.CaseSensitive {
		return name
	}
	return strings.ToLower(name)
}

func (in *instance) env() *expr.Env {
	if in.base != nil {
		return in.base
	}
	return expr.NewEnv(in)
}

func (in *instance) eval(n expr.Node) value.Value { return in.run.ev.Eval(n, in.env()) }

// force evaluates a lazy value once. One that needs itself is reported and
// unknown.
func (in *instance) force(l *lazy) value.Value {
	switch l.state {
	case untouched:
		l.state = evaluating
		l.value = l.evaluate()
		l.state = done
	case evaluating:
		in.run.report(source.Errorf(l.at, "template-cycle", "%s is defined by itself", l.name))
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: l.name}).At(l.at)
	}
	return l.value
}

// Parameter returns the value of a parameter.
func (in *instance) Parameter(name string) (value.Value, bool) {
	if l, ok := in.params[in.key(name)]; ok {
		return in.force(l), true
	}
	return value.Value{}, false
}

// Variable returns the value of a variable.
func (in *instance) Variable(name string) (value.Value, bool) {
	if l, ok := in.vars[in.key(name)]; ok {
		return in.force(l), true
	}
	if lib, there, ok := in.imported(name); ok {
		return lib.Variable(there)
	}
	return value.Value{}, false
}

// Function returns a function the template defines or imports.
func (in *instance) Function(namespace, name string) *expr.Function {
	if f, ok := in.funcs[in.key(namespace+"."+name)]; ok {
		return f
	}
	if lib, there, ok := in.imported(namespace + "." + name); ok {
		return lib.Function(Functions, there)
	}
	return nil
}

// Context returns where the template is deployed.
func (in *instance) Context() *expr.Context { return in.ctx }

func (in *instance) evaluateParameter(p *Parameter) value.Value {
	p = in.typed(p)
	v := in.parameterValue(p)
	if p.Secure || strings.HasPrefix(p.Type, "secure") {
		v = v.With(value.Sensitive)
	}
	return v
}

func (in *instance) parameterValue(p *Parameter) value.Value {
	if arg, ok := in.given[strings.ToLower(p.Name)]; ok && (!arg.Value.IsNothing() || p.Default == nil) {
		return in.argumentValue(p, arg)
	}
	switch {
	case p.Default != nil:
		return in.eval(p.Default).Default(p.Name, in.isOpen())
	case p.Nullable:
		return value.Of(nil).At(p.At).Default(p.Name, in.isOpen())
	}
	return in.unset(p, value.ReasonParameter, value.Value{})
}

// isOpen reports whether parameter files set parameters of this template.
func (in *instance) isOpen() bool {
	return len(in.path.modules) == 0 && len(in.run.graph.Parameters) > 0
}

// argumentValue passes on the value a parameter was given. An unknown one can
// still take only what the parameter allows.
func (in *instance) argumentValue(p *Parameter, arg Argument) value.Value {
	v := arg.Value
	if u := v.Unresolved(); u != nil && u.AnyOf == nil && p.listed() {
		v = in.unset(p, u.Reason, v)
	}
	return v.Through(arg.Kind, p.Name, source.Range{})
}

// listed reports whether the values a parameter can take are listed. Those of
// an array are what may be in it.
func (p *Parameter) listed() bool {
	return p.Allowed != nil && p.Type != "array" && !strings.HasSuffix(p.Type, "object")
}

// unset returns the unknown a parameter is, built on what is known of from.
func (in *instance) unset(p *Parameter, reason value.Reason, from value.Value) value.Value {
	u := value.Unresolved{Reason: reason, Expr: p.Name, ID: in.symbolic("parameter", p.Name)}
	if known := from.Unresolved(); known != nil {
		u = *known
	}
	if allowed := in.eval(p.Allowed); p.listed() && allowed.IsWhole() {
		u.AnyOf = allowed.Items()
	}
	origin := from.Origin()
	if origin.Range.IsZero() {
		origin.Range = p.At
	}
	return value.NewUnknown(u).WithOrigin(origin).With(from.Flags())
}

// symbolic returns an ID for something of this instance that has no value.
func (in *instance) symbolic(kind, name string) uint64 {
	return value.Combine(kind, value.OfString(strings.Join(in.path.modules, "\x00")), value.OfString(in.key(name)))
}

// evaluateOutputs returns the outputs as reference(deployment).outputs has
// them: {name: {value: ...}}.
func (in *instance) evaluateOutputs() value.Value {
	fields := make([]value.Field, 0, len(in.tmpl.Outputs))
	for _, o := range in.tmpl.Outputs {
		v := in.eval(o.Value)
		if t := in.importedType(o.Imported, 0); o.Secure || t != nil && t.Secure {
			v = v.With(value.Sensitive)
		}
		v = v.Through(value.StepOutput, o.Name, source.Range{})
		out := value.OfFields(value.Field{Key: "value", Value: v})
		fields = append(fields, value.Field{Key: o.Name, KeyRange: o.At, Value: out})
	}
	return value.OfFields(fields...)
}

// splitIndex splits the symbolic name of one instance of a loop: "hub[2]".
func splitIndex(name string) (symbol string, i int, ok bool) {
	open := strings.IndexByte(name, '[')
	if open < 0 || !strings.HasSuffix(name, "]") {
		return name, 0, false
	}
	i, err := strconv.Atoi(name[open+1 : len(name)-1])
	return name[:open], i, err == nil
}
