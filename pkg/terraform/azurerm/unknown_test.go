package azurerm

import (
	"maps"
	"slices"
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// variant is a block with one attribute, which is unknown.
type variant struct {
	path string
	body []value.Field
}

var open1 = value.NewUnknown(value.Unresolved{Reason: value.ReasonParameter, Expr: "var.open", ID: 7})

func field(name string, v value.Value) value.Field { return value.Field{Key: name, Value: v} }

// variants returns a block for each attribute of a shape and of those below it.
func (s *shape) variants() []variant {
	var out []variant
	for _, name := range slices.Sorted(maps.Keys(s.Attributes)) {
		out = append(out, variant{name, []value.Field{field(name, open1)}})
		out = append(out, s.Attributes[name].variants(name)...)
	}
	for _, x := range s.Texts {
		for _, name := range x.names() {
			v := variant{path: name}
			for _, other := range x.names() {
				if other != name {
					v.body = append(v.body, field(other, value.OfString("true")))
				}
			}
			v.body = append(v.body, field(name, open1))
			out = append(out, v)
		}
	}
	return out
}

// variants returns a nested block for each attribute it may have.
func (a attribute) variants(name string) []variant {
	var out []variant
	in := func(s *shape, besides ...value.Field) {
		for _, v := range s.variants() {
			block := value.OfFields(append(besides[:len(besides):len(besides)], v.body...)...)
			out = append(out, variant{name + "." + v.path, []value.Field{field(name, value.OfItems(block))}})
		}
	}
	for _, s := range []*shape{a.One, a.List} {
		if s != nil {
			in(s)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(a.Into)) {
		in(a.Into[key].List, field(a.By, value.OfString(key)))
	}
	for _, row := range slices.Sorted(maps.Keys(a.Rows)) {
		out = append(out, variant{name + "." + row, []value.Field{field(name, value.OfItems(value.OfFields(field(row, open1))))}})
	}
	return out
}

// mentions reports whether an unknown, or a collection's unknown rest, is the
// open one.
func mentions(resources []*graph.Resource) bool {
	found := false
	for _, r := range resources {
		r.Body.Walk(func(_ value.Path, v value.Value) bool {
			for _, u := range []*value.Unresolved{v.Unresolved(), v.Rest()} {
				found = found || u != nil && u.Expr == open1.Show()
			}
			return !found
		})
	}
	return found
}

func blockOf(typ string, fields []value.Field) Block {
	return Block{
		Type: typ, Body: value.OfFields(fields...),
		Resource: &graph.Resource{ID: "main.tf#" + typ + ".x", Address: typ + ".x", Language: "terraform", Exists: value.OfBool(true)},
	}
}

// An attribute that is not known is an unknown in ARM's shape, wherever it
// stands in a block. It is never left out.
func TestUnknownIsKept(t *testing.T) {
	count := 0
	for _, typ := range tableNames(t) {
		x := known.of(typ)
		variants := x.variants()
		for i := range x.Children {
			c := &x.Children[i]
			for _, v := range c.variants() {
				variants = append(variants, variant{c.Block + "." + v.path, []value.Field{field(c.Block, value.OfItems(value.OfFields(v.body...)))}})
			}
		}
		for _, v := range variants {
			count++
			if got := Translate([]Block{blockOf(typ, v.body)}, 0); !mentions(got) {
				t.Errorf("%s: %s is lost", typ, v.path)
			}
		}
	}
	if count < 500 {
		t.Errorf("only %d attributes were tried", count)
	}
}

// An attribute that no table knows is kept as well, in blocks of any type.
func TestUnmappedIsKept(t *testing.T) {
	for _, typ := range append(tableNames(t), "azurerm_of_no_table") {
		if got := Translate([]Block{blockOf(typ, []value.Field{field("of_another_version", open1)})}, 0); !mentions(got) {
			t.Errorf("%s: an attribute is lost", typ)
		}
	}
}

// Whatever stands in an attribute, a body that is wrong by the provider's
// schema included, gives resources whose bodies are objects.
func TestAnyValue(t *testing.T) {
	rest := open1.Unresolved()
	text, object := value.OfString("x"), value.OfFields(field("name", value.OfString("x")))
	odd := map[string]value.Value{
		"null": value.Of(nil), "bool": value.OfBool(true), "int": value.OfInt(7), "float": value.OfFloat(1.5), "text": text, "no text": value.OfString(""),
		"empty list": value.OfItems(), "list": value.OfItems(text), "mixed list": value.OfItems(text, object, open1, value.Of(nil), value.OfItems(text)),
		"open list": value.OfPartial(nil, rest), "object": object, "empty object": value.OfFields(), "open object": value.OfPartialFields(nil, rest),
		"unknown": open1, "unknown without identity": value.NewUnknown(value.Unresolved{}), "blocks": value.OfItems(object, value.OfPartialFields(nil, rest)),
	}
	for _, typ := range tableNames(t) {
		x := known.of(typ)
		var blocks []string
		for _, c := range x.Children {
			blocks = append(blocks, c.Block)
		}
		for _, name := range slices.Concat(slices.Sorted(maps.Keys(x.Attributes)), x.apart, blocks) {
			for kind, v := range odd {
				for _, r := range Translate([]Block{blockOf(typ, []value.Field{field(name, v)})}, 0) {
					if r.Body.Kind() != value.Object || r.Type == "" {
						t.Errorf("%s: %s = %s gives %s of type %q", typ, name, kind, r.Body.Kind(), r.Type)
					}
				}
			}
		}
		for kind, v := range odd {
			b := blockOf(typ, nil)
			b.Body = v
			for _, r := range Translate([]Block{b}, 0) {
				if r.Body.Kind() != value.Object {
					t.Errorf("%s: a body that is %s gives %s", typ, kind, r.Body.Kind())
				}
			}
		}
	}
}
