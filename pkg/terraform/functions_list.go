package terraform

import (
	"slices"

	"github.com/hublint/hublint/pkg/value"
)

var listFunctions = map[string]builtin{
	"alltrue":      func(_ *invocation, args []value.Value) (value.Value, bool) { return every(args, value.True) },
	"anytrue":      func(_ *invocation, args []value.Value) (value.Value, bool) { return every(args, value.False) },
	"coalesce":     coalesce,
	"coalescelist": coalesceList,
	"compact":      compact,
	"concat":       concatLists,
	"contains":     contains,
	"distinct":     distinct,
	"element":      element,
	"flatten":      flatten,
	"index":        indexOf,
	"length":       length,
	"one":          one,
	"range":        rangeOf,
	"reverse":      reverse,
	"sum":          sum,
	"tolist":       toList,
	"toset":        distinct,
}

// isList reports whether a value is a list of which all items are there, if
// not known.
func isList(v value.Value) bool { return v.Kind() == value.Array && v.Rest() == nil }

// every decides alltrue and anytrue: the first item that is not like most
// decides, no matter what others are.
func every(args []value.Value, most value.Truth) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	open := args[0].Rest() != nil
	for _, item := range args[0].Items() {
		b, _ := asBool(item)
		switch b.Truth() {
		case most:
		case value.Maybe:
			open = true
		default:
			return value.OfBool(most != value.True), true
		}
	}
	return value.OfBool(most == value.True), !open
}

// coalesce returns the first argument that is neither null nor empty text.
func coalesce(c *invocation, args []value.Value) (value.Value, bool) {
	for i, a := range args {
		text, isText := a.Text()
		switch {
		case a.IsNothing(), isText && text == "":
			continue
		case a.Kind() == value.Unknown && i < len(args)-1 && a.Prefix() == "":
			rest := args[i:]
			return value.AnyOf(c.unknown(rest), rest...), true
		}
		return a, true
	}
	return value.Value{}, false
}

func coalesceList(_ *invocation, args []value.Value) (value.Value, bool) {
	for _, a := range args {
		if a.Kind() == value.Unknown || a.Rest() != nil {
			return value.Value{}, false
		}
		if len(a.Items()) > 0 {
			return a, true
		}
	}
	return value.Value{}, false
}

func compact(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	var items []value.Value
	rest := args[0].Rest()
	for i, item := range args[0].Items() {
		text, isText := item.Text()
		switch {
		case item.IsNothing(), isText && text == "":
		case item.Kind() == value.Unknown && item.Prefix() == "":
			rest = item.Unresolved()
		default:
			items = append(items, args[0].Item(i))
		}
	}
	return value.OfPartial(items, rest), true
}

func concatLists(c *invocation, args []value.Value) (value.Value, bool) {
	var items []value.Value
	var rest *value.Unresolved
	for _, a := range args {
		switch a.Kind() {
		case value.Array:
			for i := range a.Items() {
				items = append(items, a.Item(i))
			}
			if r := a.Rest(); r != nil {
				rest = r
			}
		case value.Unknown:
			rest = a.Unresolved()
		default:
			return value.Value{}, false
		}
	}
	return value.OfPartial(items, rest), c.unit.budget.take(&c.unit.budget.steps, len(items)/8)
}

func contains(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	open := args[0].Rest() != nil
	for _, item := range args[0].Items() {
		switch value.Equal(item, args[1]) {
		case value.True:
			return value.OfBool(true), true
		case value.Maybe:
			open = true
		}
	}
	return value.OfBool(false), !open
}

// distinct drops items that are certain to equal an earlier one.
func distinct(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	var items []value.Value
	seen := map[uint64]bool{}
	for i, item := range args[0].Items() {
		if id := value.ID(item); id != 0 {
			if seen[id] {
				continue
			}
			seen[id] = true
		}
		items = append(items, args[0].Item(i))
	}
	if c.name == "toset" {
		sortText(items)
	}
	return value.OfPartial(items, args[0].Rest()), true
}

