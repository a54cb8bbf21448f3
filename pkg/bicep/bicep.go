// Package bicep reads Bicep files to the form that the evaluator takes, which
// is the one ARM templates have too.
package bicep

import (
	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

// Language is what templates read from Bicep say they are written in.
const Language = "bicep"

// Parse reads a Bicep file. The template holds what could be read; a statement
// with an error costs only itself. Modules and imports are links in it, which
// are read when they are evaluated.
func Parse(f *source.File) (*template.Template, []source.Diagnostic) {
	tree, diags := syntax.Parse(f)
	l := newLowerer(f)
	l.declare(tree.Statements)
	l.lower(tree.Statements)
	return l.tmpl, append(diags, l.diags...)
}

// lowerer turns the tree of a file into a template.
type lowerer struct {
	file  *source.File
	tmpl  *template.Template
	diags []source.Diagnostic
	// names are the declarations of the file. Bicep's names have a case.
	names map[string]*symbol
	// resources are the resources and modules in the order of the file, each
	// after the one it is written in.
	resources []*resource
	// extensions says that the file has types that are not Azure's.
	extensions bool
	// azure are the prefixes of types that are Azure's.
	azure []string
	// uses takes what the declaration being read refers to; nil outside of one.
	uses *uses
}

func newLowerer(f *source.File) *lowerer {
	return &lowerer{
		file:  f,
		tmpl:  &template.Template{File: f, Language: Language, CaseSensitive: true, Types: map[string]*template.Type{}},
		names: map[string]*symbol{},
		azure: []string{"az:"},
	}
}

func (l *lowerer) errorf(n syntax.Node, code, format string, args ...any) {
	l.diags = append(l.diags, source.Errorf(n.Range(), code, format, args...))
}

// lower adds the declarations to the template.
func (l *lowerer) lower(statements []syntax.Statement) {
	for _, s := range statements {
		switch s := s.(type) {
		case *syntax.TargetScope:
			l.tmpl.Level = levelOf(s.Value)
		case *syntax.Param:
			l.tmpl.Parameters = append(l.tmpl.Parameters, l.parameter(s))
		case *syntax.TypeDecl:
			l.typeDeclaration(s)
		case *syntax.Var:
			l.variable(s)
		case *syntax.Func:
			l.function(s)
		case *syntax.Output:
			l.tmpl.Outputs = append(l.tmpl.Outputs, l.output(s))
		case *syntax.Import:
			l.imports(s)
		}
	}
	for _, r := range l.resources {
		l.resource(r)
	}
	l.dependencies()
}

// levelOf reads what a file says it deploys to: of several scopes the first.
func levelOf(e syntax.Expr) expr.Level {
	if list, ok := e.(*syntax.Array); ok && len(list.Items) > 0 {
		if first, ok := list.Items[0].(syntax.Expr); ok {
			e = first
		}
	}
	text, _ := literal(e)
	switch text {
	case "subscription":
		return expr.LevelSubscription
	case "managementGroup":
		return expr.LevelManagementGroup
	case "tenant":
		return expr.LevelTenant
	}
	return expr.LevelResourceGroup
}

// literal returns the text of a string without holes.
func literal(e syntax.Node) (string, bool) {
	if s, ok := e.(*syntax.String); ok {
		return s.Literal()
	}
	return "", false
}

func (l *lowerer) variable(s *syntax.Var) {
	if s.Name.Text == "" {
		return
	}
	v := &template.Variable{Name: s.Name.Text, At: s.Name.Range()}
	l.collect(&l.names[s.Name.Text].uses, func() { v.Value = l.expr(s.Value, nil) })
	l.tmpl.Variables = append(l.tmpl.Variables, v)
}

func (l *lowerer) function(s *syntax.Func) {
	f, ok := s.Lambda.(*syntax.TypedLambda)
	if !ok || s.Name.Text == "" {
		return
	}
	out := &template.Function{Namespace: template.Functions, Name: s.Name.Text}
	var locals *local
	for _, p := range f.Params.Names() {
		out.Params = append(out.Params, localName(p.Name.Text))
		locals = &local{name: p.Name.Text, outer: locals, argument: true}
	}
	out.Body = l.expr(f.Body, locals)
	l.tmpl.Functions = append(l.tmpl.Functions, out)
}

func (l *lowerer) output(s *syntax.Output) *template.Output {
	t := l.typeOf(s.Type, s.Decorators)
	o := &template.Output{Name: s.Name.Text, At: s.Name.Range(), Declared: s.Range(), Secure: t.secure, Imported: t.imported}
	o.Value = l.expr(s.Value, nil)
	if _, ok := s.Type.(*syntax.ResourceType); ok {
		if t, ok := l.target(s.Value, nil); ok {
			o.Value = t.fact(expr.FactID, s.Value.Range())
		}
	}
	return o
}

// imports reads an import of variables, functions and types.
func (l *lowerer) imports(s *syntax.Import) {
	path, ok := literal(s.From)
	if !ok {
		return
	}
	i := &template.Import{Link: link(path, s.From), Names: map[string]string{}}
	switch what := s.What.(type) {
	case *syntax.Wildcard:
		i.All = what.Alias.Text
	case *syntax.ImportList:
		for _, item := range what.Items {
			if item, ok := item.(*syntax.ImportItem); ok {
				there, here := importNames(item)
				i.Names[here] = there
				i.Names[template.Functions+"."+here] = there
			}
		}
	}
	l.tmpl.Imports = append(l.tmpl.Imports, i)
}

// importNames returns the name of an imported symbol there and here.
func importNames(item *syntax.ImportItem) (there, here string) {
	switch s := item.Symbol.(type) {
	case *syntax.Name:
		there = s.Text
	case *syntax.String:
		there, _ = s.Literal()
	}
	if item.Alias != nil {
		return there, item.Alias.Text
	}
	return there, there
}
