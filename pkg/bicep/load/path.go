package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// maxSelected bounds how many values a JSONPath looks at.
const maxSelected = 200000

// selectPath returns what a JSONPath selects, as Newtonsoft's SelectTokens
// understands it: the one value, or an array of several.
func selectPath(root value.Value, text string) (value.Value, error) {
	p := &pathParser{text: []rune(text)}
	steps := p.whole()
	if p.err != nil {
		return value.Value{}, fmt.Errorf("'%s' is no JSONPath: %w", text, p.err)
	}
	s := &selection{root: root, budget: maxSelected}
	found := s.run(steps, []value.Value{root})
	switch {
	case s.budget < 0:
		return value.Value{}, fmt.Errorf("'%s' selects more than hublint looks at", text)
	case len(found) == 0:
		return value.Value{}, fmt.Errorf("'%s' selects nothing", text)
	case len(found) == 1:
		return found[0], nil
	}
	return value.OfItems(found...), nil
}

// step is a part of a path: from a value to those it selects.
type step interface {
	from(*selection, value.Value) []value.Value
}

// selection is the evaluation of a path.
type selection struct {
	root   value.Value
	budget int
}

func (s *selection) run(steps []step, current []value.Value) []value.Value {
	for _, st := range steps {
		var next []value.Value
		for _, v := range current {
			found := st.from(s, v)
			if s.budget -= 1 + len(found); s.budget < 0 {
				return nil
			}
			next = append(next, found...)
		}
		current = next
	}
	return current
}

type (
	// fields selects fields by name, all where there are no names.
	fields struct{ names []string }
	// items selects items by index, all where there are no indexes.
	items struct{ indexes []int }
	// slice selects items from start to end, which may be nil.
	slice struct {
		start, end *int
		step       int
	}
	// filter selects the items for which a condition holds.
	filter struct{ condition condition }
	// deep applies a step to a value and to everything in it.
	deep struct{ step step }
)

func (f fields) from(_ *selection, v value.Value) []value.Value {
	var out []value.Value
	if len(f.names) == 0 {
		for _, field := range v.Fields() {
			out = append(out, field.Value)
		}
		return out
	}
	for _, name := range f.names {
		if field, ok := v.Field(name); ok && field.Key == name {
			out = append(out, field.Value)
		}
	}
	return out
}

func (f items) from(_ *selection, v value.Value) []value.Value {
	list := v.Items()
	if len(f.indexes) == 0 {
		return list
	}
	var out []value.Value
	for _, i := range f.indexes {
		if i >= 0 && i < len(list) {
			out = append(out, list[i])
		}
	}
	return out
}

func (f slice) from(_ *selection, v value.Value) []value.Value {
	list := v.Items()
	n := len(list)
	start, end := 0, n
	if f.step < 0 {
		start, end = n-1, -1
	}
	if f.start != nil {
		start = fromEnd(*f.start, n)
	}
	if f.end != nil {
		end = fromEnd(*f.end, n)
	}
	var out []value.Value
	if f.step > 0 {
		for i := max(start, 0); i < min(end, n); i += f.step {
			out = append(out, list[i])
		}
		return out
	}
	for i := min(start, n-1); i > max(end, -1); i += f.step {
		out = append(out, list[i])
	}
	return out
}

// fromEnd returns an index that may count from the end.
func fromEnd(i, n int) int {
	if i < 0 {
		return i + n
	}
	return i
}

func (f filter) from(s *selection, v value.Value) []value.Value {
	var out []value.Value
	for _, item := range v.Items() {
		if f.condition.holds(s, item) {
			out = append(out, item)
		}
	}
	return out
}

func (f deep) from(s *selection, v value.Value) []value.Value {
	out := f.step.from(s, v)
	if all, ok := f.step.(fields); ok && len(all.names) == 0 {
		// "..*" selects the items of arrays too.
		out = append(out, v.Items()...)
	}
	if s.budget -= 1 + len(out); s.budget < 0 {
		return nil
	}
	for _, field := range v.Fields() {
		out = append(out, f.from(s, field.Value)...)
	}
	for _, item := range v.Items() {
		out = append(out, f.from(s, item)...)
	}
	return out
}

// condition is what stands in "?(…)".
type condition interface {
	holds(*selection, value.Value) bool
}

type (
	// compound holds if all, or any, of its parts hold.
	compound struct {
		parts []condition
		all   bool
	}
	// comparison compares what two operands select; right is nil for a path
	// that has to select something.
	comparison struct {
		left, right *operand
		op          string
	}
	// operand is a value, a pattern, or a path from the item or the root.
	operand struct {
		literal  value.Value
		pattern  *regexp.Regexp
		isPath   bool
		fromRoot bool
		steps    []step
	}
)

func (c compound) holds(s *selection, v value.Value) bool {
	for _, part := range c.parts {
		if part.holds(s, v) != c.all {
			return !c.all
		}
	}
	return c.all
}

func (c comparison) holds(s *selection, v value.Value) bool {
	left := c.left.values(s, v)
	if c.right == nil {
		return len(left) > 0
	}
	if c.op == "=~" {
		return c.right.pattern != nil && slices.ContainsFunc(left, func(v value.Value) bool {
			text, ok := v.Text()
			return ok && c.right.pattern.MatchString(text)
		})
	}
	right := c.right.values(s, v)
	for _, a := range left {
		for _, b := range right {
			if compare(c.op, a, b) {
				return true
			}
		}
	}
	return false
}

func (o *operand) values(s *selection, v value.Value) []value.Value {
	switch {
	case !o.isPath:
		return []value.Value{o.literal}
	case o.fromRoot:
		v = s.root
	}
	return s.run(o.steps, []value.Value{v})
}

// isScalar reports whether a value can be compared by its content.
func isScalar(v value.Value) bool {
	switch v.Kind() {
	case value.Null, value.Bool, value.Int, value.Float, value.String:
		return true
	default:
		return false
	}
}

// compare applies an operator. Arrays and objects only differ.
func compare(op string, a, b value.Value) bool {
	if !isScalar(a) || !isScalar(b) {
		return op == "!="
	}
	switch op {
	case "==", "===":
		return same(a, b)
	case "!=", "!==":
		return !same(a, b)
	}
	order, ok := ordered(a, b)
	if !ok {
		return false
	}
	switch op {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// same reports whether two scalars are equal. A number is never equal to a
// string.
func same(a, b value.Value) bool {
	return value.Equal(a, b) == value.True && a.IsNothing() == b.IsNothing()
}

// ordered compares two numbers or two strings.
func ordered(a, b value.Value) (int, bool) {
	x, okA := a.Float()
	y, okB := b.Float()
	if okA && okB {
		switch {
		case x < y:
			return -1, true
		case x > y:
			return 1, true
		}
		return 0, true
	}
	s, okA := a.Text()
	t, okB := b.Text()
	return strings.Compare(s, t), okA && okB
}
