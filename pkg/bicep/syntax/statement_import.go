package syntax

// Import is "import {a, b as c} from 'path'" or "import * as name from 'path'".
type Import struct {
	Decl
	// What is an *ImportList, a *Wildcard or *Skipped.
	What Node
	// From is a *String or *Skipped.
	From Expr
}

func (s *Import) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(s.What)
	visit(s.From)
}

// ImportList is "{a, b as c}".
type ImportList struct {
	at
	// Items are *ImportItem and *Skipped.
	Items []Node
}

func (l *ImportList) children(visit func(Node)) { visitAll(visit, l.Items) }

// ImportItem is "name" or "name as alias" in an import list.
type ImportItem struct {
	at
	// Symbol is a *Name, a *String or *Skipped.
	Symbol Node
	// Alias is nil where the symbol keeps its name.
	Alias *Name
}

func (i *ImportItem) children(visit func(Node)) {
	visit(i.Symbol)
	if i.Alias != nil {
		visit(i.Alias)
	}
}

// Wildcard is "* as name".
type Wildcard struct {
	at
	Alias Name
}

func (w *Wildcard) children(visit func(Node)) { visit(&w.Alias) }

// Extension is "extension name with {…} as alias". The old form
// "import 'name'" is one too.
type Extension struct {
	Decl
	// Spec is a *Name, a *String or *Skipped.
	Spec Node
	// Config is an *Object or *Skipped; nil where there is no "with".
	Config Expr
	// Alias is a *Name or *Skipped; nil where there is no "as".
	Alias Node
}

func (s *Extension) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(s.Spec)
	visitExpr(visit, s.Config)
	if s.Alias != nil {
		visit(s.Alias)
	}
}

// Using is "using 'path' with {…}" in a parameter file.
type Using struct {
	Decl
	// Path is a *String, a *None or *Skipped.
	Path Expr
	// With is an *Object or *Skipped; nil where there is no "with".
	With Expr
}

func (s *Using) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(s.Path)
	visitExpr(visit, s.With)
}

// None is "none" in "using none".
type None struct{ at }

func (*None) children(func(Node)) {}
func (*None) expr()               {}

// Extends is "extends 'path'" in a parameter file.
type Extends struct {
	Decl
	// Path is a *String or *Skipped.
	Path Expr
}

func (s *Extends) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(s.Path)
}

// ParamValue is "param name = value" in a parameter file.
type ParamValue struct {
	Decl
	Name  Name
	Value Expr
}

func (s *ParamValue) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// ExtensionConfig is "extensionConfig name with {…}" in a parameter file.
type ExtensionConfig struct {
	Decl
	Name Name
	// Config is an *Object or *Skipped.
	Config Expr
}

func (s *ExtensionConfig) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Config)
}
