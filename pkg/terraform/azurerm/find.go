package azurerm

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// unify finds the declared resource that a data block looks up by its name:
// what refers to the one means the other.
func (t *translation) unify(u *unit) {
	key, ok := value.Key(u.name)
	if !u.Resource.Existing || !ok || u.table == nil || u.table.Fold != nil {
		return
	}
	const group = "resource_group_name"
	declared := t.declared(u.Type, key)
	if len(declared) != 1 || value.Equal(orUnknown(u.Body.Get(group)), orUnknown(declared[0].Body.Get(group))) == value.False {
		return
	}
	u.same = declared[0]
	u.same.Resource.Aliases = append(u.same.Resource.Aliases, u.Resource.ID)
}

// declared returns the units of a block type with a name that are resources,
// not data.
func (t *translation) declared(block, key string) []*unit {
	var out []*unit
	for _, u := range t.byName[block+"|"+key] {
		if !u.Resource.Existing {
			out = append(out, u)
		}
	}
	return out
}

// referred returns the units of a block type that a value refers to. A value
// that merely has such a reference in its text does not name it.
func (t *translation) referred(v value.Value, block string) []*unit {
	if parts, ok := value.PartsOf(v); ok && (len(parts) != 1 || parts[0].ID == 0) {
		return nil
	}
	var out []*unit
	for _, ref := range v.Refs() {
		for _, u := range t.byID[ref.Resource] {
			if u.same != nil {
				u = u.same
			}
			if u.Type == block && !slices.Contains(out, u) {
				out = append(out, u)
			}
		}
	}
	return out
}

// candidates returns the units that may be the parent of u. There is one that
// is sure, or any number that are not.
func (t *translation) candidates(u *unit, p parent) (sure *unit, maybe []*unit) {
	for _, attribute := range append([]string{p.ID}, p.Names...) {
		if attribute == "" {
			continue
		}
		if found := t.referred(u.Body.Get(attribute), p.Block); len(found) == 1 && !isChoice(u.Body.Get(attribute)) {
			return found[0], nil
		} else if len(found) > 0 {
			return nil, found
		}
	}
	name := t.parentName(u, p)
	if key, ok := value.Key(name); ok {
		found := t.declared(p.Block, key)
		if len(found) == 0 {
			found = t.byName[p.Block+"|"+key]
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return nil, found
		}
	}
	for _, other := range t.byType[p.Block] {
		if !other.Resource.Existing && value.Equal(orUnknown(name), other.name) == value.Maybe {
			maybe = append(maybe, other)
		}
	}
	return nil, maybe
}

// isChoice reports whether an unknown is one of several values by the look of
// its expression.
func isChoice(v value.Value) bool {
	u := v.Unresolved()
	return u != nil && (strings.Contains(u.Expr, "?") || strings.Contains(u.Expr, "coalesce"))
}

// orUnknown makes a name that could not be told an unknown one.
func orUnknown(v value.Value) value.Value {
	if v.IsNothing() {
		return value.NewUnknown(value.Unresolved{})
	}
	return v
}
