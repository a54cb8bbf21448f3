package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// variable is a variable block.
type variable struct {
	name      string
	at        source.Range
	typ       cty.Type
	defaults  *typeexpr.Defaults
	fallback  hclsyntax.Expression
	sensitive bool
	// nullable is false where the default stands for null.
	nullable bool
	// allowed is the list the value has to be in, by a validation; nil if
	// there is no such one.
	allowed hclsyntax.Expression
}

func (c *collector) variable(b *hclsyntax.Block) *variable {
	v := &variable{
		name: b.Labels[0], at: c.rangeOf(b.DefRange()), typ: cty.DynamicPseudoType,
		fallback:  attribute(b.Body, "default"),
		sensitive: isTrue(attribute(b.Body, "sensitive")) || isTrue(attribute(b.Body, "ephemeral")),
		nullable:  true,
	}
	if e := attribute(b.Body, "nullable"); e != nil {
		v.nullable = isTrue(e)
	}
	if e := attribute(b.Body, "type"); e != nil {
		v.typ, v.defaults = typeOf(e)
	}
	for _, inner := range b.Body.Blocks {
		if inner.Type == "validation" && v.allowed == nil {
			v.allowed = allowedBy(attribute(inner.Body, "condition"), v.name)
		}
	}
	return v
}

// typeOf reads a type constraint, in quotes as Terraform 0.11 had it too.
func typeOf(e hclsyntax.Expression) (cty.Type, *typeexpr.Defaults) {
	if text, ok := literalOf(e).Text(); ok {
		switch text {
		case "string":
			return cty.String, nil
		case "list":
			return cty.List(cty.DynamicPseudoType), nil
		case "map":
			return cty.Map(cty.DynamicPseudoType), nil
		}
		return cty.DynamicPseudoType, nil
	}
	typ, defaults, diags := typeexpr.TypeConstraintWithDefaults(e)
	if diags.HasErrors() {
		return cty.DynamicPseudoType, nil
	}
	return typ, defaults
}

// allowedBy reads "contains([...], var.x)" from a condition.
func allowedBy(e hclsyntax.Expression, name string) hclsyntax.Expression {
	c, ok := e.(*hclsyntax.FunctionCallExpr)
	if !ok || c.Name != "contains" || len(c.Args) != 2 {
		return nil
	}
	list, isList := c.Args[0].(*hclsyntax.TupleConsExpr)
	t, isTraversal := c.Args[1].(*hclsyntax.ScopeTraversalExpr)
	if !isList || !isTraversal || len(t.Traversal) != 2 || t.Traversal.RootName() != "var" {
		return nil
	}
	if last, _ := attrName(t.Traversal, 1); last != name {
		return nil
	}
	return list
}

// conform converts a value to a type as Terraform does when a variable is set.
// What does not suit the type stays as it is: it may be unknown in part, or
// the configuration is wrong, which is not for this program to say.
func conform(v value.Value, typ cty.Type, d *typeexpr.Defaults) value.Value {
	if !v.IsKnown() || v.Kind() == value.Null {
		return v
	}
	switch {
	case typ == cty.String:
		if text, ok := asText(v); ok && v.Kind() != value.String {
			return value.OfString(text).WithOrigin(v.Origin()).With(v.Flags())
		}
	case typ == cty.Number:
		n, _ := asNumber(v)
		return n
	case typ == cty.Bool:
		b, _ := asBool(v)
		return b
	case typ.IsObjectType():
		return conformObject(v, typ, d)
	case typ.IsCollectionType():
		return conformAll(v, typ, childOf(d, ""))
	case typ.IsTupleType():
		return conformTuple(v, typ)
	}
	return v
}

func childOf(d *typeexpr.Defaults, key string) *typeexpr.Defaults {
	if d == nil {
		return nil
	}
	return d.Children[key]
}

// conformObject keeps the attributes that the type has and adds those that it
// has a default for.
func conformObject(v value.Value, typ cty.Type, d *typeexpr.Defaults) value.Value {
	if v.Kind() != value.Object {
		return v
	}
	var fields []value.Field
	for _, f := range v.Fields() {
		if !typ.HasAttribute(f.Key) || f.Value.Kind() == value.Null && hasDefault(d, f.Key) {
			continue
		}
		f.Value = conform(f.Value, typ.AttributeType(f.Key), childOf(d, f.Key))
		fields = append(fields, f)
	}
	if v.Rest() == nil {
		fields = append(fields, missing(v, typ, d)...)
	}
	return value.OfPartialFields(fields, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
}

func hasDefault(d *typeexpr.Defaults, key string) bool {
	if d == nil {
		return false
	}
	_, ok := d.DefaultValues[key]
	return ok
}

// missing returns the attributes a type has that a value lacks: their defaults
// or null.
func missing(v value.Value, typ cty.Type, d *typeexpr.Defaults) []value.Field {
	var fields []value.Field
	names := make([]string, 0, len(typ.AttributeTypes()))
	for name := range typ.AttributeTypes() {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if f, ok := v.Field(name); ok && (f.Value.Kind() != value.Null || !hasDefault(d, name)) {
			continue
		}
		x := value.Of(nil)
		if hasDefault(d, name) {
			x = fromCty(d.DefaultValues[name]).With(value.Assumed)
			x = conform(x, typ.AttributeType(name), childOf(d, name))
		}
		fields = append(fields, value.Field{Key: name, Value: x.At(v.Range())})
	}
	return fields
}

func conformAll(v value.Value, typ cty.Type, d *typeexpr.Defaults) value.Value {
	inner := typ.ElementType()
	switch v.Kind() {
	case value.Array:
		items := make([]value.Value, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = conform(item, inner, d)
		}
		return value.OfPartial(items, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
	case value.Object:
		fields := slices.Clone(v.Fields())
		for i := range fields {
			fields[i].Value = conform(fields[i].Value, inner, d)
		}
		return value.OfPartialFields(fields, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
	}
	return v
}

func conformTuple(v value.Value, typ cty.Type) value.Value {
	types := typ.TupleElementTypes()
	if v.Kind() != value.Array || len(v.Items()) != len(types) {
		return v
	}
	items := make([]value.Value, len(types))
	for i, item := range v.Items() {
		items[i] = conform(item, types[i], nil)
	}
	return value.OfPartial(items, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
}
