package terraform

import (
	"slices"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// beside returns what azapi takes beside the body: location, tags, identity.
func beside(block value.Value) []value.Field {
	var fields []value.Field
	for _, key := range []string{"location", "tags"} {
		if f, ok := block.Field(key); ok && !f.Value.IsNothing() {
			fields = append(fields, f)
		}
	}
	if f, ok := block.Field("identity"); ok {
		f.Value = managedIdentity(f.Value)
		fields = append(fields, f)
	}
	return fields
}

// managedIdentity returns an identity block in ARM shape.
func managedIdentity(v value.Value) value.Value {
	block := v
	if v.Kind() == value.Array {
		block = v.Item(0)
	}
	if block.Kind() != value.Object {
		return block
	}
	typ, _ := block.Field("type")
	fields := []value.Field{typ}
	if ids, ok := block.Field("identity_ids"); ok && !ids.Value.IsNothing() {
		ids.Key, ids.Value = "userAssignedIdentities", identitySet(ids.Value)
		fields = append(fields, ids)
	}
	return value.OfPartialFields(fields, block.Rest()).WithOrigin(block.Origin()).With(block.Flags())
}

// identitySet makes an object of a list of ids. An id that is not known has no
// key, so it leaves the object open.
func identitySet(ids value.Value) value.Value {
	rest := ids.Rest()
	if u := ids.Unresolved(); u != nil {
		rest = u
	}
	var fields []value.Field
	for i := range ids.Items() {
		id := ids.Item(i)
		text, ok := id.Text()
		if !ok {
			rest = unresolvedOr(id, rest)
			continue
		}
		fields = append(fields, value.Field{Key: text, KeyRange: id.Range(), Value: value.OfFields().At(id.Range())})
	}
	return value.OfPartialFields(fields, rest).WithOrigin(ids.Origin()).With(ids.Flags())
}

// object returns the body of a block, which version 1 of the provider takes as
// JSON.
func (a *azapi) object(v value.Value) value.Value {
	if d, ok := a.unit.decodedFrom(v); ok {
		v = d
	}
	if text, ok := v.Text(); ok {
		v = a.unit.parsedJSON(v, text)
	}
	switch v.Kind() {
	case value.Object:
		return v
	case value.Unknown:
		return value.OfPartialFields(nil, v.Unresolved()).WithOrigin(v.Origin())
	}
	return value.OfFields()
}

// overlay returns an object with the fields of another over its own, objects
// merged and all else replaced.
func overlay(base, over value.Value) value.Value {
	if base.Kind() != value.Object || over.Kind() != value.Object {
		return over
	}
	var fields []value.Field
	for _, f := range base.Fields() {
		if o, ok := over.Field(f.Key); ok {
			f.Value = overlay(f.Value, o.Value)
			if !o.KeyRange.IsZero() {
				f.KeyRange = o.KeyRange
			}
		}
		fields = append(fields, f)
	}
	for _, o := range over.Fields() {
		if _, ok := base.Field(o.Key); !ok {
			fields = append(fields, o)
		}
	}
	rest := base.Rest()
	if rest == nil {
		rest = over.Rest()
	}
	return value.OfPartialFields(fields, rest).WithOrigin(base.Origin()).With(base.Flags())
}

// parsedJSON reads a text that holds JSON. Where the text was read from a file
// or stands in a heredoc, the parts have their places in it.
func (u *unit) parsedJSON(v value.Value, text string) value.Value {
	f, exact := u.fileOf(v, text)
	out, ok := valueOfJSON(f)
	if !ok {
		return unknown(value.ReasonError, v.Range())
	}
	if !exact {
		out = relocate(out, f, v.Origin())
	}
	return out.With(v.Flags())
}

// relocate gives what was written in a file one origin, for files that people
// can't look at.
func relocate(v value.Value, f *source.File, o value.Origin) value.Value {
	if v.Range().File == f {
		v = v.WithOrigin(o)
	}
	switch v.Kind() {
	case value.Array:
		items := make([]value.Value, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = relocate(item, f, o)
		}
		return value.OfPartial(items, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
	case value.Object:
		fields := slices.Clone(v.Fields())
		for i := range fields {
			fields[i].Value = relocate(fields[i].Value, f, o)
			if fields[i].KeyRange.File == f {
				fields[i].KeyRange = source.Range{}
			}
		}
		return value.OfPartialFields(fields, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
	}
	return v
}
