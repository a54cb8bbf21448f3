package syntax

import "github.com/hublint/hublint/pkg/source"

// Decl is what all statements share. The range of a statement begins with
// its first decorator.
type Decl struct {
	at
	Decorators []*Decorator
	// Keyword is the range of the word the statement begins with. It spans
	// nothing in a Missing.
	Keyword source.Range
	// assign is what stands in place of "=".
	assign *Skipped
}

func (*Decl) statement() {}

// KeywordRange returns where the word the statement begins with stands.
func (d *Decl) KeywordRange() source.Range { return d.Keyword }

// Decorator is "@name(…)" before a declaration.
type Decorator struct {
	at
	// Expr is a *Call, *InstanceCall, *Ident, *Member or *Skipped.
	Expr Expr
	// After is what stands behind it where the line should have ended; nil if
	// nothing does.
	After *Skipped
}

func (d *Decorator) children(visit func(Node)) {
	visit(d.Expr)
}

func visitDecorators(visit func(Node), decorators []*Decorator) {
	for _, d := range decorators {
		visit(d)
		visitSkipped(visit, d.After)
	}
}

// TargetScope is "targetScope = value".
type TargetScope struct {
	Decl
	Value Expr
}

func (s *TargetScope) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// Metadata is "metadata name = value".
type Metadata struct {
	Decl
	Name  Name
	Value Expr
}

func (s *Metadata) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// Param is "param name type = default".
type Param struct {
	Decl
	Name Name
	Type Type
	// Default is nil where the parameter has none.
	Default Expr
	// modifier is what stands in place of "= default".
	modifier *Skipped
}

func (s *Param) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Type)
	visitExpr(visit, s.Default)
	visitSkipped(visit, s.modifier)
}

// Var is "var name type = value".
type Var struct {
	Decl
	Name Name
	// Type is nil where none is written.
	Type  Type
	Value Expr
}

func (s *Var) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visitType(visit, s.Type)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// TypeDecl is "type name = type".
type TypeDecl struct {
	Decl
	Name  Name
	Value Type
}

func (s *TypeDecl) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// Func is "func name(parameters) type => body".
type Func struct {
	Decl
	Name Name
	// Lambda is a *TypedLambda or *Skipped.
	Lambda Expr
}

func (s *Func) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Lambda)
}

// Resource is "resource name 'type@version' existing = body", on the top
// level or among the properties of another resource.
type Resource struct {
	Decl
	Name Name
	// Type is a *String or *Skipped.
	Type Expr
	// Existing reports whether the resource is only referred to.
	Existing bool
	// Body is an *Object, an *If, a *For with one of these as its body, or
	// *Skipped.
	Body Expr
}

func (s *Resource) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Type)
	visitSkipped(visit, s.assign)
	visit(s.Body)
}

// Module is "module name 'path' = body".
type Module struct {
	Decl
	Name Name
	// Path is a *String or *Skipped.
	Path Expr
	// Body is as in a Resource.
	Body Expr
}

func (s *Module) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Path)
	visitSkipped(visit, s.assign)
	visit(s.Body)
}

// Test is "test name 'path' = body".
type Test struct {
	Decl
	Name Name
	// Path is a *String or *Skipped.
	Path Expr
	// Body is an *Object or *Skipped.
	Body Expr
}

func (s *Test) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Path)
	visitSkipped(visit, s.assign)
	visit(s.Body)
}

// Output is "output name type = value".
type Output struct {
	Decl
	Name  Name
	Type  Type
	Value Expr
}

func (s *Output) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visit(s.Type)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// Assert is "assert name = condition".
type Assert struct {
	Decl
	Name  Name
	Value Expr
}

func (s *Assert) children(visit func(Node)) {
	visitDecorators(visit, s.Decorators)
	visit(&s.Name)
	visitSkipped(visit, s.assign)
	visit(s.Value)
}

// Missing is decorators with no declaration after them.
type Missing struct{ Decl }

func (s *Missing) children(visit func(Node)) { visitDecorators(visit, s.Decorators) }
