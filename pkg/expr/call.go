package expr

import (
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// function is a function of the template language.
type function struct {
	// min and max are the number of arguments; max -1 is any number.
	min, max int
	// tolerant functions are called with arguments that are unknown or hold
	// unknowns; for the others one such makes the result unknown.
	tolerant bool
	// impure functions have a result that differs from call to call.
	impure bool
	// run returns the result; false if the arguments do not suit it. The
	// result takes the flags of the arguments and, if it has no origin of
	// its own, the place of the call.
	run func(c *invocation, args []value.Value) (value.Value, bool)
}

// special is a function that evaluates its arguments itself, because some of
// them may not be evaluated or are lambdas.
type special struct {
	min, max int
	run      func(c *invocation, args []Node) value.Value
}

// invocation is one call being evaluated.
type invocation struct {
	ev   *Evaluator
	env  *Env
	call *Call
}

func (ev *Evaluator) call(n *Call, env *Env) value.Value {
	if !ev.Budget.enter() {
		return limit(n.At)
	}
	defer ev.Budget.leave()
	c := &invocation{ev, env, n}
	if n.Namespace != "" {
		return c.user()
	}
	name := strings.ToLower(n.Name)
	if f, ok := ev.table.specials[name]; ok {
		if len(n.Args) < f.min || f.max >= 0 && len(n.Args) > f.max {
			return unknown(value.ReasonFunction, n.At)
		}
		return f.run(c, n.Args)
	}
	args := c.args()
	if f, ok := ev.table.functions[name]; ok {
		return c.run(f, args)
	}
	if ev.Extern != nil {
		if v, ok := ev.Extern(n.Name, args, n.At); ok {
			return v
		}
	}
	if strings.HasPrefix(name, "list") {
		return c.list(args)
	}
	return c.unknown(args...)
}

func (c *invocation) args() []value.Value {
	args := make([]value.Value, len(c.call.Args))
	for i, n := range c.call.Args {
		args[i] = c.eval(n)
	}
	return args
}

func (c *invocation) eval(n Node) value.Value { return c.ev.Eval(n, c.env) }

func (c *invocation) run(f function, args []value.Value) value.Value {
	if len(args) < f.min || f.max >= 0 && len(args) > f.max {
		return c.unknown(args...)
	}
	if !f.tolerant && !allWhole(args) {
		return c.symbolic(f, args)
	}
	v, ok := f.run(c, args)
	if !ok {
		return c.symbolic(f, args)
	}
	if v.Range().IsZero() {
		v = v.WithOrigin(value.Origin{Range: c.call.At, Way: v.Origin().Way})
	}
	return v.With(value.Union(args...))
}

func allWhole(args []value.Value) bool {
	for _, a := range args {
		if !a.IsWhole() {
			return false
		}
	}
	return true
}

// symbolic returns an unknown result that is the same for the same arguments,
// or one that is the same only where this result is handed on: a parameter's
// default is evaluated once.
func (c *invocation) symbolic(f function, args []value.Value) value.Value {
	id := c.ev.fresh()
	if !f.impure {
		id = value.Combine(strings.ToLower(c.call.Name), args...)
	}
	return value.Derive(c.call.At.Excerpt(), id, c.call.At, args...)
}

// unknown returns an unknown result that nothing is known of.
func (c *invocation) unknown(args ...value.Value) value.Value {
	return value.Derive(c.call.At.Excerpt(), 0, c.call.At, args...)
}

// user calls a function the template defines.
func (c *invocation) user() value.Value {
	f := c.env.Scope.Function(c.call.Namespace, c.call.Name)
	args := c.args()
	if f == nil || len(args) > len(f.Params) {
		return c.unknown(args...)
	}
	scope := functionScope{Scope: f.Scope, names: f.Params, args: args}
	v := c.ev.Eval(f.Body, NewEnv(scope))
	if v.Kind() == value.Absent {
		return c.unknown(args...)
	}
	return v
}

// functionScope is what the body of a user function sees.
type functionScope struct {
	Scope
	names []string
	args  []value.Value
}

// Parameter returns an argument of the call.
func (s functionScope) Parameter(name string) (value.Value, bool) {
	for i, n := range s.names {
		if strings.EqualFold(n, name) {
			if i < len(s.args) {
				return s.args[i], true
			}
			return value.Of(nil), true
		}
	}
	return value.Value{}, false
}
