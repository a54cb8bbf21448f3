package terraform

import (
	"strings"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// instance is a module being evaluated with its arguments. What it evaluates
// it keeps.
type instance struct {
	unit *unit
	mod  *module
	// path is the addresses of the calls that lead here, outermost first,
	// names the same without instance keys, dirs the folders on the way.
	path  []string
	names []string
	dirs  []string
	calls []source.Range
	// exists is unknown if a call on the way may not be made, each says that
	// one stands for several.
	exists value.Value
	each   bool
	args   map[string]argument

	vars     map[string]*lazy
	locals   map[string]*lazy
	outputs  map[string]*lazy
	sets     map[string]*resourceSet
	children map[string]*childSet
}

// argument is the value given to a variable.
type argument struct {
	value func() value.Value
	// kind says who gave it: a parameter file or a call.
	kind value.StepKind
}

// lazy is a value that is evaluated when it is first needed. It keeps which
// resources were looked at for it.
type lazy struct {
	state    state
	value    value.Value
	refs     []string
	evaluate func() value.Value
	// name and at tell of it when it turns out to need itself.
	name string
	at   source.Range
	// silent ones do not report that, since Terraform takes it otherwise.
	silent bool
}

type state uint8

const (
	untouched state = iota
	evaluating
	done
)

func (u *unit) newInstance(m *module, args map[string]argument) *instance {
	in := &instance{
		unit: u, mod: m, exists: value.OfBool(true), args: args, dirs: []string{m.dir},
		vars: map[string]*lazy{}, locals: map[string]*lazy{}, outputs: map[string]*lazy{},
		sets: map[string]*resourceSet{}, children: map[string]*childSet{},
	}
	return in
}

func (in *instance) scope() *scope { return &scope{in: in} }

// force evaluates a lazy value once. One that needs itself is unknown, and
// reported.
func (u *unit) force(l *lazy) value.Value {
	switch l.state {
	case untouched:
		l.state = evaluating
		outer, failures := u.refs, u.failures
		u.refs = nil
		l.value = l.evaluate()
		u.failures = failures
		if !u.budget.fits(l.value) {
			l.value = value.NewUnknown(value.Unresolved{Reason: value.ReasonLimit, Expr: l.name}).At(l.at)
		}
		l.refs, u.refs = u.refs, outer
		l.state, l.evaluate = done, nil
	case evaluating:
		if !l.silent {
			u.report(source.Errorf(l.at, "terraform-cycle", "%s is defined by itself", l.name))
		}
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: l.name}).At(l.at)
	}
	return l.value
}

// use is force for a value whose resources count for what uses it.
func (u *unit) use(l *lazy) value.Value {
	v := u.force(l)
	for _, id := range l.refs {
		u.refer(id)
	}
	return v
}

// refer notes that what is being evaluated looks at a resource.
func (u *unit) refer(id string) {
	for i := len(u.refs) - 1; i >= max(0, len(u.refs)-32); i-- {
		if u.refs[i] == id {
			return
		}
	}
	u.refs = append(u.refs, id)
}

// variable returns the value of a variable; absent if there is none.
func (in *instance) variable(name string) value.Value {
	l, ok := in.vars[name]
	if !ok {
		v, declared := in.mod.variables[name]
		if !declared {
			return value.Value{}
		}
		l = &lazy{name: "var." + name, at: v.at, evaluate: func() value.Value { return in.evaluateVariable(v) }}
		in.vars[name] = l
	}
	return in.unit.use(l)
}

func (in *instance) evaluateVariable(v *variable) value.Value {
	out := in.variableValue(v)
	if v.sensitive {
		out = out.With(value.Sensitive)
	}
	return out
}

func (in *instance) variableValue(v *variable) value.Value {
	if arg, ok := in.args[v.name]; ok {
		given := arg.value()
		if given.Kind() != value.Null || v.nullable || v.fallback == nil {
			return in.argument(v, given, arg.kind)
		}
	}
	if v.fallback != nil {
		d := conform(in.unit.eval(v.fallback, in.scope()), v.typ, v.defaults)
		return d.Default(v.name, len(in.path) == 0)
	}
	return in.unset(v, value.ReasonParameter, value.Value{})
}

// argument passes on the value a variable was given. An unknown one can still
// take only what the variable allows.
func (in *instance) argument(v *variable, given value.Value, kind value.StepKind) value.Value {
	given = conform(given, v.typ, v.defaults)
	if w := given.Unresolved(); w != nil && w.AnyOf == nil && v.allowed != nil {
		given = in.unset(v, w.Reason, given)
	}
	return given.Through(kind, v.name, source.Range{})
}

// unset returns the unknown a variable is, built on what is known of from.
func (in *instance) unset(v *variable, reason value.Reason, from value.Value) value.Value {
	w := value.Unresolved{Reason: reason, Expr: "var." + v.name, ID: in.symbolic("var." + v.name)}
	if known := from.Unresolved(); known != nil {
		w = *known
	}
	if v.allowed != nil {
		if allowed := in.unit.eval(v.allowed, in.scope()); allowed.IsWhole() {
			w.AnyOf = allowed.Items()
		}
	}
	origin := from.Origin()
	origin.Range = orAt(origin.Range, v.at)
	return value.NewUnknown(w).WithOrigin(origin).With(from.Flags())
}

// symbolic returns an ID for something of this instance that has no value.
func (in *instance) symbolic(name string) uint64 {
	return value.Combine("terraform", value.OfString(in.id(name)))
}

// id returns the graph id of an address within this instance.
func (in *instance) id(address string) string {
	return in.unit.graph.Root + "#" + in.address(address)
}

// address returns the address of something in the whole unit.
func (in *instance) address(name string) string {
	if len(in.path) == 0 {
		return name
	}
	return strings.Join(in.path, ".") + "." + name
}

// local returns a local value; absent if there is none.
func (in *instance) local(name string) value.Value {
	l, ok := in.locals[name]
	if !ok {
		a, declared := in.mod.locals[name]
		if !declared {
			return value.Value{}
		}
		l = &lazy{name: "local." + name, at: in.unit.loader.rangeOf(a.NameRange), evaluate: func() value.Value {
			return in.unit.eval(a.Expr, in.scope()).Through(value.StepVariable, name, source.Range{})
		}}
		in.locals[name] = l
	}
	return in.unit.use(l)
}

// output returns the value of an output; absent if there is none.
func (in *instance) output(name string) value.Value {
	l, ok := in.outputs[name]
	if !ok {
		o, declared := in.mod.outputs[name]
		if !declared {
			return value.Value{}
		}
		l = &lazy{name: "output." + name, at: in.unit.loader.rangeOf(o.block.DefRange()), evaluate: func() value.Value {
			v := in.unit.eval(o.value, in.scope())
			if o.sensitive {
				v = v.With(value.Sensitive)
			}
			return v.Through(value.StepOutput, name, source.Range{})
		}}
		in.outputs[name] = l
	}
	return in.unit.use(l)
}
