package value

import (
	"slices"
	"strconv"
	"strings"
)

// Path leads from a value to a part of it. Each element is a string for a
// field of an object or an int for an item of an array.
type Path []any

// Key returns the path to a field below this one.
func (p Path) Key(key string) Path { return append(p[:len(p):len(p)], key) }

// Index returns the path to an item below this one.
func (p Path) Index(i int) Path { return append(p[:len(p):len(p)], i) }

// String writes the path as people write it: "properties.routes[0].name".
// A key that is not a plain word stands in brackets and quotes.
func (p Path) String() string {
	var b strings.Builder
	for _, e := range p {
		switch e := e.(type) {
		case int:
			b.WriteString("[" + strconv.Itoa(e) + "]")
		case string:
			if !isWord(e) {
				b.WriteString("[" + strconv.Quote(e) + "]")
				continue
			}
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(e)
		}
	}
	return b.String()
}

func isWord(s string) bool {
	for _, r := range s {
		switch {
		case r == '_', r == '-', r == '$', r == '@', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		default:
			return false
		}
	}
	return s != ""
}

// Find returns the value a path leads to, and how many elements of the path
// led to something. When that is all of them, the value is what stands there;
// otherwise it is the last value on the way.
func (v Value) Find(p Path) (found Value, depth int) {
	for i, e := range p {
		var next Value
		switch e := e.(type) {
		case string:
			next = v.Get(e)
		case int:
			next = v.Item(e)
		}
		if next.kind == Absent {
			return v, i
		}
		v = next
	}
	return v, len(p)
}

// Walk calls f for the value and everything in it, in the order written. The
// path is only valid during the call. f returns false to skip what is below.
func (v Value) Walk(f func(Path, Value) bool) { v.walk(make(Path, 0, usualDepth), f) }

// usualDepth is more than most paths are long.
const usualDepth = 16

// Any reports whether something holds for the value or for anything in it, as it
// is without the way and the flags of what it is in.
func (v Value) Any(holds func(Value) bool) bool {
	return holds(v) ||
		slices.ContainsFunc(v.Items(), func(item Value) bool { return item.Any(holds) }) ||
		slices.ContainsFunc(v.Fields(), func(f Field) bool { return f.Value.Any(holds) })
}

func (v Value) walk(p Path, f func(Path, Value) bool) {
	if !f(p, v) {
		return
	}
	for i := range v.Items() {
		v.Item(i).walk(append(p, i), f)
	}
	for _, field := range v.Fields() {
		v.pass(field.Value).walk(append(p, field.Key), f)
	}
}
