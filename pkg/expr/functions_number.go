package expr

import (
	"math"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// numberFunctions are the functions on numbers. Numbers are integers; only
// float makes others.
func numberFunctions() map[string]function {
	return map[string]function{
		"add":   arithmetic(func(a, b int64) (int64, bool) { return a + b, (a+b > a) == (b > 0) }),
		"sub":   arithmetic(func(a, b int64) (int64, bool) { return a - b, (a-b < a) == (b > 0) }),
		"mul":   arithmetic(multiply),
		"div":   arithmetic(func(a, b int64) (int64, bool) { return divide(a, b, func() int64 { return a / b }) }),
		"mod":   arithmetic(func(a, b int64) (int64, bool) { return divide(a, b, func() int64 { return a % b }) }),
		"int":   {min: 1, max: 1, run: toInt},
		"float": {min: 1, max: 1, run: toFloat},
	}
}

func arithmetic(f func(a, b int64) (int64, bool)) function {
	return function{min: 2, max: 2, run: func(_ *invocation, args []value.Value) (value.Value, bool) {
		a, okA := args[0].Int()
		b, okB := args[1].Int()
		if !okA || !okB {
			return value.Value{}, false
		}
		n, ok := f(a, b)
		return value.OfInt(n), ok
	}}
}

func multiply(a, b int64) (int64, bool) {
	if a == 0 || b == 0 {
		return 0, true
	}
	n := a * b
	return n, n/b == a && (a != math.MinInt64 || b != -1)
}

// divide does not divide by zero, nor the one pair that overflows.
func divide(a, b int64, f func() int64) (int64, bool) {
	if b == 0 || a == math.MinInt64 && b == -1 {
		return 0, false
	}
	return f(), true
}

func toInt(_ *invocation, args []value.Value) (value.Value, bool) {
	if s, ok := args[0].Text(); ok {
		n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
		return value.OfInt(n), err == nil
	}
	if f, ok := args[0].Float(); ok && args[0].Kind() == value.Float {
		return value.OfInt(int64(f)), math.Abs(f) < math.MaxInt64
	}
	return args[0], args[0].Kind() == value.Int
}

func toFloat(_ *invocation, args []value.Value) (value.Value, bool) {
	if s, ok := args[0].Text(); ok {
		f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		return value.OfFloat(f), err == nil
	}
	f, ok := args[0].Float()
	return value.OfFloat(f), ok
}
