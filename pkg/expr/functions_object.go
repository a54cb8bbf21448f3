package expr

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// objectFunctions are the functions on objects.
func objectFunctions() map[string]function {
	return map[string]function{
		"createobject": {max: -1, tolerant: true, run: createObject},
		"items":        {min: 1, max: 1, tolerant: true, run: objectItems},
		"objectkeys":   {min: 1, max: 1, tolerant: true, run: objectKeys},
		"intersection": {min: 2, max: -1, run: intersection},
		"union":        {min: 2, max: -1, tolerant: true, run: union},
		"shallowmerge": {min: 1, max: 1, tolerant: true, run: shallowMerge},
		"tryget":       {min: 2, max: -1, tolerant: true, run: tryGet},
	}
}

func createObject(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args)%2 != 0 || !c.ev.Budget.items(len(args)) {
		return value.Value{}, false
	}
	var fields []value.Field
	var rest *value.Unresolved
	for i := 0; i < len(args); i += 2 {
		key, ok := args[i].Text()
		if !ok {
			rest = unresolvedOr(args[i], rest)
			if rest == nil {
				return value.Value{}, false
			}
			continue
		}
		fields = append(fields, value.Field{Key: key, KeyRange: args[i].Range(), Value: args[i+1]})
	}
	return value.OfPartialFields(fields, rest), true
}

// byKey returns the fields of an object sorted by key, as the service does.
func byKey(v value.Value) []value.Field {
	fields := make([]value.Field, 0, len(v.Fields()))
	for _, f := range v.Fields() {
		f.Value = v.Get(f.Key)
		fields = append(fields, f)
	}
	slices.SortStableFunc(fields, func(a, b value.Field) int {
		return strings.Compare(strings.ToLower(a.Key), strings.ToLower(b.Key))
	})
	return fields
}

func objectItems(_ *invocation, args []value.Value) (value.Value, bool) {
	if args[0].Kind() != value.Object {
		return value.Value{}, false
	}
	var items []value.Value
	for _, f := range byKey(args[0]) {
		items = append(items, value.OfFields(
			value.Field{Key: "key", Value: value.OfString(f.Key).At(f.KeyRange)},
			value.Field{Key: "value", Value: f.Value}))
	}
	return value.OfPartial(items, args[0].Rest()), true
}

func objectKeys(_ *invocation, args []value.Value) (value.Value, bool) {
	if args[0].Kind() != value.Object {
		return value.Value{}, false
	}
	var keys []value.Value
	for _, f := range byKey(args[0]) {
		keys = append(keys, value.OfString(f.Key).At(f.KeyRange))
	}
	return value.OfPartial(keys, args[0].Rest()), true
}

func intersection(_ *invocation, args []value.Value) (value.Value, bool) {
	out := args[0]
	for _, a := range args[1:] {
		if a.Kind() != out.Kind() {
			return value.Value{}, false
		}
		switch a.Kind() {
		case value.Array:
			var items []value.Value
			for i, item := range out.Items() {
				if containsItem(a, item) == value.True {
					items = addItem(items, out.Item(i))
				}
			}
			out = value.OfItems(items...)
		case value.Object:
			out = commonFields(out, a)
		default:
			return value.Value{}, false
		}
	}
	return out, true
}

// commonFields keeps the fields that both objects have with the same value.
func commonFields(a, b value.Value) value.Value {
	var fields []value.Field
	for _, f := range a.Fields() {
		if other, ok := b.Field(f.Key); ok && value.Equal(f.Value, other.Value) == value.True {
			f.Value = a.Get(f.Key)
			fields = append(fields, f)
		}
	}
	return value.OfFields(fields...)
}

