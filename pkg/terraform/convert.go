package terraform

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/hublint/hublint/pkg/value"
)

// fromCty returns a value of the function library as a value. Unknown parts
// come out absent.
func fromCty(v cty.Value) value.Value {
	v, _ = v.Unmark()
	switch {
	case !v.IsKnown():
		return value.Value{}
	case v.IsNull():
		return value.Of(nil)
	}
	switch ty := v.Type(); {
	case ty == cty.String:
		return value.OfString(v.AsString())
	case ty == cty.Bool:
		return value.OfBool(v.True())
	case ty == cty.Number:
		return number(v.AsBigFloat())
	case ty.IsObjectType() || ty.IsMapType():
		return fieldsFromCty(v)
	case ty.IsTupleType() || ty.IsListType() || ty.IsSetType():
		items := make([]value.Value, 0, v.LengthInt())
		for it := v.ElementIterator(); it.Next(); {
			_, item := it.Element()
			items = append(items, fromCty(item))
		}
		return value.OfItems(items...)
	}
	return value.Value{}
}

func fieldsFromCty(v cty.Value) value.Value {
	fields := make([]value.Field, 0, v.LengthInt())
	for it := v.ElementIterator(); it.Next(); {
		key, item := it.Element()
		fields = append(fields, value.Field{Key: key.AsString(), Value: fromCty(item)})
	}
	return value.OfFields(fields...)
}

// number returns a number as an integer where it is one.
func number(f *big.Float) value.Value {
	if f.IsInt() {
		if i, acc := f.Int64(); acc == big.Exact {
			return value.OfInt(i)
		}
	}
	x, _ := f.Float64()
	return value.OfFloat(x)
}

// toCty returns a value for the function library. Unknowns keep what their
// text begins with.
func toCty(v value.Value) cty.Value {
	switch v.Kind() {
	case value.Null:
		return cty.NullVal(cty.DynamicPseudoType)
	case value.Bool:
		b, _ := v.Bool()
		return cty.BoolVal(b)
	case value.Int:
		i, _ := v.Int()
		return cty.NumberIntVal(i)
	case value.Float:
		return floatToCty(v)
	case value.String:
		s, _ := v.Text()
		return cty.StringVal(s)
	case value.Array:
		return itemsToCty(v)
	case value.Object:
		return fieldsToCty(v)
	}
	if prefix := v.Prefix(); prefix != "" {
		return cty.UnknownVal(cty.String).Refine().NotNull().StringPrefix(prefix).NewValue()
	}
	return cty.DynamicVal
}

func floatToCty(v value.Value) cty.Value {
	f, _ := v.Float()
	if f != f || f > 1e300 || f < -1e300 {
		return cty.UnknownVal(cty.Number)
	}
	return cty.NumberFloatVal(f)
}

func itemsToCty(v value.Value) cty.Value {
	if v.Rest() != nil {
		return cty.DynamicVal
	}
	items := make([]cty.Value, len(v.Items()))
	for i, item := range v.Items() {
		items[i] = toCty(item)
	}
	return cty.TupleVal(items)
}

func fieldsToCty(v value.Value) cty.Value {
	if v.Rest() != nil {
		return cty.DynamicVal
	}
	fields := make(map[string]cty.Value, len(v.Fields()))
	for _, f := range v.Fields() {
		fields[f.Key] = toCty(f.Value)
	}
	return cty.ObjectVal(fields)
}

// literalOf returns the value of an expression without names; absent for any
// other.
func literalOf(e hclsyntax.Expression) value.Value {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		return fromCty(e.Val)
	case *hclsyntax.TemplateExpr:
		if len(e.Parts) == 0 {
			return value.OfString("")
		}
		if len(e.Parts) == 1 {
			return literalOf(e.Parts[0])
		}
	case *hclsyntax.UnaryOpExpr:
		if n, ok := literalOf(e.Val).Int(); ok && e.Op == hclsyntax.OpNegate {
			return value.OfInt(-n)
		}
	}
	return value.Value{}
}

// asText returns a scalar the way a template writes it. ok is false for what
// has no text.
func asText(v value.Value) (text string, ok bool) {
	switch v.Kind() {
	case value.String:
		return v.Text()
	case value.Bool:
		b, _ := v.Bool()
		return strconv.FormatBool(b), true
	case value.Int:
		i, _ := v.Int()
		return strconv.FormatInt(i, 10), true
	case value.Float:
		f, _ := v.Float()
		if f > 1e100 || f < -1e100 {
			return strconv.FormatFloat(f, 'g', -1, 64), true
		}
		return strconv.FormatFloat(f, 'f', -1, 64), true
	}
	return "", false
}

// asNumber returns a number, or a string that is one.
func asNumber(v value.Value) (value.Value, bool) {
	switch v.Kind() {
	case value.Int, value.Float:
		return v, true
	case value.String:
		text, _ := v.Text()
		n, err := cty.ParseNumberVal(text)
		if err != nil {
			return v, false
		}
		return number(n.AsBigFloat()).WithOrigin(v.Origin()).With(v.Flags()), true
	}
	return v, false
}

// asBool returns a boolean, or a string that is one.
func asBool(v value.Value) (value.Value, bool) {
	switch v.Kind() {
	case value.Bool:
		return v, true
	case value.String:
		text, _ := v.Text()
		if text == "true" || text == "false" {
			return value.OfBool(text == "true").WithOrigin(v.Origin()).With(v.Flags()), true
		}
	}
	return v, false
}

// sortedFields returns the fields of an object by key, as Terraform walks maps.
func sortedFields(v value.Value) []value.Field {
	fields := slices.Clone(v.Fields())
	slices.SortStableFunc(fields, func(a, b value.Field) int {
		if a.Key < b.Key {
			return -1
		}
		if a.Key > b.Key {
			return 1
		}
		return 0
	})
	return fields
}