// sortText sorts a list if all of it is text, as a set is.
func sortText(items []value.Value) {
	if slices.ContainsFunc(items, func(v value.Value) bool { return v.Kind() != value.String }) {
		return
	}
	slices.SortStableFunc(items, func(a, b value.Value) int {
		x, _ := a.Text()
		y, _ := b.Text()
		if x < y {
			return -1
		}
		if x > y {
			return 1
		}
		return 0
	})
}

func element(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 || !isList(args[0]) || len(args[0].Items()) == 0 {
		return value.Value{}, false
	}
	n, _ := asNumber(args[1])
	i, ok := n.Int()
	if !ok {
		return value.Value{}, false
	}
	length := int64(len(args[0].Items()))
	return args[0].Item(int(((i % length) + length) % length)), true
}

func flatten(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	f := flattener{rest: args[0].Rest(), budget: c.unit.budget}
	f.add(args[0])
	return value.OfPartial(f.items, f.rest), !c.unit.budget.exceeded
}

type flattener struct {
	items  []value.Value
	rest   *value.Unresolved
	budget *budget
}

func (f *flattener) add(list value.Value) {
	for i := range list.Items() {
		if !f.budget.step() {
			return
		}
		item := list.Item(i)
		switch {
		case item.Kind() == value.Array:
			f.add(item)
			if r := item.Rest(); r != nil {
				f.rest = r
			}
		case item.Kind() == value.Unknown && item.Unresolved().Parts == nil && item.Unresolved().AnyOf == nil:
			// It may be a list itself.
			f.rest = item.Unresolved()
		default:
			f.items = append(f.items, item)
		}
	}
}

func indexOf(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 || !isList(args[0]) {
		return value.Value{}, false
	}
	for i, item := range args[0].Items() {
		switch value.Equal(item, args[1]) {
		case value.True:
			return value.OfInt(int64(i)), true
		case value.Maybe:
			return value.Value{}, false
		}
	}
	return value.Value{}, false
}

func length(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Rest() != nil {
		return value.Value{}, false
	}
	switch args[0].Kind() {
	case value.Array:
		return value.OfInt(int64(len(args[0].Items()))), true
	case value.Object:
		return value.OfInt(int64(len(args[0].Fields()))), true
	case value.String:
		text, _ := args[0].Text()
		return value.OfInt(int64(len([]rune(text)))), true
	}
	return value.Value{}, false
}

// one returns the only item of a list, null for an empty one.
func one(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || !isList(args[0]) {
		return value.Value{}, false
	}
	switch len(args[0].Items()) {
	case 0:
		return value.Of(nil), true
	case 1:
		return args[0].Item(0), true
	}
	return value.Value{}, false
}

func reverse(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	items := slices.Clone(args[0].Items())
	slices.Reverse(items)
	return value.OfPartial(items, args[0].Rest()), true
}

func sum(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || !isList(args[0]) || len(args[0].Items()) == 0 {
		return value.Value{}, false
	}
	total := 0.0
	for _, item := range args[0].Items() {
		n, ok := asNumber(item)
		if !ok {
			return value.Value{}, false
		}
		f, _ := n.Float()
		total += f
	}
	v := numberOf(total)
	return v, v.Kind() != value.Absent
}

func toList(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() != value.Array {
		return value.Value{}, false
	}
	return args[0], true
}

// maxRange is the most numbers that Terraform's range makes.
const maxRange = 1024

// rangeOf returns numbers: up to a limit, or from a start, or with a step.
func rangeOf(c *invocation, args []value.Value) (value.Value, bool) {
	numbers := []float64{0, 0, 1}
	for i, a := range args {
		n, ok := asNumber(a)
		if !ok || len(args) > 3 {
			return value.Value{}, false
		}
		numbers[i], _ = n.Float()
	}
	start, limit, step := numbers[0], numbers[1], numbers[2]
	if len(args) == 1 {
		start, limit = 0, start
	}
	if len(args) < 3 && limit < start {
		step = -1
	}
	if len(args) == 0 || step == 0 || (limit-start)/step > maxRange {
		return value.Value{}, false
	}
	var items []value.Value
	for i := 0; (limit-start-float64(i)*step)*step > 0; i++ {
		items = append(items, numberOf(start+float64(i)*step).At(c.at))
	}
	return value.OfItems(items...), true
}
