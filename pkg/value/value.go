// Package value holds what an expression may come to: absent, known or
// unknown, each with the place it was written and the way it took from there.
//
// An unknown is not an error. It keeps why it is unknown and whatever is known
// of it, so that a consumer can decide what is provable and leave the rest.
package value

import (
	"math"

	"github.com/hublint/hublint/pkg/source"
)

// Kind is the form of a value.
type Kind uint8

// The kinds of values. Absent is the zero Value: nothing was written.
const (
	Absent Kind = iota
	Null
	Bool
	Int
	Float
	String
	Array
	Object
	Unknown
)

var kindNames = [...]string{"absent", "null", "bool", "int", "float", "string", "array", "object", "unknown"}

// String returns the kind's name in lower case.
func (k Kind) String() string { return kindNames[k] }

// Flags are facts about a value that anything computed from it shares.
type Flags uint8

// Flags of values.
const (
	// Assumed marks a value that rests on a parameter's default.
	Assumed Flags = 1 << iota
	// Sensitive marks a secret, or something computed from one.
	Sensitive
	// Platform marks a default the service fills in; nobody wrote it.
	Platform
	// Each marks an item of an array that stands for any number of items, or
	// for none: those of a loop of unknown length. What is computed from it
	// does not share it.
	Each
)

// Value is immutable: methods that change something return a copy.
type Value struct {
	kind   Kind
	flags  Flags
	num    uint64
	data   any // string, *array, *Fields or *Unresolved
	origin Origin
}

// Of returns a value of a Go scalar: nil, bool, int, int64, float64 or string.
// Any other type panics: it is a mistake in the program.
func Of(v any) Value {
	switch v := v.(type) {
	case nil:
		return Value{kind: Null}
	case bool:
		return OfBool(v)
	case int:
		return OfInt(int64(v))
	case int64:
		return OfInt(v)
	case float64:
		return OfFloat(v)
	case string:
		return OfString(v)
	}
	panic("value.Of: not a scalar")
}

// OfBool returns a known boolean.
func OfBool(b bool) Value {
	v := Value{kind: Bool}
	if b {
		v.num = 1
	}
	return v
}

// OfInt returns a known integer.
func OfInt(i int64) Value { return Value{kind: Int, num: uint64(i)} }

// OfFloat returns a known number with a fraction.
func OfFloat(f float64) Value { return Value{kind: Float, num: math.Float64bits(f)} }

// OfString returns a known string.
func OfString(s string) Value { return Value{kind: String, data: s} }

// Kind returns the form of the value.
func (v Value) Kind() Kind { return v.kind }

// IsKnown reports whether the value is neither absent nor unknown. An array or
// object is known even if some of what it holds is not; see IsWhole.
func (v Value) IsKnown() bool { return v.kind != Absent && v.kind != Unknown }

// IsNothing reports whether the value is absent or null, which mean the same
// to Azure.
func (v Value) IsNothing() bool { return v.kind == Absent || v.kind == Null }

// IsWhole reports whether the value and everything in it is known.
func (v Value) IsWhole() bool {
	switch v.kind {
	case Absent, Unknown:
		return false
	case Array:
		if v.Rest() != nil {
			return false
		}
		for _, item := range v.Items() {
			if !item.IsWhole() {
				return false
			}
		}
	case Object:
		if v.Rest() != nil {
			return false
		}
		for _, f := range v.Fields() {
			if !f.Value.IsWhole() {
				return false
			}
		}
	}
	return true
}

// Bool returns a known boolean.
func (v Value) Bool() (b, ok bool) { return v.num == 1, v.kind == Bool }

// Int returns a known integer.
func (v Value) Int() (int64, bool) { return int64(v.num), v.kind == Int }

// Float returns a known number, integers included.
func (v Value) Float() (float64, bool) {
	switch v.kind {
	case Int:
		return float64(int64(v.num)), true
	case Float:
		return math.Float64frombits(v.num), true
	}
	return 0, false
}

// Text returns a known string.
func (v Value) Text() (string, bool) {
	if v.kind != String {
		return "", false
	}
	return v.data.(string), true
}

// Origin returns where the value was written.
func (v Value) Origin() Origin { return v.origin }

// Range returns the place the value was written; zero if it has none.
func (v Value) Range() source.Range { return v.origin.Range }

// At returns the value as written at a place, with no way behind it.
func (v Value) At(r source.Range) Value {
	v.origin = Origin{Range: r}
	return v
}

// WithOrigin returns the value with another origin.
func (v Value) WithOrigin(o Origin) Value {
	v.origin = o
	return v
}

// Flags returns the facts that hold of the value itself, not of its parts.
func (v Value) Flags() Flags { return v.flags }

// Has reports whether all of the given flags hold.
func (v Value) Has(f Flags) bool { return v.flags&f == f }

// With returns the value with flags added.
func (v Value) With(f Flags) Value {
	v.flags |= f
	return v
}
