package bicep

import (
	"math"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/value"
)

// expr turns an expression of Bicep into one of the template language.
func (l *lowerer) expr(e syntax.Expr, s *local) expr.Node {
	at := e.Range()
	switch e := e.(type) {
	case *syntax.String:
		return l.string(e, s)
	case *syntax.Int:
		return integer(e, false)
	case *syntax.Bool:
		return &expr.Literal{Value: value.OfBool(e.Value).At(at)}
	case *syntax.Null:
		return &expr.Literal{Value: value.Of(nil).At(at)}
	case *syntax.Ident:
		return l.ident(e, s)
	case *syntax.Object:
		return l.object(e, s)
	case *syntax.Array:
		return l.array(e, s)
	case *syntax.Paren:
		return l.expr(e.Inner, s)
	case *syntax.NonNull:
		return l.expr(e.Base, s)
	case *syntax.For:
		return l.loop(e, s)
	case *syntax.Lambda:
		return l.lambda(e, s, false)
	}
	return l.operation(e, s)
}

// operation turns operators and calls into calls of functions.
func (l *lowerer) operation(e syntax.Expr, s *local) expr.Node {
	at := e.Range()
	switch e := e.(type) {
	case *syntax.Ternary:
		return call("if", at, l.expr(e.Cond, s), l.expr(e.Then, s), l.expr(e.Else, s))
	case *syntax.Binary:
		return l.binary(e, s)
	case *syntax.Unary:
		return l.unary(e, s)
	case *syntax.Call:
		return l.call(e, s)
	case *syntax.InstanceCall:
		return l.instanceCall(e, s)
	case *syntax.Member:
		return l.member(e, s)
	case *syntax.Index:
		return l.index(e, s)
	case *syntax.NestedResource:
		if t, ok := l.target(e, s); ok {
			return l.whole(t, at)
		}
	}
	return &expr.Invalid{At: at}
}

// string turns an interpolated string into a call of format.
func (l *lowerer) string(e *syntax.String, s *local) expr.Node {
	if len(e.Holes) == 0 {
		return text(e.Text, e.Range())
	}
	layout := escapeFormat(e.Text)
	args := make([]expr.Node, 1, len(e.Holes)+1)
	for i, h := range e.Holes {
		layout += "{" + strconv.Itoa(i) + "}" + escapeFormat(h.Text)
		args = append(args, l.expr(h.Expr, s))
	}
	args[0] = text(layout, e.Range())
	return call("format", e.Range(), args...)
}

func escapeFormat(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "{", "{{"), "}", "}}")
}

func integer(e *syntax.Int, negative bool) expr.Node {
	at := e.Range()
	switch {
	case !negative && e.Value <= math.MaxInt64:
		return &expr.Literal{Value: value.OfInt(int64(e.Value)).At(at)}
	case negative && e.Value <= math.MaxInt64+1:
		return &expr.Literal{Value: value.OfInt(-int64(e.Value)).At(at)}
	}
	return &expr.Invalid{At: at}
}

// binaryFunctions are the functions that operators stand for.
var binaryFunctions = map[syntax.Kind]string{
	syntax.Plus: "add", syntax.Minus: "sub", syntax.Star: "mul", syntax.Slash: "div", syntax.Percent: "mod",
	syntax.Less: "less", syntax.LessEqual: "lessOrEquals", syntax.Greater: "greater", syntax.GreaterEqual: "greaterOrEquals",
	syntax.Equal: "equals", syntax.NotEqual: "equals", syntax.EqualFold: "equals", syntax.NotEqualFold: "equals",
	syntax.And: "and", syntax.Or: "or", syntax.DoubleQuestion: "coalesce",
}

func (l *lowerer) binary(e *syntax.Binary, s *local) expr.Node {
	left, right := l.expr(e.Left, s), l.expr(e.Right, s)
	if e.Op == syntax.EqualFold || e.Op == syntax.NotEqualFold {
		left, right = call("toLower", left.Range(), left), call("toLower", right.Range(), right)
	}
	n := call(binaryFunctions[e.Op], e.Range(), left, right)
	if e.Op == syntax.NotEqual || e.Op == syntax.NotEqualFold {
		return call("not", e.Range(), n)
	}
	return n
}

