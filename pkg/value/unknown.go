package value

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// Reason says why a value cannot be known from the files.
type Reason string

// The reasons a value is unknown.
const (
	// ReasonParameter: a parameter that has neither a value nor a default.
	ReasonParameter Reason = "parameter"
	// ReasonRuntime: only the service can tell, as with reference().
	ReasonRuntime Reason = "runtime"
	// ReasonSecret: a reference to a secret in a vault.
	ReasonSecret Reason = "secret"
	// ReasonModule: the module it comes from could not be read.
	ReasonModule Reason = "module"
	// ReasonFunction: a function refused its arguments or is not evaluated.
	ReasonFunction Reason = "function"
	// ReasonFile: a file that it is read from does not exist, or not yet.
	ReasonFile Reason = "file"
	// ReasonLoop: it differs by instance of a loop of unknown length.
	ReasonLoop Reason = "loop"
	// ReasonExisting: a property of a resource that is not declared here.
	ReasonExisting Reason = "existing"
	// ReasonLimit: evaluation stopped at a budget.
	ReasonLimit Reason = "limit"
	// ReasonError: what defines it has an error that was reported.
	ReasonError Reason = "error"
)

// Unresolved is what is known of an unknown value.
type Unresolved struct {
	Reason Reason
	// Expr names what is unknown for a reader: the parameter's name, or the
	// expression as written.
	Expr string
	// AnyOf lists the values it can take; nil if they are not listed.
	AnyOf []Value
	// Parts is the value as a string of known and unknown pieces; nil if no
	// piece of it is known to be text.
	Parts []Part
	// Refs are the resources the value comes from.
	Refs []Ref
	// Shown says, of what an array may hold more, that an item marked Each
	// stands for all of it.
	Shown bool
	// ID stands for the value: two unknowns with the same ID are equal at
	// run time. Zero equals nothing, itself included.
	ID uint64
}

// Part is a piece of a partly known string: known text, or the ID of an
// unknown whose text stands there.
type Part struct {
	Text string
	ID   uint64
}

// Ref points at a resource from an expression, either by the graph's own id
// or by type and name as they appear in an Azure resource id.
type Ref struct {
	// Resource is the graph id; empty if only type and name are known.
	// A loop is meant as a whole when it names the loop without an index.
	Resource string
	// Type is the full resource type, "Microsoft.Devices/IotHubs".
	Type string
	// Name is the full name as Key gives it, segments joined by "/".
	Name string
}

// NewUnknown returns an unknown value.
func NewUnknown(u Unresolved) Value { return Value{kind: Unknown, data: &u} }

// Unresolved returns what is known of an unknown value, nil if the value is
// not unknown.
func (v Value) Unresolved() *Unresolved {
	u, _ := v.data.(*Unresolved)
	return u
}

// Refs returns the resources an unknown value comes from; nil for others.
func (v Value) Refs() []Ref {
	if u := v.Unresolved(); u != nil {
		return u.Refs
	}
	return nil
}

// maxParts bounds partly known strings: a longer one loses its parts but
// stays unknown.
const maxParts = 64

// PartsOf returns a scalar or unknown as pieces of a string. ok is false for
// absent and null values, arrays and objects, and for unknowns that nothing
// stands for.
func PartsOf(v Value) (parts []Part, ok bool) {
	switch v.kind {
	case String, Int, Bool, Float:
		return []Part{{Text: scalarText(v)}}, true
	case Unknown:
		u := v.Unresolved()
		if u.Parts != nil {
			return u.Parts, true
		}
		if u.ID != 0 {
			return []Part{{ID: u.ID}}, true
		}
	}
	return nil, false
}

// JoinParts concatenates pieces, merging neighbouring text. It returns nil
// when the result would be too long to be worth keeping.
func JoinParts(lists ...[]Part) []Part {
	var out []Part
	for _, list := range lists {
		for _, p := range list {
			last := len(out) - 1
			switch {
			case p.ID == 0 && p.Text == "":
			case p.ID == 0 && last >= 0 && out[last].ID == 0:
				out[last].Text += p.Text
			default:
				out = append(out, p)
			}
		}
	}
	if len(out) > maxParts {
		return nil
	}
	return out
}

