package expr

import (
	"cmp"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// logicFunctions are the functions on truth and comparison; if, and, or and
// coalesce are specials.
func logicFunctions() map[string]function {
	return map[string]function{
		"true":            {run: constant(value.OfBool(true))},
		"false":           {run: constant(value.OfBool(false))},
		"null":            {run: constant(value.Of(nil))},
		"not":             {min: 1, max: 1, run: not},
		"bool":            {min: 1, max: 1, run: toBool},
		"equals":          {min: 2, max: 2, tolerant: true, run: equals},
		"less":            compare(func(c int) bool { return c < 0 }),
		"lessorequals":    compare(func(c int) bool { return c <= 0 }),
		"greater":         compare(func(c int) bool { return c > 0 }),
		"greaterorequals": compare(func(c int) bool { return c >= 0 }),
		// fail stops a deployment; whether it is reached is not known.
		"fail": {min: 1, max: 1, run: refuse},
	}
}

func constant(v value.Value) func(*invocation, []value.Value) (value.Value, bool) {
	return func(*invocation, []value.Value) (value.Value, bool) { return v, true }
}

func refuse(*invocation, []value.Value) (value.Value, bool) { return value.Value{}, false }

func not(_ *invocation, args []value.Value) (value.Value, bool) {
	b, ok := args[0].Bool()
	return value.OfBool(!b), ok
}

func toBool(_ *invocation, args []value.Value) (value.Value, bool) {
	if i, ok := args[0].Int(); ok {
		return value.OfBool(i != 0), true
	}
	if s, ok := args[0].Text(); ok {
		switch strings.ToLower(s) {
		case "true", "1":
			return value.OfBool(true), true
		case "false", "0":
			return value.OfBool(false), true
		}
	}
	return args[0], args[0].Kind() == value.Bool
}

func equals(_ *invocation, args []value.Value) (value.Value, bool) {
	b, ok := value.Equal(args[0], args[1]).Value()
	return value.OfBool(b), ok
}

// compare returns a function that compares two numbers or two strings.
func compare(holds func(int) bool) function {
	return function{min: 2, max: 2, run: func(_ *invocation, args []value.Value) (value.Value, bool) {
		c, ok := order(args[0], args[1])
		return value.OfBool(holds(c)), ok
	}}
}

// order compares two numbers or two strings, strings by their characters.
func order(a, b value.Value) (int, bool) {
	x, okA := a.Int()
	y, okB := b.Int()
	if okA && okB {
		return cmp.Compare(x, y), true
	}
	s, okA := a.Text()
	t, okB := b.Text()
	return strings.Compare(s, t), okA && okB
}
