package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/value"
)

// lifecycle returns what a resource's lifecycle block says of destroying it and
// of changes: {prevent_destroy, ignore_changes}, the latter the names of
// attributes, or "all". It is absent where there is no such block.
func (i *resourceInstance) lifecycle() value.Field {
	u := i.in.unit
	for _, b := range i.res.block.Body.Blocks {
		if b.Type != "lifecycle" {
			continue
		}
		var fields []value.Field
		add := func(name string, of func(hclsyntax.Expression) value.Value) {
			if a, ok := b.Body.Attributes[name]; ok {
				fields = append(fields, value.Field{Key: name, KeyRange: u.loader.rangeOf(a.NameRange), Value: of(a.Expr).At(u.at(a.Expr))})
			}
		}
		add("prevent_destroy", func(e hclsyntax.Expression) value.Value { return u.eval(e, i.copy.scope) })
		add("ignore_changes", u.changes)
		at := u.loader.rangeOf(b.DefRange())
		return value.Field{Key: "lifecycle", KeyRange: at, Value: value.OfFields(fields...).At(at)}
	}
	return value.Field{}
}

// changes returns a list of attributes, as the text of each.
func (u *unit) changes(e hclsyntax.Expression) value.Value {
	list, ok := e.(*hclsyntax.TupleConsExpr)
	if !ok {
		return value.OfString(keyword(e))
	}
	items := make([]value.Value, len(list.Exprs))
	for i, item := range list.Exprs {
		at := u.at(item)
		items[i] = value.OfString(strings.Trim(at.Text(), `"`)).At(at)
	}
	return value.OfItems(items...)
}
