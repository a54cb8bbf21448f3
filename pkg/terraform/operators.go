package terraform

import (
	"math"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

func (u *unit) binary(e *hclsyntax.BinaryOpExpr, s *scope) value.Value {
	a, b := u.eval(e.LHS, s), u.eval(e.RHS, s)
	at := u.at(e)
	var v value.Value
	switch e.Op {
	case hclsyntax.OpLogicalOr:
		v = junction(a, b, value.True)
	case hclsyntax.OpLogicalAnd:
		v = junction(a, b, value.False)
	case hclsyntax.OpEqual:
		v = truth(value.Equal(a, b))
	case hclsyntax.OpNotEqual:
		v = not(truth(value.Equal(a, b)))
	default:
		v = calculate(e.Op, a, b)
	}
	if v.Kind() == value.Absent {
		return value.Derive(at.Excerpt(), value.Combine(operatorName(e, at), a, b), at, a, b)
	}
	return v.At(at).With(value.Union(a, b))
}

// operatorName is the text between the operands, which tells operators apart.
func operatorName(e *hclsyntax.BinaryOpExpr, at source.Range) string {
	l, r := e.LHS.Range().End.Byte, e.RHS.Range().Start.Byte
	if at.File == nil || l > r || r > len(at.File.Data) {
		return "operator"
	}
	return "operator " + at.File.Range(l, r).Excerpt()
}

func truth(t value.Truth) value.Value {
	if b, ok := t.Value(); ok {
		return value.OfBool(b)
	}
	return value.Value{}
}

func not(v value.Value) value.Value {
	if b, ok := v.Bool(); ok {
		return value.OfBool(!b)
	}
	return value.Value{}
}

func junction(a, b value.Value, deciding value.Truth) value.Value {
	x, _ := asBool(a)
	y, _ := asBool(b)
	switch {
	case x.Truth() == deciding || y.Truth() == deciding:
		return value.OfBool(deciding == value.True)
	case x.Truth() == value.Maybe || y.Truth() == value.Maybe:
		return value.Value{}
	}
	return value.OfBool(deciding != value.True)
}

// calculate applies an operator to two numbers; absent if they are not known.
func calculate(op *hclsyntax.Operation, a, b value.Value) value.Value {
	x, okX := asNumber(a)
	y, okY := asNumber(b)
	if !okX || !okY {
		return value.Value{}
	}
	f, _ := x.Float()
	g, _ := y.Float()
	switch op {
	case hclsyntax.OpLessThan:
		return value.OfBool(f < g)
	case hclsyntax.OpLessThanOrEqual:
		return value.OfBool(f <= g)
	case hclsyntax.OpGreaterThan:
		return value.OfBool(f > g)
	case hclsyntax.OpGreaterThanOrEqual:
		return value.OfBool(f >= g)
	case hclsyntax.OpAdd:
		return numberOf(f + g)
	case hclsyntax.OpSubtract:
		return numberOf(f - g)
	case hclsyntax.OpMultiply:
		return numberOf(f * g)
	case hclsyntax.OpDivide:
		return numberOf(f / g)
	case hclsyntax.OpModulo:
		return numberOf(math.Mod(f, g))
	}
	return value.Value{}
}

// exactly is the largest number up to which all integers have a float.
const exactly = 1 << 53

// numberOf returns a number as an integer where it is one; absent where it is
// none at all.
func numberOf(f float64) value.Value {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return value.Value{}
	case f == math.Trunc(f) && math.Abs(f) <= exactly:
		return value.OfInt(int64(f))
	}
	return value.OfFloat(f)
}

func (u *unit) unary(e *hclsyntax.UnaryOpExpr, s *scope) value.Value {
	a := u.eval(e.Val, s)
	at := u.at(e)
	v := value.Value{}
	if e.Op == hclsyntax.OpLogicalNot {
		b, _ := asBool(a)
		v = not(b)
	} else if n, ok := asNumber(a); ok {
		f, _ := n.Float()
		v = numberOf(-f)
	}
	if v.Kind() == value.Absent {
		name := "not"
		if e.Op == hclsyntax.OpNegate {
			name = "negate"
		}
		return value.Derive(at.Excerpt(), value.Combine(name, a), at, a)
	}
	return v.At(at).With(value.Union(a))
}
