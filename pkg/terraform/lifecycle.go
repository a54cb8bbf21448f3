package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/value"
)

// lifecycle returns the changes that a resource's lifecycle block tells Terraform
// to leave alone: {ignore_changes}, with the names of attributes or "all". It
// is no field at all where none are named.
func (i *resourceInstance) lifecycle() value.Field {
	u := i.in.unit
	for _, b := range i.res.block.Body.Blocks {
		a, ok := b.Body.Attributes["ignore_changes"]
		if b.Type != "lifecycle" || !ok {
			continue
		}
		at := u.loader.rangeOf(b.DefRange())
		list := value.Field{Key: "ignore_changes", KeyRange: u.loader.rangeOf(a.NameRange), Value: u.changes(a.Expr).At(u.at(a.Expr))}
		return value.Field{Key: "lifecycle", KeyRange: at, Value: value.OfFields(list).At(at)}
	}
	return value.Field{}
}

// leftToOthers returns a resource of which attributes that are not written are
// set by someone else, since Terraform is told to leave them alone.
func leftToOthers(fields []value.Field, ignored value.Value) value.Value {
	if text, _ := ignored.Text(); text == "all" {
		return value.OfPartialFields(fields, &value.Unresolved{Reason: value.ReasonExisting, Expr: "what ignore_changes leaves to others"})
	}
	written := value.OfFields(fields...)
	for i := range ignored.Items() {
		name, _ := ignored.Item(i).Text()
		if name != "" && !strings.ContainsAny(name, ".[") && written.Get(name).Kind() == value.Absent {
			unset := value.NewUnknown(value.Unresolved{Reason: value.ReasonExisting, Expr: name + ", which ignore_changes leaves to others,"})
			fields = append(fields, value.Field{Key: name, Value: unset.At(ignored.Item(i).Range())})
		}
	}
	return value.OfFields(fields...)
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
