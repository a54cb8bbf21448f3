package expr

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

func contains(_ *invocation, args []value.Value) (value.Value, bool) {
	b, ok := containsTruth(args[0], args[1]).Value()
	return value.OfBool(b), ok
}

func containsTruth(in, what value.Value) value.Truth {
	switch in.Kind() {
	case value.String:
		text, _ := in.Text()
		if parts, ok := value.PartsOf(what); ok && len(parts) == 1 && parts[0].ID == 0 {
			return value.Is(strings.Contains(text, parts[0].Text))
		}
		return value.Maybe
	case value.Object:
		return containsKey(in, what)
	case value.Array:
		return containsItem(in, what)
	case value.Unknown:
		return containsText(in, what)
	case value.Null:
		return value.False
	}
	return value.Maybe
}

func containsKey(in, what value.Value) value.Truth {
	key, ok := what.Text()
	if !ok {
		return value.Maybe
	}
	if _, found := in.Field(key); found {
		return value.True
	}
	if in.Rest() != nil {
		return value.Maybe
	}
	return value.False
}

func containsItem(in, what value.Value) value.Truth {
	result := value.False
	if in.Rest() != nil {
		result = value.Maybe
	}
	for _, item := range in.Items() {
		switch equal := value.Equal(item, what); {
		case equal == value.True && !item.Has(value.Each):
			return value.True
		case equal != value.False:
			result = value.Maybe
		}
	}
	return result
}

// containsText looks into the known pieces of a string.
func containsText(in, what value.Value) value.Truth {
	text, ok := what.Text()
	if !ok {
		return value.Maybe
	}
	for _, p := range in.Unresolved().Parts {
		if p.ID == 0 && strings.Contains(p.Text, text) {
			return value.True
		}
	}
	return value.Maybe
}

func indexOf(_ *invocation, args []value.Value) (value.Value, bool) {
	if text, ok := args[0].Text(); ok {
		what, ok := args[1].Text()
		return value.OfInt(int64(foldIndex(text, what, strings.Index))), ok
	}
	return value.OfInt(int64(slices.IndexFunc(args[0].Items(), equalTo(args[1])))), args[0].Kind() == value.Array
}

func lastIndexOf(_ *invocation, args []value.Value) (value.Value, bool) {
	if text, ok := args[0].Text(); ok {
		what, ok := args[1].Text()
		return value.OfInt(int64(foldIndex(text, what, strings.LastIndex))), ok
	}
	items := slices.Clone(args[0].Items())
	slices.Reverse(items)
	i := slices.IndexFunc(items, equalTo(args[1]))
	if i >= 0 {
		i = len(items) - 1 - i
	}
	return value.OfInt(int64(i)), args[0].Kind() == value.Array
}

func equalTo(v value.Value) func(value.Value) bool {
	return func(o value.Value) bool { return value.Equal(o, v) == value.True }
}

// foldIndex searches without case and returns the place in UTF-16 units.
func foldIndex(text, what string, find func(s, sub string) int) int {
	lower := strings.ToLower(text)
	i := find(lower, strings.ToLower(what))
	if i < 0 {
		return i
	}
	return len(utf16Of(lower[:i]))
}
