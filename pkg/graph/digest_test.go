package graph_test

import (
	"reflect"
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Whatever is changed in a graph changes its digest, but for places.
func TestDigest(t *testing.T) {
	places := map[reflect.Type]bool{reflect.TypeFor[source.Range](): true, reflect.TypeFor[[]source.Range](): true}
	parts := map[string]struct {
		of func() (*graph.Graph, any)
	}{
		"graph":    {func() (*graph.Graph, any) { g := sample(value.Value{}); return g, g }},
		"resource": {func() (*graph.Graph, any) { g := sample(value.Value{}); return g, g.Resources[0] }},
		"output":   {func() (*graph.Graph, any) { g := sample(value.Value{}); return g, g.Outputs[0] }},
		"link":     {func() (*graph.Graph, any) { g := sample(value.Value{}); return g, &g.Resources[0].Links[0] }},
		"edge":     {func() (*graph.Graph, any) { g := sample(value.Value{}); return g, &g.Edges[0] }},
		"unread":   {func() (*graph.Graph, any) { g := sample(value.Value{}); return g, &g.Unread[0] }},
	}
	for name, part := range parts {
		_, shape := part.of()
		typ := reflect.TypeOf(shape).Elem()
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !f.IsExported() {
				continue
			}
			g, at := part.of()
			before := g.Digest()
			change(t, reflect.ValueOf(at).Elem().Field(i))
			// Where a file is broken is a place; that it is makes a graph incomplete.
			same := places[f.Type] && f.Name != "Broken"
			if changed := g.Digest() != before; changed == same {
				t.Errorf("a change of %s of a %s: digest differs %t", f.Name, name, changed)
			}
		}
	}
}

// Whatever is changed in a value changes the digest of its graph, but for where
// it was written.
func TestDigestOfValues(t *testing.T) {
	unknown := value.NewUnknown
	one := value.OfInt(1)
	values := []value.Value{
		{}, value.Of(nil), value.OfBool(true), value.OfBool(false), one, value.OfInt(2), value.OfFloat(1), value.OfString("1"), value.OfString(""),
		value.OfItems(), value.OfItems(one), value.OfItems(one, one), value.OfItems(value.OfItems(one), one), value.OfItems(value.OfItems(one, one)),
		value.OfPartial([]value.Value{one}, &value.Unresolved{}), value.OfFields(), value.OfFields(value.Field{Key: "a", Value: one}),
		value.OfFields(value.Field{Key: "A", Value: one}), value.OfPartialFields(nil, &value.Unresolved{}), value.OfPartialFields(nil, &value.Unresolved{ID: 1}),
		one.With(value.Assumed), one.With(value.Sensitive), one.With(value.Platform), one.With(value.Each),
		unknown(value.Unresolved{}), unknown(value.Unresolved{Reason: value.ReasonRuntime}), unknown(value.Unresolved{Expr: "x"}),
		unknown(value.Unresolved{AnyOf: []value.Value{}}), unknown(value.Unresolved{AnyOf: []value.Value{one}}), unknown(value.Unresolved{Parts: []value.Part{}}),
		unknown(value.Unresolved{Parts: []value.Part{{Text: "a"}}}), unknown(value.Unresolved{Parts: []value.Part{{ID: 1}}}),
		unknown(value.Unresolved{Refs: []value.Ref{{Resource: "a"}}}), unknown(value.Unresolved{Refs: []value.Ref{{Type: "a"}}}),
		unknown(value.Unresolved{Refs: []value.Ref{{Name: "a"}}}), unknown(value.Unresolved{Shown: true}), unknown(value.Unresolved{ID: 1}),
	}
	seen := map[graph.Digest]int{}
	file := source.NewFile("a", []byte("text"))
	for i, v := range values {
		digest := sample(v).Digest()
		if j, ok := seen[digest]; ok {
			t.Errorf("values %d and %d have the same digest", i, j)
		}
		seen[digest] = i
		if sample(v.At(file.Range(1, 2))).Digest() != digest {
			t.Errorf("value %d has another digest at another place", i)
		}
	}
}

func sample(v value.Value) *graph.Graph {
	resource := func(id string) *graph.Resource {
		return &graph.Resource{ID: id, Body: v, Links: []graph.Link{{}}}
	}
	return &graph.Graph{
		Resources: []*graph.Resource{resource("a")}, Outputs: []*graph.Resource{resource("b")},
		Edges: []graph.Edge{{From: "a"}}, Unread: []graph.Unread{{Name: "m"}},
	}
}

// change gives a field another value.
func change(t *testing.T, f reflect.Value) {
	t.Helper()
	switch x := f.Addr().Interface().(type) {
	case *value.Value:
		*x = value.OfString("changed")
	case *value.Path:
		*x = value.Path{"changed"}
	case *value.Ref:
		x.Name += "changed"
	case *map[string]string:
		*x = map[string]string{"a": "changed"}
	case *source.Range:
		x.Start++
	default:
		switch f.Kind() {
		case reflect.String:
			f.SetString(f.String() + "changed")
		case reflect.Bool:
			f.SetBool(!f.Bool())
		case reflect.Slice:
			item := reflect.New(f.Type().Elem()).Elem()
			if item.Kind() == reflect.Pointer {
				item.Set(reflect.New(item.Type().Elem()))
			}
			f.Set(reflect.Append(f, item))
		default:
			t.Fatalf("there is no way to change a %s", f.Type())
		}
	}
}
