package terraform

import (
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// copyOf is one instance that count or for_each makes of a block.
type copyOf struct {
	// suffix tells it in addresses: "[0]", `["a"]`, "[*]" or nothing.
	suffix string
	// key finds it: an int, a string, or nil without count and for_each.
	key    any
	scope  *scope
	exists value.Value
	each   bool
}

// copies returns the instances of a block. A number or collection that is not
// known gives one that stands for all; open says why.
func (u *unit) copies(count, forEach hclsyntax.Expression, s *scope) (list []copyOf, open *value.Unresolved) {
	switch {
	case count != nil:
		return u.counted(count, s)
	case forEach != nil:
		return u.keyed(forEach, s)
	}
	return []copyOf{{scope: s, exists: value.OfBool(true)}}, nil
}

func (u *unit) counted(count hclsyntax.Expression, s *scope) ([]copyOf, *value.Unresolved) {
	at := u.at(count)
	v := u.eval(count, s)
	n, _ := asNumber(v)
	length, ok := n.Int()
	switch {
	case zeroOrOne(v):
		d := value.Derive(at.Excerpt(), value.Combine("count", v), at, v)
		index := value.OfInt(0).At(at)
		return []copyOf{{suffix: "[0]", key: 0, scope: s.bind("count", countObject(index)), exists: d}}, d.Unresolved()
	case !ok:
		return u.openCopy(at, s, v)
	case length > maxInstances:
		u.report(source.Errorf(at, "terraform-limit", "expected a count of at most %d, found %d", maxInstances, length))
		return u.openCopy(at, s, unknown(value.ReasonLimit, at))
	}
	list := make([]copyOf, 0, max(length, 0))
	for i := range length {
		index := value.OfInt(i).At(at).With(value.Union(v))
		list = append(list, copyOf{
			suffix: "[" + strconv.FormatInt(i, 10) + "]", key: int(i),
			scope: s.bind("count", countObject(index)), exists: value.OfBool(true),
		})
	}
	return list, nil
}

// zeroOrOne reports whether an unknown count can only be 0 or 1, as in
// "count = var.enabled ? 1 : 0".
func zeroOrOne(v value.Value) bool {
	w := v.Unresolved()
	if w == nil || w.AnyOf == nil {
		return false
	}
	return !slices.ContainsFunc(w.AnyOf, func(x value.Value) bool {
		i, ok := x.Int()
		return !ok || i < 0 || i > 1
	})
}

func countObject(index value.Value) value.Value {
	return value.OfFields(value.Field{Key: "index", Value: index})
}

func eachObject(key, v value.Value) value.Value {
	return value.OfFields(value.Field{Key: "key", Value: key}, value.Field{Key: "value", Value: v})
}

// openCopy is the instance that stands for an unknown number of them.
func (u *unit) openCopy(at source.Range, s *scope, from value.Value) ([]copyOf, *value.Unresolved) {
	d := value.Derive(at.Excerpt(), 0, at, from)
	name := func(text string) value.Value {
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonLoop, Expr: text, Refs: value.RefsIn(from)}).At(at).With(from.Flags())
	}
	s = s.bind("count", countObject(name("count.index"))).bind("each", eachObject(name("each.key"), name("each.value")))
	return []copyOf{{suffix: "[*]", key: "*", scope: s, exists: d, each: true}}, d.Unresolved()
}

// keyed expands for_each over a map, or over a set of strings.
func (u *unit) keyed(forEach hclsyntax.Expression, s *scope) ([]copyOf, *value.Unresolved) {
	at := u.at(forEach)
	v := u.eval(forEach, s)
	if v.Kind() != value.Array && v.Kind() != value.Object {
		return u.openCopy(at, s, v)
	}
	if n := len(v.Items()) + len(v.Fields()); n > maxInstances {
		u.report(source.Errorf(at, "terraform-limit", "expected at most %d instances, found %d", maxInstances, n))
		return u.openCopy(at, s, unknown(value.ReasonLimit, at))
	}
	var list []copyOf
	open := v.Rest()
	for _, f := range eachFields(v) {
		if f.Key == "" && f.Value.Kind() == value.Unknown {
			open = f.Value.Unresolved()
			continue
		}
		key := value.OfString(f.Key).At(orAt(f.KeyRange, at)).With(value.Union(v))
		list = append(list, copyOf{
			suffix: "[" + strconv.Quote(f.Key) + "]", key: f.Key,
			scope: s.bind("each", eachObject(key, f.Value)), exists: value.OfBool(true),
		})
	}
	if open != nil {
		more, _ := u.openCopy(at, s, value.NewUnknown(*open).At(at))
		list = append(list, more...)
	}
	return list, open
}

// eachFields returns what for_each goes over, sorted by key. An item whose key
// is not known has none.
func eachFields(v value.Value) []value.Field {
	if v.Kind() == value.Object {
		fields := sortedFields(v)
		for i := range fields {
			fields[i].Value = v.Get(fields[i].Key)
		}
		return fields
	}
	var fields []value.Field
	for i := range v.Items() {
		item := v.Item(i)
		text, ok := asText(item)
		if !ok {
			item = value.Derive("each.key", 0, v.Range(), item)
		}
		fields = append(fields, value.Field{Key: text, KeyRange: item.Range(), Value: item})
	}
	return sortedFields(value.OfFields(fields...))
}
