package bicep

import (
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/template"
)

// dependencies adds to each resource what it depends on, as Bicep infers it
// from the references it makes.
func (l *lowerer) dependencies() {
	bySymbol := make(map[string]*template.Resource, len(l.tmpl.Resources))
	for _, r := range l.tmpl.Resources {
		bySymbol[r.Symbol] = r
	}
	f := follower{reached: map[*uses][]use{}}
	for _, r := range l.resources {
		if out := bySymbol[r.symbol]; out != nil && r.body != nil {
			out.DependsOn = dependencyNodes(r, f.targets(&r.uses))
		}
	}
}

// dependencyNodes names the resources that a resource depends on, each once.
// Where all instances of a loop are meant, none is named by itself.
func dependencyNodes(r *resource, targets []use) []expr.Node {
	whole := map[*resource]bool{r: true}
	var nodes []expr.Node
	for _, u := range targets {
		if u.index == nil && !whole[u.resource] {
			whole[u.resource] = true
			nodes = append(nodes, text(u.resource.symbol, u.resource.header()))
		}
	}
	for _, u := range targets {
		if u.index != nil && !whole[u.resource] {
			at := u.resource.header()
			nodes = append(nodes, call("format", at, text(u.resource.symbol+"[{0}]", at), u.index))
		}
	}
	return nodes
}

// follower follows references to the resources that have to be deployed first.
type follower struct {
	// reached holds what was found already, by where it was looked from.
	reached map[*uses][]use
}

// targets goes through variables, and through existing resources of which only
// the identity is asked. On such a way an index is not known.
func (f follower) targets(u *uses) []use {
	if found, ok := f.reached[u]; ok {
		return found
	}
	f.reached[u] = nil
	var found []use
	seen := map[use]bool{}
	add := func(list ...use) {
		for _, t := range list {
			if !seen[t] {
				seen[t] = true
				found = append(found, t)
			}
		}
	}
	for _, use := range u.list {
		switch {
		case use.variable != nil:
			add(away(f.targets(&use.variable.uses))...)
		case use.resource.existing() && use.weak:
			add(away(f.targets(&use.resource.uses))...)
		default:
			use.weak = false
			add(use)
		}
	}
	f.reached[u] = found
	return found
}

// away returns references without their indexes, which mean nothing elsewhere.
func away(list []use) []use {
	out := make([]use, len(list))
	for i, u := range list {
		u.index = nil
		out[i] = u
	}
	return out
}
