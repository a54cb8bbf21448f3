package azure

import (
	"maps"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/hublint/hublint/pkg/value"
)

// Misspelling is a property that a type does not have in any version of its
// API, and the one that was probably meant.
type Misspelling struct {
	Path  value.Path
	Meant string
}

// Misspellings returns the properties in the body of a resource that look like
// slips of ones its type has. A name that is near none of them is none: it may
// be newer than what is known here. Nor is one that belongs beside the properties
// and was put among them.
func Misspellings(typ string, body value.Value) []Misspelling {
	s := shapeOf(typ)
	if s == nil {
		return nil
	}
	var out []Misspelling
	s.body.visit(make(value.Path, 0, depth), body, func(p value.Path, in value.Value, m, part *member) bool {
		name, _ := p[len(p)-1].(string)
		if part == nil && s.body.part(name) == nil {
			if meant := s.meant(p, in, m); meant != "" {
				out = append(out, Misspelling{slices.Clone(p), meant})
			}
		}
		return true
	})
	return out
}

// depth is more than most paths are long.
const depth = 16

// Mismatch is a property that the declared version of an API does not have.
type Mismatch struct {
	Path value.Path
	// Version is the nearest one that has it.
	Version string
	// Later says that Version comes after the declared one.
	Later bool
}

// Mismatches returns the properties in the body of a resource that other
// versions of its API have, but not the one declared: nothing for a version
// that is not known, for a value that is not, which may turn out to be null, nor
// for one with nothing in it.
func Mismatches(typ, version string, body value.Value) []Mismatch {
	s := shapeOf(typ)
	if s == nil {
		return nil
	}
	declared := slices.Index(s.versions, version)
	if declared < 0 {
		return nil
	}
	var out []Mismatch
	s.body.visit(make(value.Path, 0, depth), body, func(p value.Path, in value.Value, _, part *member) bool {
		if name, _ := p[len(p)-1].(string); part == nil || part.has(declared) || idle(in.Get(name)) {
			return true
		}
		nearest := s.nearest(part, declared)
		out = append(out, Mismatch{slices.Clone(p), s.versions[nearest], nearest > declared})
		return false
	})
	return out
}

// nearest returns the first later version that has a property, before previews
// one that is not; the last earlier one if none is later.
func (s *shape) nearest(m *member, declared int) int {
	preview, earlier := -1, 0
	for i, version := range s.versions {
		switch {
		case !m.has(i):
		case i < declared:
			earlier = i
		case !strings.HasSuffix(version, "-preview"):
			return i
		case preview < 0:
			preview = i
		}
	}
	if preview >= 0 {
		return preview
	}
	return earlier
}

// visit calls f for each property that is written below v, with the object it
// is in; part is nil where m has no such property. It goes on below it if f
// says so. The path is only valid during the call.
func (m *member) visit(p value.Path, v value.Value, f func(p value.Path, in value.Value, m, part *member) bool) {
	if m.open {
		return
	}
	for i, item := range v.Items() {
		m.visit(append(p, i), item, f)
	}
	for _, field := range v.Fields() {
		if !written(field.Value) {
			continue
		}
		part := m.part(field.Key)
		if f(append(p, field.Key), v, m, part) && part != nil {
			part.visit(append(p, field.Key), field.Value, f)
		}
	}
}

// meant returns the property that a name in an object stands for, if it is a
// known slip or near one that is not written.
func (s *shape) meant(p value.Path, in value.Value, m *member) string {
	if name, ok := s.slips[strings.ToLower(dotted(p))]; ok && !written(in.Get(name)) {
		return name
	}
	key, _ := p[len(p)-1].(string)
	best, distance := "", min(3, len(key)/3)+1
	for _, lower := range slices.Sorted(maps.Keys(m.parts)) {
		part := m.parts[lower]
		if d := levenshtein.ComputeDistance(strings.ToLower(key), lower); d < distance && !written(in.Get(part.name)) {
			best, distance = part.name, d
		}
	}
	return best
}

// written reports whether a property is set, and not by the platform.
func written(v value.Value) bool { return !v.IsNothing() && !v.Has(value.Platform) }

// idle reports whether a value is not certain to say anything.
func idle(v value.Value) bool {
	switch v.Kind() {
	case value.Unknown:
		return true
	case value.Array:
		return len(v.Items()) == 0
	case value.Object:
		return len(v.Fields()) == 0
	}
	return false
}

// dotted returns a path without the places in arrays.
func dotted(p value.Path) string {
	var names []string
	for _, step := range p {
		if name, ok := step.(string); ok {
			names = append(names, name)
		}
	}
	return strings.Join(names, ".")
}
