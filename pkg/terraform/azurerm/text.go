package azurerm

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// names returns the attributes that make the text.
func (x text) names() []string {
	var names []string
	for _, flag := range x.Flags {
		names = append(names, flag[0])
	}
	for _, piece := range piecesOf(x.Format) {
		if piece.name != "" {
			names = append(names, piece.name)
		}
	}
	return names
}

// piece is a part of a format: text, and the name in braces after it.
type piece struct{ text, name string }

func piecesOf(format string) []piece {
	var out []piece
	for format != "" {
		before, after, _ := strings.Cut(format, "{")
		name, next, _ := strings.Cut(after, "}")
		out = append(out, piece{before, name})
		format = next
	}
	return out
}

// inText reports whether an attribute is part of a text.
func (s *shape) inText(name string) bool {
	for _, x := range s.Texts {
		for _, n := range x.names() {
			if n == name {
				return true
			}
		}
	}
	return false
}

// put sets the text, if any of its attributes is written. Its place is that
// of the last attribute that is part of it.
func (x text) put(t *tree, at []string, block value.Value) {
	if x.Format != "" {
		x.putFormat(t, at, block)
		return
	}
	var words []string
	var on []value.Value
	var place value.Field
	for _, flag := range x.Flags {
		v := coerce(block.Get(flag[0]), "bool")
		switch {
		case v.Kind() == value.Unknown:
			on = append(on, v)
		case v.Truth() == value.True:
			words = append(words, flag[1])
		default:
			continue
		}
		place, _ = block.Field(flag[0])
		place.Value = v
	}
	if len(words)+len(on) == 0 {
		return
	}
	t.put(below(at, x.To), place.KeyRange, x.joined(words, on, place.Value))
}

// joined returns the words that are sure, with the flags that may add others.
func (x text) joined(words []string, maybe []value.Value, last value.Value) value.Value {
	var rest *value.Unresolved
	v := value.OfString(strings.Join(words, ", ")).WithOrigin(last.Origin())
	if len(maybe) > 0 {
		v = value.Derive(maybe[0].Show(), 0, maybe[0].Range(), maybe...)
		rest = v.Unresolved()
	}
	if x.List {
		items := make([]value.Value, len(words))
		for i, word := range words {
			items[i] = value.OfString(word).At(last.Range())
		}
		v = value.OfPartial(items, rest).At(last.Range())
	}
	return v.With(last.Flags())
}

// putFormat sets a text with the values of attributes in it, if all of them
// are written.
func (x text) putFormat(t *tree, at []string, block value.Value) {
	var parts []value.Part
	var from []value.Value
	var last value.Field
	for _, piece := range piecesOf(x.Format) {
		parts = value.JoinParts(parts, []value.Part{{Text: piece.text}})
		if piece.name == "" {
			continue
		}
		v := coerce(block.Get(piece.name), "string")
		if v.IsNothing() {
			return
		}
		known, _ := value.PartsOf(v)
		parts, from = value.JoinParts(parts, known), append(from, v)
		last, _ = block.Field(piece.name)
	}
	t.put(below(at, x.To), last.KeyRange, formatted(parts, from).WithOrigin(block.Get(last.Key).Origin()))
}

// formatted returns the text that pieces make: unknown as the first unknown
// value among them is.
func formatted(parts []value.Part, from []value.Value) value.Value {
	for _, v := range from {
		if v.Kind() != value.Unknown {
			continue
		}
		d := value.Derive(v.Show(), 0, v.Range(), from...)
		if slices.ContainsFunc(from, func(v value.Value) bool { _, ok := value.PartsOf(v); return !ok }) {
			return d
		}
		return value.FromParts(*d.Unresolved(), parts).With(d.Flags())
	}
	return value.FromParts(value.Unresolved{}, parts).With(value.Union(from...))
}
