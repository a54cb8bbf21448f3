package terraform

import (
	"slices"

	"github.com/hublint/hublint/pkg/value"
)

var mapFunctions = map[string]builtin{
	"keys":      keys,
	"lookup":    lookup,
	"matchkeys": matchKeys,
	"merge":     merge,
	"tomap":     toMap,
	"transpose": transpose,
	"values":    mapValues,
	"zipmap":    zipMap,
}

func keys(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Object {
		return value.Value{}, false
	}
	fields := sortedFields(args[0])
	items := make([]value.Value, len(fields))
	for i, f := range fields {
		items[i] = value.OfString(f.Key).At(f.KeyRange)
	}
	return value.OfPartial(items, args[0].Rest()), true
}

func mapValues(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Object {
		return value.Value{}, false
	}
	fields := sortedFields(args[0])
	items := make([]value.Value, len(fields))
	for i, f := range fields {
		items[i] = args[0].Get(f.Key)
	}
	return value.OfPartial(items, args[0].Rest()), true
}

// lookup returns an element of a map, or the third argument.
func lookup(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) < 2 || len(args) > 3 || args[0].Kind() != value.Object {
		return value.Value{}, false
	}
	key, ok := asText(args[1])
	if !ok {
		return value.Value{}, false
	}
	if _, ok := args[0].Field(key); ok {
		return args[0].Get(key), true
	}
	if rest := args[0].Rest(); rest != nil {
		return c.unknown([]value.Value{part(rest, key, false)}), true
	}
	if len(args) == 3 {
		return args[2], true
	}
	return value.Value{}, false
}

// merge lays maps over each other. An unknown one may replace all that stands
// before it, so of that only the keys stay.
func merge(_ *invocation, args []value.Value) (value.Value, bool) {
	var fields []value.Field
	var rest *value.Unresolved
	for _, a := range args {
		switch {
		case a.IsNothing():
			continue
		case a.Kind() != value.Object && a.Kind() != value.Unknown:
			return value.Value{}, false
		}
		if open := orRest(a); open != nil {
			rest = open
			fields = hidden(fields, open)
		}
		for _, f := range a.Fields() {
			f.Value = a.Get(f.Key)
			fields = append(fields, f)
		}
	}
	return value.OfPartialFields(fields, rest), true
}

func orRest(v value.Value) *value.Unresolved {
	if u := v.Unresolved(); u != nil {
		return u
	}
	return v.Rest()
}

// hidden returns fields whose values something unknown may replace.
func hidden(fields []value.Field, by *value.Unresolved) []value.Field {
	out := slices.Clone(fields)
	for i, f := range out {
		open := value.Unresolved{Reason: by.Reason, Expr: by.Expr, Refs: by.Refs}
		out[i].Value = value.NewUnknown(open).WithOrigin(f.Value.Origin()).With(f.Value.Flags())
	}
	return out
}

func toMap(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Object {
		return value.Value{}, false
	}
	return args[0], true
}

func zipMap(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 || !isList(args[0]) || !isList(args[1]) || len(args[0].Items()) != len(args[1].Items()) {
		return value.Value{}, false
	}
	var fields []value.Field
	var rest *value.Unresolved
	for i, k := range args[0].Items() {
		text, ok := asText(k)
		if !ok {
			rest = unresolvedOr(k, rest)
			continue
		}
		fields = append(fields, value.Field{Key: text, KeyRange: k.Range(), Value: args[1].Item(i)})
	}
	return value.OfPartialFields(fields, rest), true
}

// matchKeys returns the items of the first list whose key, in the second, is
// in the third.
func matchKeys(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 3 || !allWhole(args[1:]) || !isList(args[0]) || len(args[0].Items()) != len(args[1].Items()) {
		return value.Value{}, false
	}
	var items []value.Value
	for i, key := range args[1].Items() {
		if slices.ContainsFunc(args[2].Items(), func(v value.Value) bool { return value.Equal(v, key) == value.True }) {
			items = append(items, args[0].Item(i))
		}
	}
	return value.OfItems(items...), true
}

// transpose swaps keys and values of a map of lists.
func transpose(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Object || !args[0].IsWhole() {
		return value.Value{}, false
	}
	lists := map[string][]value.Value{}
	for _, f := range sortedFields(args[0]) {
		for _, item := range f.Value.Items() {
			text, ok := asText(item)
			if !ok {
				return value.Value{}, false
			}
			lists[text] = append(lists[text], value.OfString(f.Key).At(f.KeyRange))
		}
	}
	fields := make([]value.Field, 0, len(lists))
	for key, list := range lists {
		fields = append(fields, value.Field{Key: key, Value: value.OfItems(list...)})
	}
	return value.OfFields(sortedFields(value.OfFields(fields...))...), true
}
