package arm

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/jsonc"
)

// copyLoop is a copy loop around what is being read, over a list: its count is
// the length of it.
type copyLoop struct {
	name string
	// bare loops are the ones that copyIndex() without a name stands for.
	bare bool
	over expr.Node
}

// loop reads {name, count, input}. Without a body it is the loop of a resource.
func (b *builder) loop(n *jsonc.Node, body string) *expr.Loop {
	name := text(n, "name")
	l := &expr.Loop{Index: expr.CopyIndex(name), Item: expr.CopyItem(name), At: n.Range(b.file)}
	if count := n.Get("count"); count != nil {
		l.Count = b.node(count)
	} else {
		b.errorf(n, "expected a 'count' in this copy loop")
		l.Count = &expr.Invalid{At: l.At}
	}
	if c, ok := l.Count.(*expr.Call); ok && strings.EqualFold(c.Name, "length") && c.Namespace == "" && len(c.Args) == 1 {
		l.Over = c.Args[0]
	}
	if in := n.Get(body); in != nil {
		leave := b.within(l, name, name == "")
		l.Body = b.node(in)
		leave()
	}
	return l
}

// within notes that what is read next stands in a loop, until leave is called.
func (b *builder) within(l *expr.Loop, name string, bare bool) (leave func()) {
	before := b.loops
	if l != nil && l.Over != nil {
		b.loops = append(slices.Clip(before), copyLoop{name, bare, l.Over})
	}
	return func() { b.loops = before }
}

// overItems turns list[copyIndex()], the way templates write the item of the
// list a loop goes over, into that item. Even in a list that is known in part
// it is known then.
func (b *builder) overItems(n expr.Node) expr.Node {
	if len(b.loops) == 0 {
		return n
	}
	return expr.Replace(n, func(n expr.Node) expr.Node {
		a, ok := n.(*expr.Access)
		if !ok {
			return n
		}
		for i := len(b.loops) - 1; i >= 0; i-- {
			if l := b.loops[i]; l.isIndex(a.Key) {
				if expr.Same(a.Base, l.over) {
					return &expr.Local{Name: expr.CopyItem(l.name), At: a.At}
				}
				break
			}
		}
		return n
	})
}

// isIndex reports whether an expression is the turn of the loop.
func (l copyLoop) isIndex(n expr.Node) bool {
	c, ok := n.(*expr.Call)
	if !ok || !strings.EqualFold(c.Name, "copyIndex") {
		return false
	}
	if len(c.Args) == 0 {
		return l.bare
	}
	name, ok := expr.LiteralText(c.Args[0])
	return ok && len(c.Args) == 1 && strings.EqualFold(name, l.name)
}