// FromParts returns a string of known and unknown pieces as a value: known if
// every piece is, unknown with these parts otherwise.
func FromParts(u Unresolved, parts []Part) Value {
	if len(parts) == 0 {
		return OfString("")
	}
	if len(parts) == 1 && parts[0].ID == 0 {
		return OfString(parts[0].Text)
	}
	u.Parts = parts
	u.ID = hashParts(parts)
	return NewUnknown(u)
}

// OfPieces returns an unknown that is likely, but not certain, to be made of
// these pieces, even if all of them are known. Two such are equal if their
// pieces are.
func OfPieces(u Unresolved, parts []Part) Value {
	if len(parts) == 1 && parts[0].ID != 0 {
		u.ID = parts[0].ID
		return NewUnknown(u)
	}
	// With nothing known at its beginning, it differs from no other string.
	u.Parts, u.ID = append([]Part{{}}, parts...), hashParts(parts)
	return NewUnknown(u)
}

// Prefix returns the text every possible value of a string begins with.
func (v Value) Prefix() string {
	if s, ok := v.Text(); ok {
		return s
	}
	if u := v.Unresolved(); u != nil && len(u.Parts) > 0 {
		return u.Parts[0].Text
	}
	return ""
}

// Show returns the value for a message: scalars as text, an unknown as what
// it is called, collections in short.
func (v Value) Show() string {
	switch v.kind {
	case Absent, Null:
		return v.kind.String()
	case Array:
		return "an array"
	case Object:
		return "an object"
	case Unknown:
		return v.Unresolved().Expr
	}
	return scalarText(v)
}

// Derive returns an unknown computed from the given values at a place: it
// shares their flags, references and the first one's reason. ReasonFunction
// is the reason if none of them is unknown.
func Derive(expr string, id uint64, r source.Range, from ...Value) Value {
	u := Unresolved{Reason: ReasonFunction, Expr: expr, ID: id}
	found := false
	for _, v := range from {
		v.walkUnknown(func(w *Unresolved) {
			if !found {
				u.Reason, found = w.Reason, true
			}
			u.Refs = addRefs(u.Refs, w.Refs)
		})
	}
	return NewUnknown(u).At(r).With(Union(from...))
}

// Union returns the flags of all values that a result computed from them has.
func Union(from ...Value) Flags {
	var f Flags
	for _, v := range from {
		f |= v.flags &^ (Platform | Each)
	}
	return f
}

// RefsIn returns the references of every unknown within a value.
func RefsIn(v Value) []Ref {
	var refs []Ref
	v.walkUnknown(func(u *Unresolved) { refs = addRefs(refs, u.Refs) })
	return refs
}

func addRefs(refs, more []Ref) []Ref {
	for _, r := range more {
		if !slices.Contains(refs, r) {
			refs = append(refs, r)
		}
	}
	return refs
}

// walkUnknown calls f for each unknown within the value.
func (v Value) walkUnknown(f func(*Unresolved)) {
	switch v.kind {
	case Unknown:
		f(v.Unresolved())
	case Array:
		for _, item := range v.Items() {
			item.walkUnknown(f)
		}
	case Object:
		for _, field := range v.Fields() {
			field.Value.walkUnknown(f)
		}
	}
	if rest := v.Rest(); rest != nil {
		f(rest)
	}
}

// Render writes pieces for a reader, with a question mark for each unknown.
func Render(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.ID != 0 {
			b.WriteByte('?')
			continue
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// SplitParts splits a string of pieces at a separator in its known text.
func SplitParts(parts []Part, sep string) [][]Part {
	out := [][]Part{nil}
	last := func() *[]Part { return &out[len(out)-1] }
	for _, p := range parts {
		if p.ID != 0 {
			*last() = append(*last(), p)
			continue
		}
		for i, text := range strings.Split(p.Text, sep) {
			if i > 0 {
				out = append(out, nil)
			}
			if text != "" {
				*last() = append(*last(), Part{Text: text})
			}
		}
	}
	return out
}

// AnyOf notes the values an unknown can take, if each of them is listed.
func AnyOf(v Value, branches ...Value) Value {
	var list []Value
	for _, b := range branches {
		switch b.Kind() {
		case String, Int, Bool, Float:
			list = append(list, b)
		case Unknown:
			if b.Unresolved().AnyOf == nil {
				return v
			}
			list = append(list, b.Unresolved().AnyOf...)
		default:
			return v
		}
	}
	u := *v.Unresolved()
	u.AnyOf = list
	return NewUnknown(u).WithOrigin(v.Origin()).With(v.Flags())
}
