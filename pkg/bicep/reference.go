package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
)

// cutType splits 'type@version'.
func cutType(e syntax.Expr) (typ, version string) {
	t, _ := literal(e)
	typ, version, _ = strings.Cut(t, "@")
	return typ, version
}

// target is a resource or module that an expression refers to.
type target struct {
	*resource
	// index tells the instance of a loop; nil if none is told.
	index expr.Node
	// movable says that the index is known outside of the expression too.
	movable bool
	at      source.Range
}

// target returns the resource or module that an expression names.
func (l *lowerer) target(e syntax.Expr, s *local) (target, bool) {
	r, index := l.resourceRef(e, s)
	if r == nil {
		return target{}, false
	}
	t := target{resource: r, at: e.Range()}
	if index != nil {
		t.index, t.movable = l.expr(index, s), !usesLocal(index, s)
	} else if r.looped() {
		t.index = l.sameTurn(r, s)
	}
	return t, true
}

// sameTurn returns the index of the instance that belongs to the turn of the
// loop that an expression stands in; nil if it stands outside of that loop.
func (l *lowerer) sameTurn(r *resource, s *local) expr.Node {
	owner := r.loopOwner()
	for ; s != nil; s = s.outer {
		if s.within != nil && s.within.loopOwner() == owner {
			return call("copyIndex", r.header())
		}
	}
	return nil
}

// resourceRef returns the resource or module that an expression names, with
// the index of the instance if there is one; nil if it names none.
func (l *lowerer) resourceRef(e syntax.Expr, s *local) (r *resource, index syntax.Expr) {
	switch e := unwrap(e).(type) {
	case *syntax.Ident:
		if found := s.find(e.Name); found != nil {
			if found.within != nil {
				return found.within.children[e.Name], nil
			}
			return nil, nil
		}
		if sym := l.names[e.Name]; sym != nil && sym.resource != nil {
			return sym.resource, nil
		}
	case *syntax.NestedResource:
		if base, index := l.resourceRef(e.Base, s); base != nil && base.children[e.Name.Text] != nil {
			return base.children[e.Name.Text], index
		}
	case *syntax.Index:
		if _, isText := literal(e.Index); isText || e.Safe || e.FromEnd {
			return nil, nil
		}
		if base, none := l.resourceRef(e.Base, s); base != nil && none == nil && base.looped() {
			return base, e.Index
		}
	}
	return nil, nil
}

// symbolText returns the symbolic name of a resource or of an instance of it.
func (t target) symbolText() expr.Node {
	if t.index == nil {
		return text(t.symbol, t.at)
	}
	return call("format", t.at, text(t.symbol+"[{0}]", t.at), t.index)
}

// fact returns what the files tell of a resource.
func (t target) fact(kind expr.FactKind, at source.Range) expr.Node {
	return &expr.Fact{Symbol: t.symbol, Index: t.index, Fact: kind, At: at}
}

// whole returns the resource itself, or all instances of it.
func (l *lowerer) whole(t target, at source.Range) expr.Node {
	l.useTarget(t, false)
	return t.reference(true, at)
}

// reference returns what a resource is like once deployed: its properties or,
// if full, all of it.
func (t target) reference(full bool, at source.Range) expr.Node {
	args := []expr.Node{t.symbolText()}
	full = full && t.module == nil
	if t.looped() && t.index == nil {
		if full {
			args = append(args, text("full", at))
		}
		return call("references", at, args...)
	}
	if full {
		args = append(args, text(t.version, at), text("full", at))
	}
	return call("reference", at, args...)
}

// isIdentity reports whether a property of a resource is known without asking
// the service.
func isIdentity(name string) bool {
	return name == "id" || name == "name" || name == "type" || name == "apiVersion"
}

// property returns a property of a resource or module.
func (l *lowerer) property(t target, name string, safe bool, e syntax.Expr) expr.Node {
	l.useTarget(t, t.module == nil && isIdentity(name))
	at := e.Range()
	switch {
	case name == "name":
		return t.guard(t.fact(expr.FactName, at), safe, at)
	case t.module == nil && name == "id":
		return t.guard(t.fact(expr.FactID, at), safe, at)
	case t.module == nil && name == "type":
		return text(t.typ, at)
	case t.module == nil && name == "apiVersion":
		return text(t.version, at)
	case t.module == nil && name == "properties" && !safe:
		return t.reference(false, at)
	}
	base := t.guard(t.reference(true, at), safe, at)
	return accessNode(base, text(name, at), accessForm{safe: safe}, false, e)
}

// guard makes a safe access null where the resource is not deployed.
func (t target) guard(n expr.Node, safe bool, at source.Range) expr.Node {
	if !safe || !t.conditional() {
		return n
	}
	return call("if", at, t.fact(expr.FactExists, at), n, call("null", at))
}
