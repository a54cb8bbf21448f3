package azurerm

import "github.com/hublint/hublint/pkg/value"

// Computed returns what is known of an attribute that the provider works out,
// given as the unknown it is: one that holds a key is marked as sensitive, and
// a text has the pieces that the block's own attributes tell, which get gives
// by name. So the connection string of a policy is known to name its hub.
func Computed(typ, name string, unknown value.Value, get func(name string) value.Value) value.Value {
	x := known.of(typ)
	u := unknown.Unresolved()
	if x == nil || u == nil {
		return unknown
	}
	c := x.Computed[name]
	if c.Secret {
		unknown = unknown.With(value.Sensitive)
	}
	parts, ok := c.parts(unknown, get)
	if !ok {
		return unknown
	}
	return value.FromParts(*u, parts).WithOrigin(unknown.Origin()).With(unknown.Flags())
}

// parts returns the pieces of a computed text; false if there is no text, or
// one of the attributes in it is nothing that can be a piece.
func (c computed) parts(unknown value.Value, get func(string) value.Value) ([]value.Part, bool) {
	var parts []value.Part
	for i, piece := range piecesOf(c.Text) {
		parts = value.JoinParts(parts, []value.Part{{Text: piece.text}})
		v := value.OfString("")
		switch piece.name {
		case "":
		case "*":
			v = value.NewUnknown(value.Unresolved{ID: value.Combine(c.Text, unknown, value.OfInt(int64(i)))})
		default:
			v = coerce(get(piece.name), "string")
		}
		more, ok := value.PartsOf(v)
		if !ok {
			return nil, false
		}
		parts = value.JoinParts(parts, more)
	}
	return parts, len(parts) > 0
}
