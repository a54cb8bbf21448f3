package arm

import (
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// node turns any JSON into an expression.
func (b *builder) node(n *jsonc.Node) expr.Node {
	at := n.Range(b.file)
	switch n.Kind {
	case jsonc.Object:
		return b.objectNode(n)
	case jsonc.Array:
		items := make([]expr.Node, len(n.Items))
		for i, item := range n.Items {
			items[i] = b.node(item)
		}
		return &expr.Array{Items: items, At: at}
	case jsonc.String:
		return b.stringNode(n.Text(), at, n.Offset)
	case jsonc.Number:
		return &expr.Literal{Value: number(at.Text()).At(at)}
	case jsonc.True, jsonc.False:
		return &expr.Literal{Value: value.OfBool(n.Kind == jsonc.True).At(at)}
	}
	return &expr.Literal{Value: value.Of(nil).At(at)}
}

// stringNode reads a string, which may be an expression. offset maps a place
// in its text to one in the file.
func (b *builder) stringNode(text string, at source.Range, offset func(int) int) expr.Node {
	if !expr.IsExpression(text) {
		return &expr.Literal{Value: value.OfString(expr.Unescape(text)).At(at)}
	}
	n, diags := expr.Parse(text, func(start, end int) source.Range {
		return b.file.Range(offset(start), offset(end))
	})
	b.diags = append(b.diags, diags...)
	return b.overItems(n)
}

func number(text string) value.Value {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return value.OfInt(i)
	}
	f, _ := strconv.ParseFloat(text, 64)
	return value.OfFloat(f)
}

// objectNode reads an object; its "copy" member, if it is one, gives a field
// for each loop it declares.
func (b *builder) objectNode(n *jsonc.Node) *expr.Object {
	return b.objectWithout(n, nil)
}

// objectWithout reads an object without the members that skip names in lower
// case.
func (b *builder) objectWithout(n *jsonc.Node, skip map[string]bool) *expr.Object {
	entries := make([]expr.Entry, 0, len(n.Members))
	for _, m := range n.Members {
		switch {
		case skip[strings.ToLower(m.Key)]:
		case strings.EqualFold(m.Key, "copy") && isCopy(m.Value):
			for _, item := range m.Value.Items {
				name := item.Get("name")
				entries = append(entries, expr.Entry{Key: b.node(name), Value: b.loop(item, "input")})
			}
		default:
			key := b.stringNode(m.Key, m.KeyRange(b.file), m.KeyOffset)
			entries = append(entries, expr.Entry{Key: key, Value: b.node(m.Value)})
		}
	}
	return &expr.Object{Entries: entries, At: n.Range(b.file)}
}

// isCopy reports whether the member "copy" of an object declares loops, rather
// than being a property of that name.
func isCopy(n *jsonc.Node) bool {
	if n.Kind != jsonc.Array || len(n.Items) == 0 {
		return false
	}
	for _, item := range n.Items {
		if item.Kind != jsonc.Object || item.Get("count") == nil || item.Get("input") == nil {
			return false
		}
		if name := item.Get("name"); name == nil || name.Kind != jsonc.String {
			return false
		}
	}
	return true
}
