package project

import (
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// doubt tells the graphs where their files could not be parsed. The parsers go on
// after a mistake, so what stands behind it may be lost: a resource, or a part of
// the one that the mistake is in.
func doubt(graphs []*graph.Graph, diags []source.Diagnostic) {
	for _, d := range diags {
		if !loses(d) {
			continue
		}
		for _, g := range graphs {
			g.Broken = append(g.Broken, d.Range)
			for _, r := range g.All() {
				if within(r.Declared, d.Range) {
					r.Body = opened(r.Body, &value.Unresolved{Reason: value.ReasonError, Expr: r.Address})
				}
			}
		}
	}
}

// loses reports whether text was left out for what a diagnostic says. After
// other mistakes there is a value that is not known, or a module.
func loses(d source.Diagnostic) bool {
	if d.Severity != source.SeverityError {
		return false
	}
	for _, kind := range []string{"syntax", "structure", "size", "depth", "read"} {
		if strings.HasSuffix(d.Code, kind) {
			return true
		}
	}
	return false
}

func within(outer, inner source.Range) bool {
	return outer.File != nil && inner.File != nil && outer.File.Path == inner.File.Path &&
		outer.Start <= inner.Start && inner.Start <= outer.End
}

// opened returns a value with objects and lists that may hold more than is
// written.
func opened(v value.Value, rest *value.Unresolved) value.Value {
	switch v.Kind() {
	case value.Object:
		fields := make([]value.Field, 0, len(v.Fields()))
		for _, f := range v.Fields() {
			f.Value = opened(f.Value, rest)
			fields = append(fields, f)
		}
		return value.OfPartialFields(fields, rest).WithOrigin(v.Origin()).With(v.Flags())
	case value.Array:
		items := make([]value.Value, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = opened(item, rest)
		}
		return value.OfPartial(items, rest).WithOrigin(v.Origin()).With(v.Flags())
	}
	return v
}
