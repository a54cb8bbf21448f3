package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/value"
)

// scope is what the names in an expression stand for: those of a module
// instance, with the local ones around the expression. It is immutable.
type scope struct {
	in     *instance
	locals *binding
}

// binding is a local name: of a for expression, a dynamic block, "each" or
// "count"; or the item of a splat expression, which has no name.
type binding struct {
	name  string
	item  *hclsyntax.AnonSymbolExpr
	value value.Value
	outer *binding
}

func (s *scope) bind(name string, v value.Value) *scope {
	return &scope{in: s.in, locals: &binding{name: name, value: v, outer: s.locals}}
}

func (s *scope) bindItem(item *hclsyntax.AnonSymbolExpr, v value.Value) *scope {
	return &scope{in: s.in, locals: &binding{item: item, value: v, outer: s.locals}}
}

func (s *scope) local(name string) (value.Value, bool) {
	for b := s.locals; b != nil; b = b.outer {
		if b.item == nil && b.name == name {
			return b.value, true
		}
	}
	return value.Value{}, false
}

func (s *scope) item(item *hclsyntax.AnonSymbolExpr) value.Value {
	for b := s.locals; b != nil; b = b.outer {
		if b.item == item {
			return b.value
		}
	}
	return value.Value{}
}
