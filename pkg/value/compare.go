package value

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Truth is the answer to a question about values that may be unknown.
type Truth uint8

// The three answers.
const (
	Maybe Truth = iota
	False
	True
)

// Is returns the Truth of a Go boolean.
func Is(b bool) Truth {
	if b {
		return True
	}
	return False
}

// Truth returns whether a value is true: Maybe for anything but a boolean.
func (v Value) Truth() Truth {
	if b, ok := v.Bool(); ok {
		return Is(b)
	}
	return Maybe
}

// Value returns the truth as a boolean; ok is false for Maybe.
func (t Truth) Value() (b, ok bool) { return t == True, t != Maybe }

// Equal compares two values as ARM's equals does: strings with their case,
// numbers by value, arrays and objects by content. Values of different kinds
// differ. It answers Maybe where unknowns could make it true or false.
func Equal(a, b Value) Truth {
	if a.kind == Unknown || b.kind == Unknown {
		return equalUnknown(a, b)
	}
	if a.kind != b.kind {
		x, okA := a.Float()
		y, okB := b.Float()
		return Is(okA && okB && x == y || a.IsNothing() && b.IsNothing())
	}
	switch a.kind {
	case String:
		return Is(a.data.(string) == b.data.(string))
	case Array:
		return equalItems(a, b)
	case Object:
		return equalFields(a, b)
	}
	return Is(a.num == b.num)
}

func equalUnknown(a, b Value) Truth {
	if id := ID(a); id != 0 && id == ID(b) {
		return True
	}
	if differ(a, b) || differ(b, a) {
		return False
	}
	return Maybe
}

// differ reports whether no value that the unknown a can take equals b.
func differ(a, b Value) bool {
	u := a.Unresolved()
	if u == nil {
		return false
	}
	if u.AnyOf != nil {
		return !slices.ContainsFunc(u.AnyOf, func(v Value) bool { return Equal(v, b) != False })
	}
	if len(u.Parts) == 0 {
		return false
	}
	if b.kind != String && b.kind != Unknown {
		return true
	}
	x, y := a.Prefix(), b.Prefix()
	if b.kind == String && len(x) > len(y) {
		return true
	}
	n := min(len(x), len(y))
	return x[:n] != y[:n]
}

func equalItems(a, b Value) Truth {
	if a.Rest() != nil || b.Rest() != nil {
		return Maybe
	}
	x, y := a.Items(), b.Items()
	if len(x) != len(y) {
		return False
	}
	result := True
	for i := range x {
		switch Equal(x[i], y[i]) {
		case False:
			return False
		case Maybe:
			result = Maybe
		}
	}
	return result
}

func equalFields(a, b Value) Truth {
	if a.Rest() != nil || b.Rest() != nil {
		return Maybe
	}
	if len(a.Fields()) != len(b.Fields()) {
		return False
	}
	result := True
	for _, f := range a.Fields() {
		other, ok := b.Field(f.Key)
		if !ok {
			return False
		}
		switch Equal(f.Value, other.Value) {
		case False:
			return False
		case Maybe:
			result = Maybe
		}
	}
	return result
}

// ID returns a number that stands for the value: values with the same ID are
// equal. It is zero for values nothing stands for.
func ID(v Value) uint64 {
	if u := v.Unresolved(); u != nil {
		return u.ID
	}
	h := fnv.New64a()
	if !hashInto(h.Write, v) {
		return 0
	}
	return nonZero(h.Sum64())
}

// Combine returns the ID of something computed by an operation from values. It
// is zero if one of them has none.
func Combine(operation string, from ...Value) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(operation))
	for _, v := range from {
		id := ID(v)
		if id == 0 {
			return 0
		}
		_, _ = h.Write(binary.LittleEndian.AppendUint64(nil, id))
	}
	return nonZero(h.Sum64())
}

func hashParts(parts []Part) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = h.Write(binary.LittleEndian.AppendUint64([]byte(p.Text+"\x00"), p.ID))
	}
	return nonZero(h.Sum64())
}

func nonZero(n uint64) uint64 { return max(n, 1) }

// hashInto feeds a value to a hash; false if part of it has no ID.
func hashInto(write func([]byte) (int, error), v Value) bool {
	if v.Rest() != nil {
		return false
	}
	_, _ = write([]byte{byte(v.kind)})
	switch v.kind {
	case Unknown:
		id := v.Unresolved().ID
		_, _ = write(binary.LittleEndian.AppendUint64(nil, id))
		return id != 0
	case String:
		_, _ = write([]byte(v.data.(string) + "\x00"))
	case Array:
		for _, item := range v.Items() {
			if !hashInto(write, item) {
				return false
			}
		}
	case Object:
		for _, f := range v.Fields() {
			_, _ = write([]byte(f.Key + "\x00"))
			if !hashInto(write, f.Value) {
				return false
			}
		}
	default:
		_, _ = write(binary.LittleEndian.AppendUint64(nil, v.num))
	}
	return true
}

// Key returns a known or partly known string as a lower-case text to look it
// up by: two strings with the same key are equal but for case. ok is false
// when nothing is known of it.
func Key(v Value) (key string, ok bool) {
	parts, ok := PartsOf(v)
	if !ok {
		return "", false
	}
	return KeyOf(parts), true
}

// KeyOf is Key for the pieces of a string.
func KeyOf(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.ID != 0 {
			b.WriteString("{" + strconv.FormatUint(p.ID, 36) + "}")
			continue
		}
		b.WriteString(strings.ToLower(p.Text))
	}
	return b.String()
}

func scalarText(v Value) string {
	switch v.kind {
	case String:
		return v.data.(string)
	case Int:
		return strconv.FormatInt(int64(v.num), 10)
	case Float:
		return strconv.FormatFloat(math.Float64frombits(v.num), 'g', -1, 64)
	case Bool:
		// .NET writes booleans with a capital.
		if v.num == 1 {
			return "True"
		}
		return "False"
	}
	return ""
}
