package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/value"
)

// metaAttributes and metaBlocks mean something to Terraform, not to the
// provider.
var (
	metaAttributes = map[string]bool{"count": true, "for_each": true, "depends_on": true, "provider": true}
	metaBlocks     = map[string]bool{"lifecycle": true, "provisioner": true, "connection": true, "timeouts": true}
)

// entryValue returns the value of an attribute, or the blocks of a type as an
// array of objects.
func (u *unit) entryValue(e entry, m *module, s *scope) value.Value {
	if e.attr != nil {
		return u.eval(e.attr.Expr, s)
	}
	var items []value.Value
	var rest *value.Unresolved
	for _, b := range e.blocks {
		if b.Type != "dynamic" {
			items = append(items, u.body(b.Body, m, s).At(u.loader.rangeOf(b.DefRange())))
			continue
		}
		more, open := u.dynamic(b, m, s)
		items = append(items, more...)
		if open != nil {
			rest = open
		}
	}
	return value.OfPartial(items, rest).At(u.loader.rangeOf(e.blocks[0].DefRange()))
}

// body returns what a nested block holds.
func (u *unit) body(body *hclsyntax.Body, m *module, s *scope) value.Value {
	entries := m.layout(body)
	fields := make([]value.Field, len(entries))
	for i, e := range entries {
		fields[i] = value.Field{Key: e.name, KeyRange: u.loader.rangeOf(e.start()), Value: u.entryValue(e, m, s)}
	}
	return value.OfFields(fields...)
}

// dynamic expands a dynamic block. Over a collection that is not known it gives
// one block that stands for all.
func (u *unit) dynamic(b *hclsyntax.Block, m *module, s *scope) (items []value.Value, rest *value.Unresolved) {
	forEach := attribute(b.Body, "for_each")
	if len(b.Labels) != 1 || forEach == nil {
		return nil, nil
	}
	over := u.eval(forEach, s)
	if over.IsNothing() {
		return nil, nil
	}
	turns, rest := u.turns(over, u.at(forEach))
	at := u.loader.rangeOf(b.DefRange())
	isSet := makesSet(forEach)
	for _, t := range turns {
		if !u.budget.step() {
			return items, unknown(value.ReasonLimit, at).Unresolved()
		}
		if isSet {
			t.key = t.value
		}
		inner := s.bind(iterator(b), eachObject(t.key, t.value))
		for _, content := range b.Body.Blocks {
			if content.Type == "content" {
				items = append(items, u.body(content.Body, m, inner).At(at))
			}
		}
	}
	return items, rest
}

// iterator returns the name that the content of a dynamic block knows its turn
// by.
func iterator(b *hclsyntax.Block) string {
	if e := attribute(b.Body, "iterator"); e != nil {
		if t, diags := hcl.AbsTraversalForExpr(e); !diags.HasErrors() {
			return t.RootName()
		}
		if text, ok := literalOf(e).Text(); ok {
			return text
		}
	}
	return b.Labels[0]
}
