package expr

import (
	"github.com/hublint/hublint/pkg/value"
)

// specials are the functions that look at their arguments before evaluating
// them.
func specials() map[string]special {
	return map[string]special{
		"if":         {3, 3, (*invocation).ifElse},
		"and":        {2, -1, (*invocation).and},
		"or":         {2, -1, (*invocation).or},
		"coalesce":   {1, -1, (*invocation).coalesce},
		"parameters": {1, 1, (*invocation).parameter},
		"variables":  {1, 1, (*invocation).variable},
		"copyindex":  {0, 2, (*invocation).copyIndex},
	}
}

// ifElse evaluates only the branch taken. Where the condition is unknown but
// both branches come to the same, so does the result; otherwise the two known
// scalars are what it can take.
func (c *invocation) ifElse(args []Node) value.Value {
	condition := c.eval(args[0])
	switch condition.Truth() {
	case value.True:
		return c.eval(args[1]).With(value.Union(condition))
	case value.False:
		return c.eval(args[2]).With(value.Union(condition))
	}
	yes, no := c.eval(args[1]), c.eval(args[2])
	if value.Equal(yes, no) == value.True {
		return yes
	}
	id := value.Combine("if", condition, yes, no)
	return value.AnyOf(value.Derive(c.call.At.Excerpt(), id, c.call.At, condition, yes, no), yes, no)
}

func (c *invocation) and(args []Node) value.Value { return c.junction(args, value.False) }

func (c *invocation) or(args []Node) value.Value { return c.junction(args, value.True) }

// junction evaluates arguments until one decides the result. An unknown before
// a deciding one does not matter: the template would have that result or fail.
func (c *invocation) junction(args []Node, deciding value.Truth) value.Value {
	seen := make([]value.Value, 0, len(args))
	open := false
	for _, n := range args {
		v := c.eval(n)
		seen = append(seen, v)
		switch v.Truth() {
		case deciding:
			return value.OfBool(deciding == value.True).At(c.call.At).With(value.Union(v))
		case value.Maybe:
			open = true
		}
	}
	if open {
		return value.Derive(c.call.At.Excerpt(), value.Combine(c.call.Name, seen...), c.call.At, seen...)
	}
	return value.OfBool(deciding != value.True).At(c.call.At).With(value.Union(seen...))
}

// coalesce returns the first argument that is not null.
func (c *invocation) coalesce(args []Node) value.Value {
	var nulls value.Flags
	for i, n := range args {
		v := c.eval(n)
		switch {
		case v.IsNothing():
			nulls |= value.Union(v)
		case v.Kind() != value.Unknown || i == len(args)-1:
			return v.With(nulls)
		default:
			rest := []value.Value{v}
			for _, m := range args[i+1:] {
				rest = append(rest, c.eval(m))
			}
			id := value.Combine("coalesce", rest...)
			return value.AnyOf(value.Derive(c.call.At.Excerpt(), id, c.call.At, rest...), rest...).With(nulls)
		}
	}
	return value.Of(nil).At(c.call.At).With(nulls)
}

func (c *invocation) parameter(args []Node) value.Value {
	return c.lookUp(args[0], c.env.Scope.Parameter)
}

func (c *invocation) variable(args []Node) value.Value {
	return c.lookUp(args[0], c.env.Scope.Variable)
}

func (c *invocation) lookUp(name Node, in func(string) (value.Value, bool)) value.Value {
	n := c.eval(name)
	if text, ok := n.Text(); ok {
		if v, ok := in(text); ok {
			return v.UsedAt(c.call.At)
		}
	}
	return c.unknown(n)
}

// copyIndex returns the turn of a loop: copyIndex(), copyIndex(offset),
// copyIndex(name) or copyIndex(name, offset).
func (c *invocation) copyIndex(args []Node) value.Value {
	values := make([]value.Value, len(args))
	for i, n := range args {
		values[i] = c.eval(n)
	}
	name := ""
	if len(values) > 0 {
		if text, ok := values[0].Text(); ok {
			name, values = text, values[1:]
		}
	}
	turn, ok := c.env.Local(CopyIndex(name))
	if !ok {
		return c.unknown(values...)
	}
	if len(values) == 0 {
		return turn.At(c.call.At)
	}
	i, okTurn := turn.Int()
	offset, okOffset := values[0].Int()
	if !okTurn || !okOffset {
		return value.Derive(c.call.At.Excerpt(), value.Combine("copyIndex", turn, values[0]), c.call.At, turn, values[0])
	}
	return value.OfInt(i + offset).At(c.call.At).With(value.Union(turn, values[0]))
}