func (l *lowerer) unary(e *syntax.Unary, s *local) expr.Node {
	if e.Op == syntax.Exclamation {
		return call("not", e.Range(), l.expr(e.Operand, s))
	}
	if i, ok := e.Operand.(*syntax.Int); ok {
		return integer(i, true)
	}
	zero := &expr.Literal{Value: value.OfInt(0).At(e.Range())}
	return call("sub", e.Range(), zero, l.expr(e.Operand, s))
}

func (l *lowerer) array(e *syntax.Array, s *local) expr.Node {
	items := make([]expr.Node, 0, len(e.Items))
	for _, item := range e.Items {
		switch item := item.(type) {
		case *syntax.Spread:
			items = append(items, &expr.Spread{Value: l.expr(item.Value, s), At: item.Range()})
		case syntax.Expr:
			items = append(items, l.expr(item, s))
		}
	}
	return &expr.Array{Items: items, At: e.Range()}
}

func (l *lowerer) object(e *syntax.Object, s *local) *expr.Object {
	return l.objectWithout(e, nil, s)
}

// objectWithout turns an object into one without the properties that skip
// names.
func (l *lowerer) objectWithout(e *syntax.Object, skip map[string]bool, s *local) *expr.Object {
	entries := make([]expr.Entry, 0, len(e.Items))
	for _, item := range e.Items {
		switch item := item.(type) {
		case *syntax.Spread:
			entries = append(entries, expr.Entry{Value: &expr.Spread{Value: l.expr(item.Value, s), At: item.Range()}})
		case *syntax.Property:
			if key, ok := item.KeyText(); ok && skip[key] {
				continue
			}
			entries = append(entries, expr.Entry{Key: l.key(item.Key, s), Value: l.expr(item.Value, s)})
		}
	}
	return &expr.Object{Entries: entries, At: e.Range()}
}

func (l *lowerer) key(n syntax.Node, s *local) expr.Node {
	switch k := n.(type) {
	case *syntax.Name:
		return text(k.Text, k.Range())
	case *syntax.String:
		return l.string(k, s)
	}
	return &expr.Invalid{At: n.Range()}
}

func (l *lowerer) loop(e *syntax.For, s *local) *expr.Loop {
	n := l.loopHead(e, s)
	n.Body = l.expr(e.Body, bindLoop(e, s, false))
	return n
}

// loopHead turns a loop into one without a body.
func (l *lowerer) loopHead(e *syntax.For, s *local) *expr.Loop {
	n := &expr.Loop{Over: l.expr(e.List, s), At: e.Range()}
	if item := e.Item(); item != nil {
		n.Item = localName(item.Text)
	}
	if index := e.Index(); index != nil {
		n.Index = localName(index.Text)
	}
	return n
}

func bindLoop(e *syntax.For, s *local, ofResource bool) *local {
	for _, n := range []*syntax.Name{e.Item(), e.Index()} {
		if n != nil {
			s = &local{name: n.Text, outer: s, ofResource: ofResource}
		}
	}
	return s
}

// lambda turns a lambda whose arguments may be instances of a module.
func (l *lowerer) lambda(e *syntax.Lambda, s *local, ofModules bool) expr.Node {
	inner := s
	for _, p := range e.Params() {
		inner = &local{name: p.Text, outer: inner, module: ofModules}
	}
	n := &expr.Lambda{At: e.Range(), Body: l.expr(e.Body, inner)}
	for _, p := range e.Params() {
		n.Params = append(n.Params, localName(p.Text))
	}
	return n
}

// ident turns a name into what it stands for.
func (l *lowerer) ident(e *syntax.Ident, s *local) expr.Node {
	at := e.Range()
	if t, ok := l.target(e, s); ok {
		return l.whole(t, at)
	}
	if local := s.find(e.Name); local != nil {
		return local.node(at)
	}
	sym := l.names[e.Name]
	// A name that stands for nothing known is evaluated to an unknown.
	nothing := &expr.Local{Name: localName(e.Name), At: at}
	if sym == nil {
		return nothing
	}
	switch sym.kind {
	case parameterSymbol:
		return call("parameters", at, text(e.Name, at))
	case variableSymbol:
		l.use(use{variable: sym})
		return call("variables", at, text(e.Name, at))
	case importSymbol:
		return call("variables", at, text(e.Name, at))
	}
	return nothing
}
