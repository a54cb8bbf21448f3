package azurerm

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// convert returns an attribute's value as it stands in ARM. What is unknown
// stays so.
func (a attribute) convert(v value.Value) value.Value {
	v = deep(v, a.leaf)
	if a.Alone && !v.IsNothing() {
		v = value.OfItems(v).At(v.Range())
	}
	switch {
	case a.Join != "":
		return join(v, a.Join)
	case a.Each != "":
		return mapItems(v, func(item value.Value) value.Value { return wrap(a.Each, item) })
	case a.Keys:
		return keys(v)
	case len(a.Pairs) == 2:
		return pairs(v, a.Pairs)
	}
	return v
}

// leaf returns a scalar, or something unknown, read as the provider reads it
// and put into ARM's words.
func (a attribute) leaf(v value.Value) value.Value {
	v = coerce(v, a.As)
	if a.Map == nil {
		return v
	}
	if u := v.Unresolved(); u != nil {
		return a.unknown(v, *u)
	}
	to, ok := a.Map[scalarText(v)]
	if !ok {
		return v
	}
	return ofScalar(to).WithOrigin(v.Origin()).With(v.Flags())
}

// unknown maps the values an unknown can take. It is no longer the text it
// was, so what it was made of does not hold.
func (a attribute) unknown(v value.Value, u value.Unresolved) value.Value {
	u.Parts, u.ID = nil, value.Combine("map", v)
	if u.AnyOf != nil {
		known := attribute{As: a.As, Map: a.Map}
		u.AnyOf = slices.Clone(u.AnyOf)
		for i, option := range u.AnyOf {
			u.AnyOf[i] = known.leaf(option)
		}
	}
	return value.NewUnknown(u).WithOrigin(v.Origin()).With(v.Flags())
}

// coerce reads a scalar as Terraform does where a string, a number or a
// boolean is meant. What can't be read stays as it is.
func coerce(v value.Value, as string) value.Value {
	to := v
	text, isText := v.Text()
	switch as {
	case "any":
	case "number":
		if f, err := strconv.ParseFloat(text, 64); isText && err == nil {
			to = number(f)
		}
	case "bool":
		if isText && (text == "true" || text == "false") {
			to = value.OfBool(text == "true")
		}
	default:
		switch v.Kind() {
		case value.Bool, value.Int, value.Float:
			to = value.OfString(scalarText(v))
		}
	}
	return to.WithOrigin(v.Origin()).With(v.Flags())
}

func number(f float64) value.Value {
	if f == float64(int64(f)) {
		return value.OfInt(int64(f))
	}
	return value.OfFloat(f)
}

// ofScalar returns a scalar, list or object of a table.
func ofScalar(v any) value.Value {
	switch v := v.(type) {
	case float64:
		return number(v)
	case []any:
		items := make([]value.Value, len(v))
		for i := range v {
			items[i] = ofScalar(v[i])
		}
		return value.OfItems(items...)
	}
	return value.Of(v)
}

// scalarText returns a scalar as Terraform writes it.
func scalarText(v value.Value) string {
	if b, ok := v.Bool(); ok {
		return strconv.FormatBool(b)
	}
	if i, ok := v.Int(); ok {
		return strconv.FormatInt(i, 10)
	}
	if f, ok := v.Float(); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	text, _ := v.Text()
	return text
}

// deep applies f to a value, or to all that is in a collection.
func deep(v value.Value, f func(value.Value) value.Value) value.Value {
	switch v.Kind() {
	case value.Array:
		return mapItems(v, func(item value.Value) value.Value { return deep(item, f) })
	case value.Object:
		out := slices.Clone(v.Fields())
		for i := range out {
			out[i].Value = deep(out[i].Value, f)
		}
		return value.OfPartialFields(out, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
	case value.Absent, value.Null:
		return v
	}
	return f(v)
}

// mapItems returns an array with f applied to its items.
func mapItems(v value.Value, f func(value.Value) value.Value) value.Value {
	if v.Kind() != value.Array {
		return v
	}
	out := slices.Clone(v.Items())
	for i := range out {
		out[i] = f(out[i])
	}
	return value.OfPartial(out, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
}

// first returns the only item of a list that holds at most one.
func first(v value.Value) value.Value {
	if len(v.Items()) > 0 {
		return v.Item(0)
	}
	if rest := v.Rest(); rest != nil {
		return value.NewUnknown(*rest).At(v.Range())
	}
	return value.Value{}
}

// join makes a text of a list, an unknown one if part of it is unknown.
func join(v value.Value, sep string) value.Value {
	if v.Kind() != value.Array {
		return v
	}
	words := make([]string, 0, len(v.Items()))
	for i := range v.Items() {
		word, ok := v.Item(i).Text()
		if !ok {
			return value.Derive(v.Range().Text(), 0, v.Range(), v)
		}
		words = append(words, word)
	}
	if v.Rest() != nil {
		return value.Derive(v.Range().Text(), 0, v.Range(), v)
	}
	return value.OfString(strings.Join(words, sep)).WithOrigin(v.Origin()).With(v.Flags())
}

// wrap puts a value at a path in an object of its own.
func wrap(path string, v value.Value) value.Value {
	t := tree{at: v.Range()}
	t.put(steps(path), source.Range{}, v)
	return t.built()
}

// keys makes an object with the texts of a list as the keys of empty objects.
func keys(v value.Value) value.Value {
	if v.Kind() != value.Array {
		return v
	}
	rest := v.Rest()
	var fields []value.Field
	for i := range v.Items() {
		item := v.Item(i)
		if key, ok := item.Text(); ok {
			fields = append(fields, value.Field{Key: key, KeyRange: item.Range(), Value: value.OfFields().At(item.Range())})
		} else if u := item.Unresolved(); u != nil {
			rest = u
		}
	}
	return value.OfPartialFields(fields, rest).At(v.Range()).With(v.Flags())
}

// pairs makes a list of an object: its keys and values at the given fields.
func pairs(v value.Value, names []string) value.Value {
	if v.Kind() != value.Object {
		return v
	}
	items := make([]value.Value, 0, len(v.Fields()))
	for _, f := range fields(v) {
		items = append(items, value.OfFields(
			value.Field{Key: names[0], KeyRange: f.KeyRange, Value: value.OfString(f.Key).At(f.KeyRange)},
			value.Field{Key: names[1], KeyRange: f.KeyRange, Value: f.Value},
		).At(f.KeyRange))
	}
	return value.OfPartial(items, v.Rest()).At(v.Range()).With(v.Flags())
}
