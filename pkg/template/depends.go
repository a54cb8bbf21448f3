package template

import (
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// dependencies returns what the resource says it depends on.
func (in *instance) dependencies(r *Resource, t turn) []graph.Link {
	var links []graph.Link
	for _, n := range r.DependsOn {
		for _, ref := range in.dependency(in.run.ev.Eval(n, t.env)) {
			links = append(links, graph.Link{Kind: graph.DependsOn, To: ref})
		}
	}
	return links
}

// dependency reads one item of dependsOn: a symbolic name, a resource id,
// whole or from the provider on, the name of a loop, or the bare name of a
// resource.
func (in *instance) dependency(v value.Value) []value.Ref {
	if text, ok := v.Text(); ok {
		if s, ok := in.Symbol(text); ok {
			return []value.Ref{{Resource: s.Resource}}
		}
	}
	if ref, ok := parseScope(v); ok {
		return []value.Ref{ref}
	}
	if key, ok := value.Key(v); ok {
		return in.names()[key]
	}
	return v.Refs()
}

// names returns the resources of the template by the key of their name, and
// those of each loop by the loop's name.
func (in *instance) names() map[string][]value.Ref {
	if in.byName != nil {
		return in.byName
	}
	in.byName = map[string][]value.Ref{}
	for _, r := range in.tmpl.Resources {
		if r.Loop != nil {
			key := strings.ToLower(r.LoopName)
			in.byName[key] = append(in.byName[key], value.Ref{Resource: in.id(in.address(r, turn{}, nil))})
			continue
		}
		if key, ok := value.Key(in.eval(r.Name)); ok {
			in.byName[key] = append(in.byName[key], value.Ref{Type: azure.CanonicalType(r.Type), Name: key})
		}
	}
	return in.byName
}
