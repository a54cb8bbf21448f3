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
	for _, r := range l.resources {
		if out := bySymbol[r.symbol]; out != nil && r.body != nil {
			f := &follower{seen: map[use]bool{}, done: map[*resource]bool{r: true}}
			f.follow(&r.uses, false)
			out.DependsOn = f.nodes
		}
	}
}

// follower follows references to the resources that have to be deployed first.
type follower struct {
	nodes []expr.Node
	seen  map[use]bool
	// done are the resources that all instances of are noted already.
	done map[*resource]bool
}

// follow goes through variables, and through existing resources of which only
// the identity is asked. On such a way an index is not known.
func (f *follower) follow(u *uses, away bool) {
	for _, use := range u.list {
		if away {
			use.index = nil
		}
		if f.seen[use] {
			continue
		}
		f.seen[use] = true
		switch {
		case use.variable != nil:
			f.follow(&use.variable.uses, true)
		case use.resource.existing() && use.weak:
			f.follow(&use.resource.uses, true)
		default:
			f.add(use)
		}
	}
}

func (f *follower) add(u use) {
	if f.done[u.resource] {
		return
	}
	at := u.resource.header()
	if u.index == nil {
		f.done[u.resource] = true
		f.nodes = append(f.nodes, text(u.resource.symbol, at))
		return
	}
	f.nodes = append(f.nodes, call("format", at, text(u.resource.symbol+"[{0}]", at), u.index))
}
