package expr

import (
	"slices"

	"github.com/hublint/hublint/pkg/value"
)

// maxRange is the most numbers range makes; source:
// learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array.
const maxRange = 10_000

// arrayFunctions are the functions on arrays, and those that take arrays,
// objects and strings alike.
func arrayFunctions() map[string]function {
	return map[string]function{
		"array":           {min: 1, max: 1, tolerant: true, run: toArray},
		"createarray":     {max: -1, tolerant: true, run: createArray},
		"concat":          {max: -1, tolerant: true, run: concat},
		"contains":        {min: 2, max: 2, tolerant: true, run: contains},
		"distinct":        {min: 1, max: 1, run: distinct},
		"empty":           {min: 1, max: 1, tolerant: true, run: empty},
		"first":           {min: 1, max: 1, tolerant: true, run: first},
		"last":            {min: 1, max: 1, tolerant: true, run: last},
		"flatten":         {min: 1, max: 1, tolerant: true, run: flatten},
		"indexfromend":    {min: 2, max: 2, tolerant: true, run: indexFromEnd},
		"tryindexfromend": {min: 2, max: 2, tolerant: true, run: tryIndexFromEnd},
		"length":          {min: 1, max: 1, tolerant: true, run: length},
		"max":             {min: 1, max: -1, run: extreme(1)},
		"min":             {min: 1, max: -1, run: extreme(-1)},
		"range":           {min: 2, max: 2, run: numberRange},
		"skip":            {min: 2, max: 2, tolerant: true, run: skip},
		"take":            {min: 2, max: 2, tolerant: true, run: take},
		"indexof":         {min: 2, max: 2, run: indexOf},
		"lastindexof":     {min: 2, max: 2, run: lastIndexOf},
	}
}

// isList reports whether a value is an array, all items of which are shown.
func isList(v value.Value) bool { return v.Kind() == value.Array && v.Rest() == nil }

func toArray(_ *invocation, args []value.Value) (value.Value, bool) {
	switch args[0].Kind() {
	case value.Unknown:
		return value.Value{}, false
	case value.Array:
		return args[0], true
	}
	return value.OfItems(args[0]), true
}

func createArray(c *invocation, args []value.Value) (value.Value, bool) {
	return value.OfItems(args...), c.ev.Budget.items(len(args))
}

// concat joins arrays, or scalars to a string. Unknowns count as what the
// other arguments are.
func concat(c *invocation, args []value.Value) (value.Value, bool) {
	for _, a := range args {
		if a.Kind() == value.Array {
			return concatArrays(c, args)
		}
	}
	return concatStrings(c, args)
}

func concatArrays(c *invocation, args []value.Value) (value.Value, bool) {
	count := 0
	for _, a := range args {
		count += len(a.Items())
	}
	if !c.ev.Budget.items(count) {
		return value.Value{}, false
	}
	items := make([]value.Value, 0, count)
	var rest *value.Unresolved
	for _, a := range args {
		switch a.Kind() {
		case value.Array:
			items = append(items, a.EachItem()...)
			rest = otherRest(rest, a.Rest())
		case value.Unknown:
			rest = a.Unresolved()
		default:
			return value.Value{}, false
		}
	}
	return value.OfPartial(items, rest), true
}

func concatStrings(c *invocation, args []value.Value) (value.Value, bool) {
	lists := make([][]value.Part, len(args))
	isText := len(args) == 0
	for i, a := range args {
		parts, ok := value.PartsOf(a)
		if !ok {
			return value.Value{}, false
		}
		lists[i] = parts
		isText = isText || a.Kind() != value.Unknown || a.Unresolved().Parts != nil
	}
	return c.joined(isText, lists, args)
}

// joined returns pieces of a string as a value that comes from args.
func (c *invocation) joined(isText bool, lists [][]value.Part, args []value.Value) (value.Value, bool) {
	size := 0
	for _, list := range lists {
		for _, p := range list {
			size += len(p.Text)
		}
	}
	if !isText || !c.ev.Budget.bytes(size) {
		return value.Value{}, false
	}
	parts := value.JoinParts(lists...)
	if parts == nil && len(lists) > 0 && size > 0 {
		return value.Value{}, false
	}
	from := value.Derive(c.call.At.Excerpt(), 0, c.call.At, args...).Unresolved()
	return value.FromParts(*from, parts), true
}

func distinct(_ *invocation, args []value.Value) (value.Value, bool) {
	var out []value.Value
	for i := range args[0].Items() {
		out = addItem(out, args[0].Item(i))
	}
	return value.OfItems(out...), args[0].Kind() == value.Array
}

// addItem appends an item that is not in the list yet.
func addItem(list []value.Value, item value.Value) []value.Value {
	if slices.ContainsFunc(list, func(v value.Value) bool { return value.Equal(v, item) == value.True }) {
		return list
	}
	return append(list, item)
}

