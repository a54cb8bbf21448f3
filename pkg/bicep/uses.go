package bicep

import (
	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
)

// use is a reference from a declaration to a resource, a module or a variable.
type use struct {
	resource *resource
	variable *symbol
	// index tells the instance of a loop; nil for all of them.
	index expr.Node
	// weak references ask only what is known before the resource is deployed.
	weak bool
}

// uses are the references a declaration makes.
type uses struct {
	list []use
	// weak says that what is being read makes weak references only.
	weak bool
}

// collect notes in u what f refers to.
func (l *lowerer) collect(u *uses, f func()) {
	before := l.uses
	l.uses = u
	f()
	l.uses = before
}

func (l *lowerer) use(u use) {
	if l.uses != nil {
		l.uses.list = append(l.uses.list, u)
	}
}

func (l *lowerer) useTarget(t target, weak bool) {
	if l.uses == nil {
		return
	}
	u := use{resource: t.resource, weak: weak || l.uses.weak}
	if t.movable {
		u.index = t.index
	}
	l.use(u)
}

// usesLocal reports whether an index depends on a variable that is not known
// where the dependencies of a resource stand.
func usesLocal(e syntax.Expr, s *local) bool {
	found := false
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Ident:
			if l := s.find(n.Name); l != nil && l.within == nil && !l.ofResource {
				found = true
			}
		case *syntax.Lambda:
			found = true
		}
		return !found
	})
	return found
}
