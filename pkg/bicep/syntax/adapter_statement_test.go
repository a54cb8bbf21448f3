package syntax

import (
	"fmt"
	"strings"
)

// clause adds the word that comes next with the node after it.
func (a *adapter) clause(it *item, kind string, n Node) {
	a.node(it, kind, a.next().Start, n.Range().End, func(it *item) { a.any(it, n) })
}

func (a *adapter) decorators(it *item, decorators []*Decorator) {
	for _, d := range decorators {
		a.any(it, d)
		a.skip(it, d.After)
	}
}

// statement adds a statement. Some of the compiler's begin at the keyword.
func (a *adapter) statement(into *item, s Statement) {
	if bad, ok := s.(*Skipped); ok {
		a.skipped(into, bad)
		return
	}
	name := strings.TrimPrefix(fmt.Sprintf("%T", s), "*syntax.")
	kind := map[string]string{
		"TargetScope": "TargetScope", "Import": "CompileTimeImportDeclaration", "Using": "UsingDeclaration", "Extends": "ExtendsDeclaration",
		"ParamValue": "ParameterAssignment", "ExtensionConfig": "ExtensionConfigAssignment", "Param": "ParameterDeclaration",
		"Var": "VariableDeclaration", "TypeDecl": "TypeDeclaration", "Func": "FunctionDeclaration", "Missing": "MissingDeclaration",
	}[name]
	if kind == "" {
		kind = name + "Declaration"
	}
	r := s.Range()
	a.node(into, kind+"Syntax", r.Start, r.End, func(it *item) { a.statementParts(it, s) })
	switch last := &into.children[len(into.children)-1]; s.(type) {
	case *Using, *Extends, *Extension, *ExtensionConfig:
		last.start = keywordOf(last)
	}
}

func keywordOf(it *item) int32 {
	for _, c := range it.children {
		if strings.HasPrefix(c.kind, "Token(Identifier)") {
			return c.start
		}
	}
	return it.start
}

func (a *adapter) statementParts(it *item, s Statement) {
	switch s := s.(type) {
	case *Param:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		a.typ(it, s.Type)
		if s.Default != nil {
			a.clause(it, "ParameterDefaultValueSyntax", s.Default)
		}
		a.skip(it, s.modifier)
	case *Var:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		visitType(func(t Node) { a.typ(it, t) }, s.Type)
		a.skip(it, s.assign)
		a.any(it, s.Value)
	case *TypeDecl:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		a.skip(it, s.assign)
		a.typ(it, s.Value)
	case *Output:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		a.typ(it, s.Type)
		a.skip(it, s.assign)
		a.any(it, s.Value)
	case *Extension:
		a.decorators(it, s.Decorators)
		a.before(it, s.Keyword.End)
		a.any(it, s.Spec)
		a.optionalClause(it, "ExtensionWithClauseSyntax", "with", s.Config)
		a.optionalClause(it, "AliasAsClauseSyntax", "as", s.Alias)
	case *ExtensionConfig:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		a.optionalClause(it, "ExtensionWithClauseSyntax", "with", s.Config)
	case *Using:
		a.decorators(it, s.Decorators)
		a.any(it, s.Path)
		a.optionalClause(it, "UsingWithClauseSyntax", "with", s.With)
	case *Import:
		a.decorators(it, s.Decorators)
		a.any(it, s.What)
		a.optionalClause(it, "CompileTimeImportFromClauseSyntax", "from", s.From)
	default:
		s.children(func(child Node) { a.any(it, child) })
	}
}

// optionalClause adds a clause, or the empty place the compiler has for none.
func (a *adapter) optionalClause(it *item, kind, word string, n Node) {
	switch {
	case n == nil:
		a.empty(it, a.next().Start)
	case a.f.Text(a.next()) == word:
		if s, ok := n.(*Skipped); ok && s.r.Start == a.next().Start {
			a.skipped(it, s)
			return
		}
		a.clause(it, kind, n)
	default:
		a.any(it, n)
	}
}
