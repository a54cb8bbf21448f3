package azure

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// Normalize returns the body of a resource as rules expect it: the properties
// of known types in canonical casing, and what the platform fills in where
// nothing is written. What a language's own tools send, as the azurerm provider
// does, has to be in the body by then. Defaults carry value.Platform and the
// place of a null they stand for.
func Normalize(typ string, body value.Value) value.Value {
	lower := strings.ToLower(typ)
	if p, ok := namespaceOf(lower).bodies[lower]; ok {
		body = p().rename(body)
	}
	for _, d := range defaults()[lower] {
		body = d.apply(body)
	}
	return body
}

// rename gives known properties their canonical casing. Arrays have the names
// of their items.
func (p *property) rename(v value.Value) value.Value {
	if len(p.parts) == 0 {
		return v
	}
	switch v.Kind() {
	case value.Array:
		return mapItems(v, p.rename)
	case value.Object:
		return p.renameFields(v)
	}
	return v
}

func (p *property) renameFields(v value.Value) value.Value {
	fields := slices.Clone(v.Fields())
	for i, f := range fields {
		part := p.part(f.Key)
		if part == nil {
			continue
		}
		if part.name != "*" {
			fields[i].Key = part.name
		}
		fields[i].Value = part.rename(f.Value)
	}
	return withFields(v, fields)
}

// withFields returns an object with other fields, and all else as it was.
func withFields(v value.Value, fields []value.Field) value.Value {
	return value.OfPartialFields(fields, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
}

// mapItems returns an array with f applied to its items.
func mapItems(v value.Value, f func(value.Value) value.Value) value.Value {
	items := slices.Clone(v.Items())
	for i, item := range items {
		items[i] = f(item)
	}
	return value.OfPartial(items, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
}
