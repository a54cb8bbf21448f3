package azurerm

import (
	"strings"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// tree is an object being built, by paths.
type tree struct {
	at    source.Range
	flags value.Flags
	nodes []*node
}

// node is a field of a tree: a value, or a tree of its own.
type node struct {
	key   string
	keyAt source.Range
	value value.Value
	below *tree
}

// node returns the field at a path, made where there is none.
func (t *tree) node(path []string) *node {
	n := t.field(path[0])
	for _, key := range path[1:] {
		n = n.tree().field(key)
	}
	return n
}

func (t *tree) field(key string) *node {
	for _, n := range t.nodes {
		if strings.EqualFold(n.key, key) {
			return n
		}
	}
	n := &node{key: key}
	t.nodes = append(t.nodes, n)
	return n
}

// tree returns the tree below a node. A value that stood there is merged in.
func (n *node) tree() *tree {
	if n.below == nil {
		n.below = &tree{at: n.value.Range()}
	}
	return n.below
}

// put sets the value at a path, or merges it with what is there.
func (t *tree) put(path []string, keyAt source.Range, v value.Value) {
	n := t.node(path)
	if n.keyAt.IsZero() {
		n.keyAt = keyAt
	}
	n.value = merge(n.value, v)
}

// has reports whether something stands at a path.
func (t *tree) has(path []string) bool { return !t.node(path).built().IsNothing() }

// built returns the value of a node with what is below it.
func (n *node) built() value.Value {
	if n.below == nil {
		return n.value
	}
	if below := n.below.built(); len(below.Fields()) > 0 {
		return merge(n.value, below)
	}
	return n.value
}

// built returns the object without the fields that hold nothing.
func (t *tree) built() value.Value {
	fields := make([]value.Field, 0, len(t.nodes))
	for _, n := range t.nodes {
		if v := n.built(); v.Kind() != value.Absent {
			fields = append(fields, value.Field{Key: n.key, KeyRange: n.keyAt, Value: v})
		}
	}
	return value.OfFields(fields...).At(t.at).With(t.flags)
}

// merge lays a value over another: fields by name, lists one after the other,
// and else the value over what was there. A default is over nothing but
// another.
func merge(base, over value.Value) value.Value {
	a, b := base.Kind(), over.Kind()
	switch {
	case b == value.Absent, over.Has(value.Platform) && !base.IsNothing() && !base.Has(value.Platform):
		return base
	case a == value.Object && b == value.Object:
		return mergeFields(base, over)
	case a == value.Array && b == value.Array:
		return value.OfPartial(append(base.EachItem(), over.EachItem()...), rest(base, over)).At(placeOf(base, over))
	case a == value.Unknown && b == value.Array:
		return value.OfPartial(over.EachItem(), base.Unresolved()).At(placeOf(over, base))
	case a == value.Array && b == value.Unknown:
		return value.OfPartial(base.EachItem(), over.Unresolved()).At(placeOf(base, over))
	case a == value.Unknown && b == value.Object:
		return value.OfPartialFields(fields(over), base.Unresolved()).At(placeOf(over, base))
	}
	return over
}

func mergeFields(base, over value.Value) value.Value {
	out := fields(base)
	for _, f := range fields(over) {
		i := indexOf(out, f.Key)
		if i < 0 {
			out = append(out, f)
			continue
		}
		out[i].Value = merge(out[i].Value, f.Value)
		if out[i].KeyRange.IsZero() || !f.Value.IsNothing() && f.Value.Kind() != value.Array && f.Value.Kind() != value.Object {
			out[i].KeyRange = f.KeyRange
		}
	}
	return value.OfPartialFields(out, rest(base, over)).At(placeOf(base, over))
}

func indexOf(fields []value.Field, key string) int {
	for i, f := range fields {
		if strings.EqualFold(f.Key, key) {
			return i
		}
	}
	return -1
}

// fields returns the fields of an object, each with the way through it.
func fields(v value.Value) []value.Field {
	out := make([]value.Field, len(v.Fields()))
	for i, f := range v.Fields() {
		out[i] = value.Field{Key: f.Key, KeyRange: f.KeyRange, Value: v.Get(f.Key)}
	}
	return out
}

func rest(a, b value.Value) *value.Unresolved {
	if r := a.Rest(); r != nil {
		return r
	}
	return b.Rest()
}

func placeOf(a, b value.Value) source.Range {
	if r := a.Range(); !r.IsZero() {
		return r
	}
	return b.Range()
}
