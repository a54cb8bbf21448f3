package azurerm

import (
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// nameOf returns the full name of a unit. A child whose parent's name nothing
// is known of has its own name alone.
func (t *translation) nameOf(u *unit) value.Value {
	switch u.state {
	case naming:
		return value.Value{}
	case named:
		return u.name
	}
	u.state = naming
	u.name = u.ownName()
	if u.table != nil && u.table.Parent != nil {
		u.name = prefixed(t.parentName(u, *u.table.Parent), u.name)
	}
	u.state = named
	if key, ok := value.Key(u.name); ok && (u.table == nil || u.table.Fold == nil) {
		k := u.Type + "|" + key
		t.byName[k] = append(t.byName[k], u)
	}
	return u.name
}

// ownName returns the last part of a unit's name.
func (u *unit) ownName() value.Value {
	if u.table == nil {
		return u.Body.Get("name")
	}
	return segments(u.table.Segments, u.Body)
}

// segments joins the attributes that make a name.
func segments(names []string, body value.Value) value.Value {
	if len(names) == 0 {
		return coerce(body.Get("name"), "string")
	}
	var name value.Value
	for i, segment := range names {
		v := value.OfString(strings.Trim(segment, "'"))
		if !strings.HasPrefix(segment, "'") {
			v = coerce(body.Get(segment), "string")
		}
		if i == 0 {
			name = v
			continue
		}
		name = prefixed(name, v)
	}
	return name
}

// prefixed returns a name with its parent's before it, and the place of the
// name itself.
func prefixed(parent, name value.Value) value.Value {
	before, ok := value.PartsOf(parent)
	own, named := value.PartsOf(name)
	if !ok || !named {
		return name
	}
	parts := value.JoinParts(before, []value.Part{{Text: "/"}}, own)
	if parts == nil {
		return name
	}
	u := value.Unresolved{Reason: value.ReasonRuntime, Expr: value.Render(parts)}
	if known := parent.Unresolved(); known != nil {
		u.Reason = known.Reason
	}
	if known := name.Unresolved(); known != nil {
		u.Reason, u.Refs = known.Reason, known.Refs
	}
	return value.FromParts(u, parts).WithOrigin(name.Origin()).With(value.Union(parent, name))
}

// parentName returns the full ARM name of the parent of a unit, as far as the
// unit's attributes tell.
func (t *translation) parentName(u *unit, p parent) value.Value {
	if p.ID != "" {
		if id := u.Body.Get(p.ID); !id.IsNothing() {
			if found := t.referred(id, p.Block); len(found) > 0 {
				return t.nameOf(found[0])
			}
			return nameInID(id)
		}
	}
	return segmentsOrNothing(p.Names, u.Body)
}

func segmentsOrNothing(names []string, body value.Value) value.Value {
	if len(names) == 0 {
		return value.Value{}
	}
	return segments(names, body)
}

// nameInID returns the name of the resource an id leads to, its casing kept.
func nameInID(id value.Value) value.Value {
	parts, ok := value.PartsOf(id)
	if !ok {
		return value.Value{}
	}
	pieces := value.SplitParts(parts, "/")
	for i := len(pieces) - 1; i >= 0; i-- {
		if strings.EqualFold(value.Render(pieces[i]), "providers") {
			return nameOfPieces(pieces[i+2:], id)
		}
	}
	return value.Value{}
}

// nameOfPieces joins every other piece of "type/name/type/name".
func nameOfPieces(pieces [][]value.Part, id value.Value) value.Value {
	var parts []value.Part
	for i := 1; i < len(pieces); i += 2 {
		if i > 1 {
			parts = value.JoinParts(parts, []value.Part{{Text: "/"}})
		}
		parts = value.JoinParts(parts, pieces[i])
	}
	if len(parts) == 0 {
		return value.Value{}
	}
	u := value.Unresolved{Reason: value.ReasonRuntime, Expr: value.Render(parts)}
	if known := id.Unresolved(); known != nil {
		u.Reason = known.Reason
	}
	return value.FromParts(u, parts)
}

// loopOf returns the id of the loop an instance's id belongs to.
func loopOf(id string) (string, bool) {
	i := strings.LastIndexByte(id, '[')
	if i < 0 || !strings.HasSuffix(id, "]") {
		return "", false
	}
	return id[:i], true
}
