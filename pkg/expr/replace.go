package expr

import (
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// Replace returns a tree in which f was applied to each node of it, the inner
// ones first.
func Replace(n Node, f func(Node) Node) Node {
	switch n := n.(type) {
	case *Call:
		c := *n
		c.Args = replaceAll(n.Args, f)
		return f(&c)
	case *Access:
		a := *n
		a.Base, a.Key = Replace(n.Base, f), Replace(n.Key, f)
		return f(&a)
	case *Lambda:
		l := *n
		l.Body = Replace(n.Body, f)
		return f(&l)
	case *Array:
		a := *n
		a.Items = replaceAll(n.Items, f)
		return f(&a)
	case *Spread:
		s := *n
		s.Value = Replace(n.Value, f)
		return f(&s)
	}
	return f(n)
}

func replaceAll(list []Node, f func(Node) Node) []Node {
	out := make([]Node, len(list))
	for i, n := range list {
		out[i] = Replace(n, f)
	}
	return out
}

// Same reports whether two expressions are written in the same way, but for
// blanks and the case of function names.
func Same(a, b Node) bool {
	switch a := a.(type) {
	case *Literal:
		b, ok := b.(*Literal)
		return ok && value.Equal(a.Value, b.Value) == value.True
	case *Local:
		b, ok := b.(*Local)
		return ok && strings.EqualFold(a.Name, b.Name)
	case *Access:
		b, ok := b.(*Access)
		return ok && Same(a.Base, b.Base) && Same(a.Key, b.Key)
	case *Lambda:
		b, ok := b.(*Lambda)
		return ok && strings.EqualFold(strings.Join(a.Params, ","), strings.Join(b.Params, ",")) && Same(a.Body, b.Body)
	case *Call:
		b, ok := b.(*Call)
		return ok && sameCall(a, b)
	}
	return false
}

func sameCall(a, b *Call) bool {
	if len(a.Args) != len(b.Args) || !strings.EqualFold(a.Namespace+"."+a.Name, b.Namespace+"."+b.Name) {
		return false
	}
	for i := range a.Args {
		if !Same(a.Args[i], b.Args[i]) {
			return false
		}
	}
	return true
}
