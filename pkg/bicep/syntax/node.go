package syntax

import "github.com/hublint/hublint/pkg/source"

// Node is a piece of the tree. Its range begins at its first token and ends
// at its last; a range of no length stands where something is missing. The
// children of a node lie within its range, in order, and do not overlap.
type Node interface {
	Range() source.Range
	// children calls visit for each child in the order of the source. A child
	// is never nil.
	children(visit func(Node))
}

// Statement is a Node that stands on the top level of a file: *TargetScope,
// *Metadata, *Param, *Var, *TypeDecl, *Func, *Resource, *Module, *Output,
// *Assert, *Test, *Import, *Extension, *Using, *Extends, *ParamValue,
// *ExtensionConfig, *Missing or *Skipped.
type Statement interface {
	Node
	statement()
}

// Expr is an expression: *String, *Int, *Bool, *Null, *Ident, *Object,
// *Array, *Call, *InstanceCall, *Member, *NestedResource, *Index, *NonNull,
// *Ternary, *Binary, *Unary, *Paren, *Lambda, *TypedLambda, *For, *If or
// *Skipped.
type Expr interface {
	Node
	expr()
}

// Type is a type: *Ident, *String, *Int, *Bool, *Null, *ObjectType,
// *TupleType, *ArrayType, *UnionType, *NullableType, *NonNullableType,
// *UnaryType, *ParenType, *TypeMember, *TypeIndex, *TypeItems, *TypeRest,
// *TypeCall, *ResourceType or *Skipped.
type Type interface {
	Node
	typeNode()
}

// at is embedded in each node.
type at struct{ r source.Range }

// Range returns where the node stands.
func (a *at) Range() source.Range { return a.r }

// Name is an identifier that names something: a declaration, a property, a
// function. Text is empty where it is missing or malformed.
type Name struct {
	at
	Text string
}

func (*Name) children(func(Node)) {}

// Skipped is source the parser could not place, up to where it found its way
// again, or a place where something is missing. Each stands under at least
// one diagnostic.
type Skipped struct {
	at
	// Elements are the nodes that were read before, if any.
	Elements []Node
}

func (s *Skipped) children(visit func(Node)) { visitAll(visit, s.Elements) }
func (*Skipped) statement()                  {}
func (*Skipped) expr()                       {}
func (*Skipped) typeNode()                   {}

// Empty reports whether nothing was skipped: something is missing.
func (s *Skipped) Empty() bool { return s.r.Start == s.r.End }

// Children calls visit for each child of a node in the order of the source,
// with the parts the parser skipped.
func Children(n Node, visit func(Node)) { n.children(visit) }

// Inspect calls visit for a node and, as long as visit returns true, for what
// is below it, in the order of the source.
func Inspect(n Node, visit func(Node) bool) {
	if visit(n) {
		n.children(func(child Node) { Inspect(child, visit) })
	}
}

func visitAll[N Node](visit func(Node), nodes []N) {
	for _, n := range nodes {
		visit(n)
	}
}

// visitExpr visits an expression that may be absent.
func visitExpr(visit func(Node), e Expr) {
	if e != nil {
		visit(e)
	}
}

// visitType visits a type that may be absent.
func visitType(visit func(Node), t Type) {
	if t != nil {
		visit(t)
	}
}

// visitSkipped visits what stands in place of a token, if anything does.
func visitSkipped(visit func(Node), s *Skipped) {
	if s != nil {
		visit(s)
	}
}