// union joins arrays without repeating items, or merges objects, the objects
// in them too; later ones win.
func union(c *invocation, args []value.Value) (value.Value, bool) {
	kind := value.Unknown
	for _, a := range args {
		if a.Kind() != value.Unknown {
			kind = a.Kind()
		}
	}
	switch kind {
	case value.Array:
		return unionArrays(c, args)
	case value.Object:
		return merge(c, args, true)
	}
	return value.Value{}, false
}

func unionArrays(c *invocation, args []value.Value) (value.Value, bool) {
	joined, ok := concatArrays(c, args)
	if !ok || !c.ev.Budget.steps(len(joined.Items())*len(joined.Items())) {
		return value.Value{}, false
	}
	var items []value.Value
	for i := range joined.Items() {
		items = addItem(items, joined.Item(i))
	}
	rest := joined.Rest()
	for _, item := range items {
		if !item.IsWhole() && rest == nil {
			// Whether it repeats another one is not known.
			rest = value.Derive(c.call.At.Excerpt(), 0, c.call.At, item).Unresolved()
		}
	}
	return value.OfPartial(items, rest), true
}

func shallowMerge(c *invocation, args []value.Value) (value.Value, bool) {
	if !isList(args[0]) {
		return value.Value{}, false
	}
	return merge(c, args[0].EachItem(), false)
}

// merge merges objects. What an unknown argument may replace is unknown; what
// comes after it stands.
func merge(c *invocation, args []value.Value, deep bool) (value.Value, bool) {
	var fields []value.Field
	var rest *value.Unresolved
	for _, a := range args {
		switch a.Kind() {
		case value.Unknown:
			fields, rest = nil, a.Unresolved()
			continue
		case value.Null, value.Absent:
			continue
		case value.Object:
		default:
			return value.Value{}, false
		}
		if a.Rest() != nil {
			fields, rest = nil, a.Rest()
		}
		for _, f := range a.Fields() {
			if !c.ev.Budget.step() {
				return value.Value{}, false
			}
			f.Value = a.Get(f.Key)
			if deep && rest != nil && f.Value.Kind() == value.Object {
				// What is unknown may have an object there, which it joins.
				f.Value = value.OfPartialFields(f.Value.Fields(), rest).WithOrigin(f.Value.Origin())
			}
			fields = mergeField(c, fields, f, deep)
		}
	}
	return value.OfPartialFields(fields, rest), true
}

func mergeField(c *invocation, fields []value.Field, f value.Field, deep bool) []value.Field {
	i := slices.IndexFunc(fields, func(o value.Field) bool { return strings.EqualFold(o.Key, f.Key) })
	if i < 0 {
		return append(fields, f)
	}
	if deep && fields[i].Value.Kind() == value.Object && f.Value.Kind() == value.Object {
		if both, ok := merge(c, []value.Value{fields[i].Value, f.Value}, true); ok {
			f.Value = both.At(f.Value.Range())
		}
	}
	fields[i] = f
	return fields
}

// tryGet returns a property or item, null if it is not there. Further keys
// are looked up in what was found.
func tryGet(c *invocation, args []value.Value) (value.Value, bool) {
	v := args[0]
	for i, key := range args[1:] {
		if v.Kind() == value.Null && i == 0 {
			return value.Of(nil), true
		}
		found := lookUpChained(c, v, key)
		if found.Kind() != value.Absent {
			v = found
			continue
		}
		if !key.IsKnown() || v.Kind() == value.Unknown {
			return value.Derive(c.call.At.Excerpt(), value.Combine("tryGet", args...), c.call.At, v, key), true
		}
		return value.Of(nil), i == 0 || v.Kind() == value.Null
	}
	return v, true
}

// lookUpChained is lookUp, but that a key {value: n, fromEnd: true} counts
// items from the end.
func lookUpChained(c *invocation, v, key value.Value) value.Value {
	if fromEnd, _ := key.Get("fromEnd").Bool(); !fromEnd {
		return lookUp(v, key)
	}
	found, _ := indexFromEnd(c, []value.Value{v, key.Get("value")})
	return found
}
