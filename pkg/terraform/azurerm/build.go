package azurerm

import (
	"maps"
	"slices"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// leftover is the field of an object that holds the attributes no table knows.
// ARM has no property of that name.
const leftover = "azurerm"

// builder makes ARM objects of blocks, for one major version of the provider.
type builder struct{ major int }

// object returns what a block is in ARM. Attributes named in apart are dealt
// with elsewhere.
func (b builder) object(s *shape, block value.Value, apart ...string) value.Value {
	if block.Kind() != value.Object {
		return block
	}
	t := &tree{at: block.Range(), flags: block.Flags()}
	b.fill(t, nil, s, block, apart)
	return t.built()
}

// fill puts the attributes of a block into a tree, below a path: what is
// written in the order written, then the defaults.
func (b builder) fill(t *tree, at []string, s *shape, block value.Value, apart []string) {
	for _, f := range block.Fields() {
		if slices.Contains(apart, f.Key) || s.inText(f.Key) {
			continue
		}
		f.Value = block.Get(f.Key)
		if a, ok := s.Attributes[f.Key]; ok {
			b.attribute(t, at, a, f)
		} else {
			t.put(append(at[:len(at):len(at)], leftover, f.Key), f.KeyRange, f.Value)
		}
	}
	for _, text := range s.Texts {
		text.put(t, at, block)
	}
	if block.Rest() != nil {
		b.unwritten(t, at, s, block)
	}
	b.defaults(t, at, s, block)
	for _, path := range slices.Sorted(maps.Keys(s.Set)) {
		t.put(below(at, path), source.Range{}, ofScalar(s.Set[path]))
	}
}

func below(at []string, path string) []string { return under(at, steps(path)) }

// under returns one path after another. The result must not be changed.
func under(at, path []string) []string {
	if len(at) == 0 {
		return path
	}
	return append(at[:len(at):len(at)], path...)
}

// attribute puts one attribute where it belongs.
func (b builder) attribute(t *tree, at []string, a attribute, f value.Field) {
	if f.Value.IsNothing() {
		return
	}
	path := under(at, a.path)
	switch {
	case a.One != nil:
		b.one(t, path, a, f)
	case a.By != "":
		b.divide(t, path, a, f)
	case a.Key != "":
		t.put(path, f.KeyRange, b.keyed(a, f.Value))
	case a.List != nil:
		t.put(path, f.KeyRange, mapItems(f.Value, func(item value.Value) value.Value { return b.object(a.List, item) }))
	case a.Rows != nil:
		t.put(path, f.KeyRange, b.rows(a, f.Value))
		a.unlisted(t, at, f)
	default:
		t.put(path, f.KeyRange, a.convert(f.Value))
	}
	for _, path := range slices.Sorted(maps.Keys(a.Also)) {
		t.put(below(at, path), source.Range{}, ofScalar(a.Also[path]))
	}
}

// one puts a nested block that occurs at most once.
func (b builder) one(t *tree, path []string, a attribute, f value.Field) {
	block := f.Value
	if rest := block.Rest(); rest != nil && block.Kind() == value.Array {
		// There may be no such block, so nothing in it is sure.
		block = value.NewUnknown(*rest).At(block.Range()).With(block.Flags())
	}
	if block.Kind() == value.Array {
		block = first(block)
	}
	if block.Kind() == value.Unknown {
		block = value.OfPartialFields(nil, block.Unresolved()).At(block.Range()).With(block.Flags())
	}
	if block.Kind() != value.Object {
		return
	}
	if len(a.path) > 0 {
		n := t.node(path)
		n.keyAt = f.KeyRange
		n.value = merge(n.value, value.OfFields().At(block.Range()))
	}
	b.fill(t, path, a.One, block, nil)
}

// divide puts nested blocks into the lists that one of their attributes names.
func (b builder) divide(t *tree, path []string, a attribute, f value.Field) {
	unsure := f.Value.Rest()
	if u := f.Value.Unresolved(); u != nil {
		unsure = u
	}
	for i := range f.Value.Items() {
		block := f.Value.Item(i)
		by := block.Get(a.By)
		if list, ok := a.Into[scalarText(by)]; ok {
			t.put(below(path, list.To), f.KeyRange, value.OfItems(b.object(list.List, block, a.By)))
		} else if u := by.Unresolved(); u != nil {
			unsure = u
		}
	}
	if unsure == nil {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(a.Into)) {
		t.put(below(path, a.Into[key].To), f.KeyRange, value.OfPartial(nil, unsure))
	}
}

// keyed makes an object of nested blocks, by the attribute that names them. A
// block without the attribute has its index for a name.
func (b builder) keyed(a attribute, v value.Value) value.Value {
	if v.Kind() != value.Array {
		return v
	}
	rest := v.Rest()
	var out []value.Field
	for i := range v.Items() {
		item := v.Item(i)
		name := item.Get(a.Key)
		key := scalarText(name)
		if u := name.Unresolved(); u != nil {
			rest = u
			continue
		}
		if name.IsNothing() {
			key = "notification" + scalarText(value.OfInt(int64(i)))
		}
		out = append(out, value.Field{Key: key, KeyRange: item.Range(), Value: b.object(a.List, item, a.Key)})
	}
	return value.OfPartialFields(out, rest).At(v.Range()).With(v.Flags())
}

// rows makes a list of the attributes of a nested block, those with the default
// last.
func (b builder) rows(a attribute, v value.Value) value.Value {
	block := v
	if v.Kind() == value.Array {
		block = first(v)
	}
	if block.Kind() != value.Object {
		return block
	}
	var out []value.Value
	left := maps.Clone(a.Rows)
	for _, f := range flat(block) {
		if r, ok := a.Rows[f.Key]; ok && !f.Value.IsNothing() {
			delete(left, f.Key)
			out = append(out, a.row(r, f.KeyRange, a.leaf(f.Value)))
		}
	}
	if a.Default != nil && a.holds(b.major) && block.Rest() == nil {
		for _, name := range slices.Sorted(maps.Keys(left)) {
			out = append(out, a.row(left[name], source.Range{}, a.leaf(ofScalar(a.Default)).With(value.Platform)))
		}
	}
	return value.OfPartial(out, block.Rest()).At(block.Range()).With(v.Flags())
}

// row returns an object with a word and the value it is about.
func (a attribute) row(r row, at source.Range, v value.Value) value.Value {
	key := a.Pairs[1]
	if r.at != "" {
		key = r.at
	}
	word := value.OfString(r.word).At(at).With(v.Flags() & value.Platform)
	return value.OfFields(
		value.Field{Key: a.Pairs[0], KeyRange: at, Value: word},
		value.Field{Key: key, KeyRange: at, Value: v},
	).At(at)
}

// flat returns the attributes of a block, and those of blocks in it with the
// block's name before theirs.
func flat(block value.Value) []value.Field {
	var out []value.Field
	for _, f := range fields(block) {
		inner := value.Value{}
		if len(f.Value.Items()) > 0 {
			inner = f.Value.Item(0)
		}
		if inner.Kind() != value.Object {
			out = append(out, f)
			continue
		}
		for _, g := range flat(inner) {
			g.Key = f.Key + "." + g.Key
			out = append(out, g)
		}
	}
	return out
}

// unlisted keeps the attributes of a nested block that make no row.
func (a attribute) unlisted(t *tree, at []string, block value.Field) {
	for _, f := range flat(first(block.Value)) {
		if _, ok := a.Rows[f.Key]; !ok {
			t.put(slices.Concat(at, []string{leftover, block.Key}, steps(f.Key)), f.KeyRange, f.Value)
		}
	}
}

// unwritten makes unknown what a block known in part may set besides.
func (b builder) unwritten(t *tree, at []string, s *shape, block value.Value) {
	for _, name := range slices.Sorted(maps.Keys(s.Attributes)) {
		if _, ok := block.Field(name); !ok {
			b.attribute(t, at, s.Attributes[name], value.Field{Key: name, Value: block.Get(name)})
		}
	}
}

// defaults puts what the provider sends where nothing is written. The place of
// a null is the place of the default in its stead.
func (b builder) defaults(t *tree, at []string, s *shape, block value.Value) {
	for _, name := range s.defaulted {
		a := s.Attributes[name]
		path := under(at, a.path)
		if !a.holds(b.major) || t.has(path) {
			continue
		}
		def := a.convert(ofScalar(a.Default)).With(value.Platform)
		written, _ := block.Field(name)
		t.put(path, written.KeyRange, def.WithOrigin(block.Get(name).Origin()))
	}
}
