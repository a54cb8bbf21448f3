package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// function computes a result from arguments that may be unknown or hold
// unknowns. It returns false if the arguments do not suit it, or not enough of
// them is known. A result without a place of its own takes that of the call.
type builtin func(c *invocation, args []value.Value) (value.Value, bool)

// invocation is one call being evaluated.
type invocation struct {
	unit  *unit
	scope *scope
	name  string
	at    source.Range
	// missing says that a file it reads does not exist.
	missing bool
}

func (u *unit) call(e *hclsyntax.FunctionCallExpr, s *scope) value.Value {
	c := &invocation{unit: u, scope: s, name: strings.TrimPrefix(e.Name, "core::"), at: u.at(e)}
	switch c.name {
	case "try":
		return c.try(e.Args)
	case "can":
		return c.can(e.Args)
	}
	args, ok := c.args(e)
	if !ok {
		return c.unknown(args)
	}
	v, ok := c.run(args)
	if !ok {
		if allWhole(args) && u.knows(c.name) {
			u.failures++
		}
		return c.unknown(args)
	}
	if v.Range().IsZero() {
		v = v.WithOrigin(value.Origin{Range: c.at, Way: v.Origin().Way})
	}
	return v.With(value.Union(args...))
}

func (u *unit) knows(name string) bool {
	_, native := u.builtins[name]
	_, library := u.library[name]
	return native || library
}

func allWhole(args []value.Value) bool {
	for _, a := range args {
		if !a.IsWhole() {
			return false
		}
	}
	return true
}

// args evaluates the arguments; false if the last one should be spread and is
// not known.
func (c *invocation) args(e *hclsyntax.FunctionCallExpr) ([]value.Value, bool) {
	args := make([]value.Value, 0, len(e.Args))
	for _, a := range e.Args {
		args = append(args, c.unit.eval(a, c.scope))
	}
	if !e.ExpandFinal || len(args) == 0 {
		return args, true
	}
	last := args[len(args)-1]
	if last.Kind() != value.Array || last.Rest() != nil {
		return args, false
	}
	args = args[:len(args)-1]
	for i := range last.Items() {
		args = append(args, last.Item(i))
	}
	return args, true
}

func (c *invocation) run(args []value.Value) (value.Value, bool) {
	if f, ok := c.unit.builtins[c.name]; ok {
		return f(c, args)
	}
	if f, ok := c.unit.library[c.name]; ok {
		return c.library(f, args)
	}
	return value.Value{}, false
}

// impure functions have a result that differs from call to call.
var impure = map[string]bool{"timestamp": true, "plantimestamp": true, "uuid": true, "bcrypt": true}

// unknown returns a result that is not known, the same for the same arguments.
func (c *invocation) unknown(args []value.Value) value.Value {
	id := uint64(0)
	if !impure[c.name] {
		id = value.Combine(c.name, args...)
	}
	v := value.Derive(c.at.Excerpt(), id, c.at, args...)
	if c.missing {
		v.Unresolved().Reason = value.ReasonFile
	}
	return v
}

// library calls a function of the cty libraries. It takes what of a result is
// known, and nothing if that is only a part.
func (c *invocation) library(f function.Function, args []value.Value) (value.Value, bool) {
	if !reasonable(c.name, args) || !c.unit.budget.take(&c.unit.budget.steps, libraryCost) {
		return value.Value{}, false
	}
	converted := make([]cty.Value, len(args))
	for i, a := range args {
		converted[i] = toCty(a)
	}
	out, err := callLibrary(f, converted)
	if err != nil {
		return value.Value{}, false
	}
	if !out.IsWhollyKnown() {
		return c.refined(out, args)
	}
	v := fromCty(out)
	if text, ok := v.Text(); ok && !c.unit.budget.text(len(text)) {
		return value.Value{}, false
	}
	return v, true
}

// libraryCost is the steps that a call of the library takes at least.
const libraryCost = 5

// callLibrary turns a panic of a library into an error: its functions were
// made for values that a type checker has seen.
func callLibrary(f function.Function, args []cty.Value) (out cty.Value, err error) {
	defer func() {
		if recover() != nil {
			err = function.NewArgErrorf(0, "unsuitable arguments")
		}
	}()
	return f.Call(args)
}

// refined returns a string of which only the beginning is known.
func (c *invocation) refined(out cty.Value, args []value.Value) (value.Value, bool) {
	if out.IsKnown() || out.Type() != cty.String {
		return value.Value{}, false
	}
	prefix := out.Range().StringPrefix()
	if prefix == "" {
		return value.Value{}, false
	}
	d := c.unknown(args)
	parts := []value.Part{{Text: prefix}, {ID: max(d.Unresolved().ID, c.unit.fresh())}}
	return value.FromParts(*d.Unresolved(), parts).At(c.at), true
}

// What a call may make the library work on.
const (
	maxWidth   = 10_000
	maxProduct = 10_000
	maxDecoded = 1 << 20
)

// reasonable reports whether a call stays small.
func reasonable(name string, args []value.Value) bool {
	switch name {
	case "format", "formatlist":
		if len(args) > 0 {
			text, _ := args[0].Text()
			return !hasWideVerb(text)
		}
	case "indent":
		n, ok := args[0].Int()
		return ok && n <= maxWidth
	case "setproduct":
		product := 1
		for _, a := range args {
			if product *= max(1, len(a.Items())); product > maxProduct {
				return false
			}
		}
	default:
		for _, a := range args {
			if text, ok := a.Text(); ok && len(text) > maxDecoded {
				return false
			}
		}
	}
	return true
}

// hasWideVerb reports whether a format asks for a width of five digits.
func hasWideVerb(format string) bool {
	digits := 0
	for i := range len(format) {
		if format[i] < '0' || format[i] > '9' {
			digits = 0
			continue
		}
		if digits++; digits > 4 {
			return true
		}
	}
	return false
}

// try returns the first argument that can be evaluated.
func (c *invocation) try(args []hclsyntax.Expression) value.Value {
	for _, a := range args {
		v, failed := c.attempt(a)
		switch {
		case failed:
			continue
		case v.Kind() == value.Unknown && len(args) > 1:
			return c.unknown([]value.Value{v})
		}
		return v
	}
	c.unit.failures++
	return c.unknown(nil)
}

func (c *invocation) can(args []hclsyntax.Expression) value.Value {
	if len(args) != 1 {
		return c.unknown(nil)
	}
	v, failed := c.attempt(args[0])
	if v.Kind() == value.Unknown && !failed {
		return c.unknown([]value.Value{v})
	}
	return value.OfBool(!failed).At(c.at)
}

// attempt evaluates an expression and tells whether Terraform would fail on it.
func (c *invocation) attempt(e hclsyntax.Expression) (v value.Value, failed bool) {
	before := c.unit.failures
	c.unit.failures = 0
	v = c.unit.eval(e, c.scope)
	failed = c.unit.failures > 0
	c.unit.failures = before
	return v, failed
}
