package bicep

import (
	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/value"
)

// member turns base.name into an access or, where base is a resource or
// something else that has no value, into what tells of it.
func (l *lowerer) member(e *syntax.Member, s *local) expr.Node {
	if t, ok := l.target(e.Base, s); ok {
		return l.property(t, e.Name.Text, e.Safe, e)
	}
	if n, ok := l.moduleOutput(e, s); ok {
		return n
	}
	if id, ok := e.Base.(*syntax.Ident); ok && s.find(id.Name) == nil && l.kindOf(id.Name, wildcardSymbol) {
		return call("variables", e.Range(), text(id.Name+"."+e.Name.Text, e.Range()))
	}
	if n, ok := l.resourceParameter(e, s); ok {
		return n
	}
	key := text(e.Name.Text, e.Name.Range())
	return l.access(e.Base, key, accessForm{safe: e.Safe}, e, s)
}

func (l *lowerer) kindOf(name string, kind symbolKind) bool {
	sym := l.names[name]
	return sym != nil && sym.kind == kind
}

func (l *lowerer) index(e *syntax.Index, s *local) expr.Node {
	if t, ok := l.target(e, s); ok {
		return l.whole(t, e.Range())
	}
	if key, ok := literal(e.Index); ok && !e.FromEnd {
		// base['name'] is base.name.
		if t, ok := l.target(e.Base, s); ok {
			return l.property(t, key, e.Safe, e)
		}
	}
	return l.access(e.Base, l.expr(e.Index, s), accessForm{e.Safe, e.FromEnd}, e, s)
}

// accessForm is how a property or an item is asked for.
type accessForm struct{ safe, fromEnd bool }

// access returns a property or an item of a value. What follows a safe access
// is asked for by the same call: a.?b.c is tryGet(a, 'b', 'c').
func (l *lowerer) access(base syntax.Expr, key expr.Node, form accessForm, e syntax.Expr, s *local) expr.Node {
	return accessNode(l.expr(base, s), key, form, isAccess(base), e)
}

func accessNode(base, key expr.Node, form accessForm, chained bool, e syntax.Expr) expr.Node {
	at := e.Range()
	if form.safe {
		name := "tryGet"
		if form.fromEnd {
			name = "tryIndexFromEnd"
		}
		return call(name, at, base, key)
	}
	if c, ok := base.(*expr.Call); ok && chained && (c.Name == "tryGet" || c.Name == "tryIndexFromEnd") {
		if form.fromEnd {
			key = call("createObject", at, text("value", at), key, text("fromEnd", at), &expr.Literal{Value: value.OfBool(true)})
		}
		return call(c.Name, at, append(c.Args[:len(c.Args):len(c.Args)], key)...)
	}
	if form.fromEnd {
		return call("indexFromEnd", at, base, key)
	}
	return &expr.Access{Base: base, Key: key, At: at}
}

// isAccess reports whether an expression is an access, but for what has no
// meaning at run time.
func isAccess(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Member, *syntax.Index, *syntax.NestedResource:
		return true
	case *syntax.NonNull:
		return isAccess(e.Base)
	case *syntax.Call:
		return e.Name.Text == "any" && len(e.Args) == 1 && isAccess(e.Args[0])
	}
	return false
}

// moduleOutput reads module.outputs.name, which has the value of the output.
func (l *lowerer) moduleOutput(e *syntax.Member, s *local) (expr.Node, bool) {
	outputs, ok := unwrap(e.Base).(*syntax.Member)
	if !ok || outputs.Name.Text != "outputs" {
		return nil, false
	}
	if !l.isModule(outputs.Base, s) {
		return nil, false
	}
	n := l.expr(outputs, s)
	n = accessNode(n, text(e.Name.Text, e.Name.Range()), accessForm{safe: e.Safe}, true, e)
	return accessNode(n, text("value", e.Name.Range()), accessForm{safe: e.Safe}, true, e), true
}

// isModule reports whether an expression is a module or an instance of one.
func (l *lowerer) isModule(e syntax.Expr, s *local) bool {
	if r, _ := l.resourceRef(e, s); r != nil {
		return r.module != nil
	}
	id, ok := unwrap(e).(*syntax.Ident)
	if !ok {
		return false
	}
	local := s.find(id.Name)
	return local != nil && local.module
}

// unwrap takes off what has no meaning at run time.
func unwrap(e syntax.Expr) syntax.Expr {
	for {
		switch inner := e.(type) {
		case *syntax.NonNull:
			e = inner.Base
		case *syntax.Paren:
			e = inner.Inner
		default:
			return e
		}
	}
}

// resourceParameter reads a property of a parameter that is a resource: its
// value is the id.
func (l *lowerer) resourceParameter(e *syntax.Member, s *local) (expr.Node, bool) {
	id, ok := e.Base.(*syntax.Ident)
	if !ok || s.find(id.Name) != nil || !l.kindOf(id.Name, parameterSymbol) {
		return nil, false
	}
	t, ok := l.names[id.Name].typ.(*syntax.ResourceType)
	if !ok {
		return nil, false
	}
	at := e.Range()
	param := call("parameters", at, text(id.Name, at))
	typ, version := cutType(t.Type)
	switch e.Name.Text {
	case "id":
		return param, true
	case "name":
		return call("last", at, call("split", at, param, text("/", at))), true
	case "type":
		return text(typ, at), true
	case "apiVersion":
		return text(version, at), true
	case "properties":
		return call("reference", at, param, text(version, at)), true
	}
	full := call("reference", at, param, text(version, at), text("full", at))
	return &expr.Access{Base: full, Key: text(e.Name.Text, e.Name.Range()), At: at}, true
}
