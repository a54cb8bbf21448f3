// Package graphtest writes graphs as text for the tests of front ends.
package graphtest

import (
	"fmt"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// Dump writes a graph as text: each resource with its values, a line a leaf,
// each with its place and the names it came through.
func Dump(g *graph.Graph) string {
	var b strings.Builder
	for _, r := range g.All() {
		dumpResource(&b, r)
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "%s %s -> %s", e.Kind, short(g, e.From), short(g, e.To))
		if e.Path != nil {
			fmt.Fprintf(&b, " at %s", e.Path)
		}
		b.WriteByte('\n')
	}
	for _, u := range g.Unread {
		fmt.Fprintf(&b, "unread %s (%s) at %s\n", u.Name, u.Reason, u.Range)
	}
	return b.String()
}

func short(g *graph.Graph, id string) string { return strings.TrimPrefix(id, g.Root+"#") }

func dumpResource(b *strings.Builder, r *graph.Resource) {
	fmt.Fprintf(b, "%s\n  type %s@%s at %s", r.Address, r.Type, r.APIVersion, r.Header)
	if len(r.Module) > 0 {
		fmt.Fprintf(b, " in %s", strings.Join(r.Module, " > "))
	}
	if r.Existing {
		b.WriteString(" existing")
	}
	if r.Each {
		b.WriteString(" each")
	}
	if r.Exists.Truth() != value.True {
		fmt.Fprintf(b, " if %s", leaf(r.Exists))
	}
	b.WriteByte('\n')
	r.Body.Walk(func(p value.Path, v value.Value) bool {
		if rest := v.Rest(); rest != nil {
			fmt.Fprintf(b, "  %s ... unknown (%s) %s\n", p, rest.Reason, rest.Expr)
		}
		if empty := len(v.Fields())+len(v.Items()) == 0; empty && v.Rest() == nil || v.Kind() == value.Unknown {
			fmt.Fprintf(b, "  %s = %s%s\n", p, leaf(v), origin(v))
		}
		return true
	})
	b.WriteByte('\n')
}

func leaf(v value.Value) string {
	text := v.Show()
	switch v.Kind() {
	case value.String:
		text = fmt.Sprintf("%q", text)
	case value.Array:
		text = "[]"
	case value.Object:
		text = "{}"
	case value.Unknown:
		u := v.Unresolved()
		text = fmt.Sprintf("unknown (%s) %s", u.Reason, u.Expr)
		if u.Parts != nil {
			text += fmt.Sprintf(" like %q", value.Render(u.Parts))
		}
		for _, a := range u.AnyOf {
			text += " | " + leaf(a)
		}
	}
	for _, f := range []struct {
		flag value.Flags
		name string
	}{{value.Assumed, "assumed"}, {value.Sensitive, "sensitive"}, {value.Platform, "platform"}} {
		if v.Has(f.flag) {
			text += " " + f.name
		}
	}
	return text
}

func origin(v value.Value) string {
	text := ""
	if !v.Range().IsZero() {
		text = " @ " + v.Range().String()
	}
	for _, s := range v.Origin().Steps() {
		text += fmt.Sprintf(" > %s %s", stepNames[s.Kind], s.Name)
	}
	return text
}

var stepNames = map[value.StepKind]string{
	value.StepDefault:       "default",
	value.StepParameterFile: "parameter",
	value.StepArgument:      "argument",
	value.StepVariable:      "variable",
	value.StepOutput:        "output",
}
