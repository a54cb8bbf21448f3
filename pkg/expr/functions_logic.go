package expr

import "github.com/hublint/hublint/pkg/value"

// logicFunctions are the functions on truth and comparison; if, and, or and
// coalesce are specials.
func logicFunctions() map[string]function {
	return map[string]function{
		"true":   {run: constant(value.OfBool(true))},
		"false":  {run: constant(value.OfBool(false))},
		"null":   {run: constant(value.Of(nil))},
		"not":    {min: 1, max: 1, run: not},
		"equals": {min: 2, max: 2, tolerant: true, run: equals},
	}
}

func constant(v value.Value) func(*invocation, []value.Value) (value.Value, bool) {
	return func(*invocation, []value.Value) (value.Value, bool) { return v, true }
}

func not(_ *invocation, args []value.Value) (value.Value, bool) {
	b, ok := args[0].Bool()
	return value.OfBool(!b), ok
}

func equals(_ *invocation, args []value.Value) (value.Value, bool) {
	b, ok := value.Equal(args[0], args[1]).Value()
	return value.OfBool(b), ok
}
