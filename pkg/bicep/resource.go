package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/template"
)

// notBody are the properties of a resource that say how it is deployed; the
// rest is what is deployed.
var notBody = map[string]bool{"name": true, "scope": true, "parent": true, "dependsOn": true}

// resource adds a resource or a module to the template.
func (l *lowerer) resource(r *resource) {
	if r.body == nil {
		return
	}
	l.collect(&r.uses, func() {
		if r.module != nil {
			l.tmpl.Resources = append(l.tmpl.Resources, l.module(r))
			return
		}
		l.tmpl.Resources = append(l.tmpl.Resources, l.azureResource(r))
	})
}

func (l *lowerer) azureResource(r *resource) *template.Resource {
	s := l.around(r)
	out := l.frame(r, s)
	out.Type = r.typ
	out.APIVersion = text(r.version, r.resource.Type.Range())
	out.Existing = r.existing()
	out.Foreign = l.extensions && isForeign(r.typ)
	out.Name = l.named(r, s)
	out.Parent = l.parentOf(r, s)
	if scope := property(r.body, "scope"); scope != nil && out.Parent == nil {
		l.weakly(func() { out.Scope = l.scope(scope, s).id })
	}
	if strings.EqualFold(r.typ, deploymentType) && !out.Existing {
		out.Deployment = l.nested(r, s)
	}
	if out.Deployment == nil {
		out.Body = l.objectWithout(r.body, notBody, s)
	}
	if list := property(r.body, "dependsOn"); list != nil {
		l.expr(list, s)
	}
	return out
}

// frame begins a resource with what resources and modules share.
func (l *lowerer) frame(r *resource, s *local) *template.Resource {
	out := &template.Resource{Symbol: r.symbol, Label: r.label, Header: r.header()}
	if r.module != nil {
		out.Declared = r.module.Range()
	} else {
		out.Declared = r.resource.Range()
	}
	if owner := r.loopOwner(); owner != nil {
		out.Loop, out.LoopName = l.loopHead(owner.loop, l.outside(owner)), r.symbol
	}
	out.Condition = l.condition(r, s)
	return out
}

// condition returns the condition of a resource: conditions of the resources
// around it hold for it too.
func (l *lowerer) condition(r *resource, s *local) expr.Node {
	var n expr.Node
	if r.outer != nil {
		n = l.condition(r.outer, l.outside(r))
	}
	if r.condition == nil {
		return n
	}
	own := l.expr(r.condition, s)
	if n == nil {
		return own
	}
	return call("and", own.Range(), n, own)
}

// named returns the name as written.
func (l *lowerer) named(r *resource, s *local) expr.Node {
	if name := property(r.body, "name"); name != nil {
		return l.expr(name, s)
	}
	return &expr.Invalid{At: r.header()}
}

// isForeign reports whether a type is not one of Azure's, in a file that has
// extensions.
func isForeign(typ string) bool {
	provider, _, _ := strings.Cut(typ, "/")
	if strings.Contains(provider, ":") {
		return true
	}
	return !strings.Contains(provider, ".") || strings.EqualFold(provider, "Microsoft.Graph")
}

// around returns the names that are known in the body of a resource.
func (l *lowerer) around(r *resource) *local {
	s := l.outside(r)
	if r.loop != nil {
		s = bindLoop(r.loop, s, true)
	}
	return &local{outer: s, within: r}
}

// outside returns the names that are known where a resource is written.
func (l *lowerer) outside(r *resource) *local {
	if r.outer == nil {
		return nil
	}
	return l.around(r.outer)
}

// parentOf returns the parent of a resource: the one it is written in or the
// one it names.
func (l *lowerer) parentOf(r *resource, s *local) *template.Parent {
	if r.outer != nil {
		l.use(use{resource: r.outer, weak: true})
		return &template.Parent{Symbol: r.outer.symbol, Around: true}
	}
	p := property(r.body, "parent")
	if p == nil || l.isOwnAncestor(r) {
		return nil
	}
	var out *template.Parent
	l.weakly(func() {
		if t, ok := l.target(p, s); ok && t.module == nil {
			l.useTarget(t, true)
			out = &template.Parent{Symbol: t.symbol, Index: t.index}
		}
	})
	return out
}

// isOwnAncestor reports whether the parents of a resource lead back to it,
// which can't be deployed.
func (l *lowerer) isOwnAncestor(r *resource) bool {
	depth := 0
	for p := l.parentResource(r); p != nil; p = l.parentResource(p) {
		if p == r {
			l.errorf(property(r.body, "parent"), "bicep-cycle", "expected a parent that is not itself a child of '%s'", r.symbol)
			return true
		}
		if depth++; depth > maxParents {
			l.errorf(property(r.body, "parent"), "bicep-depth", "expected at most %d parents above a resource", maxParents)
			return true
		}
	}
	return false
}

// maxParents bounds how deep resources may be each other's children. No type of
// Azure's has as many segments.
const maxParents = 50

func (l *lowerer) parentResource(r *resource) *resource {
	if r.outer != nil {
		return r.outer
	}
	p := property(r.body, "parent")
	if p == nil {
		return nil
	}
	parent, _ := l.resourceRef(p, l.around(r))
	return parent
}

// weakly reads something all references in which are weak.
func (l *lowerer) weakly(f func()) {
	if l.uses == nil {
		f()
		return
	}
	before := l.uses.weak
	l.uses.weak = true
	f()
	l.uses.weak = before
}