func empty(_ *invocation, args []value.Value) (value.Value, bool) {
	v := args[0]
	if n, exact, ok := sizeOf(v); ok && (exact || n > 0) {
		return value.OfBool(n == 0), true
	}
	return value.OfBool(true), v.Kind() == value.Null
}

// sizeOf returns how much a collection or string holds: at least that much if
// it is not exact.
func sizeOf(v value.Value) (n int, exact, ok bool) {
	switch v.Kind() {
	case value.Array:
		return v.Certain(), v.Rest() == nil, true
	case value.Object:
		return len(v.Fields()), v.Rest() == nil, true
	case value.String:
		s, _ := v.Text()
		return len(utf16Of(s)), true, true
	case value.Unknown:
		for _, p := range v.Unresolved().Parts {
			n += len(p.Text)
		}
		return n, false, n > 0
	}
	return 0, false, false
}

func length(_ *invocation, args []value.Value) (value.Value, bool) {
	n, exact, ok := sizeOf(args[0])
	return value.OfInt(int64(n)), ok && exact
}

func first(_ *invocation, args []value.Value) (value.Value, bool) {
	switch v := args[0]; v.Kind() {
	case value.Array:
		if len(v.Items()) > 0 && v.Rest() == nil {
			return v.Item(0), true
		}
		return value.Of(nil), v.Rest() == nil
	case value.String:
		return slice(v, 0, 1)
	}
	return value.Value{}, false
}

func last(_ *invocation, args []value.Value) (value.Value, bool) {
	v := args[0]
	n, exact, ok := sizeOf(v)
	switch {
	case !ok || !exact:
		return value.Value{}, false
	case v.Kind() == value.Array && n == 0:
		return value.Of(nil), true
	case v.Kind() == value.Array:
		return v.Item(n - 1), true
	case v.Kind() == value.String:
		return slice(v, n-1, n)
	}
	return value.Value{}, false
}

func flatten(c *invocation, args []value.Value) (value.Value, bool) {
	if !isList(args[0]) {
		return value.Value{}, false
	}
	if len(args[0].Items()) == 0 {
		return value.OfItems(), true
	}
	return concatArrays(c, args[0].EachItem())
}

func indexFromEnd(_ *invocation, args []value.Value) (value.Value, bool) {
	i, ok := args[1].Int()
	if !ok || !isList(args[0]) || i < 1 || int(i) > len(args[0].Items()) {
		return value.Value{}, false
	}
	return args[0].Item(len(args[0].Items()) - int(i)), true
}

func tryIndexFromEnd(c *invocation, args []value.Value) (value.Value, bool) {
	if v, ok := indexFromEnd(c, args); ok {
		return v, true
	}
	return value.Of(nil), args[1].Kind() == value.Int && (isList(args[0]) || args[0].Kind() == value.Null)
}

// extreme returns max (sign 1) or min (sign -1) of integers.
func extreme(sign int) func(*invocation, []value.Value) (value.Value, bool) {
	return func(_ *invocation, args []value.Value) (value.Value, bool) {
		if len(args) == 1 && args[0].Kind() == value.Array {
			args = args[0].EachItem()
		}
		if len(args) == 0 {
			return value.Value{}, false
		}
		best := args[0]
		for _, a := range args {
			c, ok := order(a, best)
			if _, number := a.Int(); !ok || !number {
				return value.Value{}, false
			}
			if c*sign > 0 {
				best = a
			}
		}
		return best, true
	}
}

func numberRange(c *invocation, args []value.Value) (value.Value, bool) {
	start, okStart := args[0].Int()
	count, okCount := args[1].Int()
	if !okStart || !okCount || count < 0 || count > maxRange || !c.ev.Budget.items(int(count)) {
		return value.Value{}, false
	}
	items := make([]value.Value, count)
	for i := range items {
		items[i] = value.OfInt(start + int64(i)).At(c.call.At)
	}
	return value.OfItems(items...), true
}

func skip(_ *invocation, args []value.Value) (value.Value, bool) {
	n, exact, ok := sizeOf(args[0])
	i, okCount := args[1].Int()
	if !ok || !exact || !okCount {
		return value.Value{}, false
	}
	return slice(args[0], int(min(max(i, 0), int64(n))), n)
}

func take(_ *invocation, args []value.Value) (value.Value, bool) {
	n, exact, ok := sizeOf(args[0])
	i, okCount := args[1].Int()
	if !ok || !exact || !okCount {
		return value.Value{}, false
	}
	return slice(args[0], 0, int(min(max(i, 0), int64(n))))
}

// slice returns a stretch of an array, or of a string in UTF-16 units.
func slice(v value.Value, start, end int) (value.Value, bool) {
	switch v.Kind() {
	case value.Array:
		return value.OfItems(v.EachItem()[start:end]...), true
	case value.String:
		s, _ := v.Text()
		units := utf16Of(s)
		start = max(start, 0)
		return value.OfString(fromUTF16(units[start:min(max(end, start), len(units))])), true
	}
	return value.Value{}, false
}
