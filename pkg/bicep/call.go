package bicep

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/template"
)

func (l *lowerer) args(list []syntax.Expr, s *local) []expr.Node {
	args := make([]expr.Node, len(list))
	for i, a := range list {
		args[i] = l.expr(a, s)
	}
	return args
}

// call turns a call of a function that the file defines or imports, or of one
// that Bicep has.
func (l *lowerer) call(e *syntax.Call, s *local) expr.Node {
	if l.kindOf(e.Name.Text, functionSymbol) || l.kindOf(e.Name.Text, importSymbol) {
		return l.userCall(template.Functions, &e.Name, e, l.args(e.Args, s))
	}
	return l.builtin(&e.Name, e.Args, e, s)
}

func (l *lowerer) userCall(namespace string, name *syntax.Name, e syntax.Expr, args []expr.Node) expr.Node {
	return &expr.Call{Namespace: namespace, Name: name.Text, Args: args, At: e.Range(), NameAt: name.Range()}
}

// builtin turns a call of a function of Bicep.
func (l *lowerer) builtin(name *syntax.Name, list []syntax.Expr, e syntax.Expr, s *local) expr.Node {
	switch {
	case name.Text == "any" && len(list) == 1:
		return l.expr(list[0], s)
	case name.Text == "nameof" && len(list) == 1:
		return text(nameOf(list[0]), e.Range())
	}
	args := make([]expr.Node, len(list))
	for i, a := range list {
		if f, ok := a.(*syntax.Lambda); ok && i > 0 && l.isModules(list[0], s) {
			args[i] = l.lambda(f, s, true)
			continue
		}
		args[i] = l.expr(a, s)
	}
	return &expr.Call{Name: name.Text, Args: args, At: e.Range(), NameAt: name.Range()}
}

// isModules reports whether an expression is the instances of a module, or some
// of them.
func (l *lowerer) isModules(e syntax.Expr, s *local) bool {
	for {
		if c, ok := e.(*syntax.Call); ok && len(c.Args) > 0 && keepsItems[c.Name.Text] {
			e = c.Args[0]
			continue
		}
		r, index := l.resourceRef(e, s)
		return r != nil && r.module != nil && r.looped() && index == nil
	}
}

// keepsItems are the functions that return items of their first argument.
var keepsItems = map[string]bool{"filter": true, "sort": true, "skip": true, "take": true}

// nameOf returns the last name of what an expression refers to.
func nameOf(e syntax.Expr) string {
	switch e := unwrap(e).(type) {
	case *syntax.Ident:
		return e.Name
	case *syntax.Member:
		return e.Name.Text
	case *syntax.NestedResource:
		return e.Name.Text
	case *syntax.Index:
		if key, ok := literal(e.Index); ok {
			return key
		}
		return nameOf(e.Base)
	}
	return ""
}

// instanceCall turns a call of a function of a namespace or of a resource.
func (l *lowerer) instanceCall(e *syntax.InstanceCall, s *local) expr.Node {
	if t, ok := l.methodTarget(e.Base, s); ok && t.module == nil {
		return l.method(t, e, s)
	}
	if id, ok := e.Base.(*syntax.Ident); ok && s.find(id.Name) == nil {
		switch sym := l.names[id.Name]; {
		case sym != nil && sym.kind == wildcardSymbol:
			return l.userCall(id.Name, &e.Name, e, l.args(e.Args, s))
		case sym == nil && id.Name == "sys" || slices.Contains(l.azure, id.Name+":") && (sym == nil || sym.kind == extensionSymbol):
			return l.builtin(&e.Name, e.Args, e, s)
		}
	}
	// Only the service can answer it.
	return &expr.Call{Name: "target", Args: l.args(e.Args, s), At: e.Range(), NameAt: e.Name.Range()}
}

// methodTarget returns the resource whose method is called, by its name or by
// a variable that stands for it.
func (l *lowerer) methodTarget(e syntax.Expr, s *local) (target, bool) {
	for range maxAliases {
		if t, ok := l.target(e, s); ok {
			return t, true
		}
		id, ok := unwrap(e).(*syntax.Ident)
		if !ok || s.find(id.Name) != nil || !l.kindOf(id.Name, variableSymbol) {
			break
		}
		e, s = l.names[id.Name].value, nil
	}
	return target{}, false
}

// maxAliases bounds how many variables may stand for each other.
const maxAliases = 20

func (l *lowerer) method(t target, e *syntax.InstanceCall, s *local) expr.Node {
	l.useTarget(t, true)
	at := e.Range()
	args := l.args(e.Args, s)
	if e.Name.Text == "getSecret" {
		return t.secret(e, args)
	}
	if strings.HasPrefix(strings.ToLower(e.Name.Text), "list") && len(args) == 0 {
		args = []expr.Node{text(t.version, at)}
	}
	return &expr.Call{Name: e.Name.Text, Args: append([]expr.Node{t.symbolText()}, args...), At: at, NameAt: e.Name.Range()}
}
