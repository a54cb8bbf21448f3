package syntax

// ObjectType is "{…}" as a type.
type ObjectType struct {
	at
	// Items has a property each.
	Items []*TypeProperty
}

// TypeProperty is "key: type" in an object type, or "*: type" for all other
// properties.
type TypeProperty struct {
	at
	Decorators []*Decorator
	// Key is a *Name, a *String or *Skipped; nil for "*".
	Key  Node
	Type Type
	// colon is what stands in place of ":".
	colon *Skipped
}

// KeyText returns the name of the property; false for "*" and for a
// malformed key.
func (p *TypeProperty) KeyText() (string, bool) { return keyText(p.Key) }

// TupleType is "[…]" as a type.
type TupleType struct {
	at
	// Items are *TupleItem and *Skipped.
	Items []Node
}

// TupleItem is an element of a tuple type.
type TupleItem struct {
	at
	Decorators []*Decorator
	Type       Type
}

// ArrayType is "item[]".
type ArrayType struct {
	at
	Item Type
}

// UnionType is "a | b", with or without a "|" before the first.
type UnionType struct {
	at
	Members []Type
}

// NullableType is "base?".
type NullableType struct {
	at
	Base Type
}

// NonNullableType is "base!".
type NonNullableType struct {
	at
	Base Type
}

// UnaryType is "-operand" or "!operand" in a type; Op is Exclamation or Minus.
type UnaryType struct {
	at
	Op      Kind
	Operand Type
}

// ParenType is "(inner)".
type ParenType struct {
	at
	Inner Type
	// close is what stands in place of ")".
	close *Skipped
}

// TypeMember is "base.name".
type TypeMember struct {
	at
	Base Type
	Name Name
}

// TypeIndex is "base[index]".
type TypeIndex struct {
	at
	Base  Type
	Index Expr
}

// TypeItems is "base[*]".
type TypeItems struct {
	at
	Base Type
}

// TypeRest is "base.*".
type TypeRest struct {
	at
	Base Type
}

// TypeCall is "name<arguments>" or "base.name<arguments>", as in
// resourceInput<'type@version'>.
type TypeCall struct {
	at
	// Base is nil where the name stands alone.
	Base Type
	Name Name
	// Args has an element for each argument, *Skipped for a malformed one.
	Args []Type
}

// ResourceType is "resource 'type@version'" as the type of a parameter or an
// output.
type ResourceType struct {
	at
	// Type is a *String or *Skipped; nil where an output leaves it away.
	Type Expr
}

func (*Int) typeNode()             {}
func (*Bool) typeNode()            {}
func (*Null) typeNode()            {}
func (*Ident) typeNode()           {}
func (*String) typeNode()          {}
func (*ObjectType) typeNode()      {}
func (*TupleType) typeNode()       {}
func (*ArrayType) typeNode()       {}
func (*UnionType) typeNode()       {}
func (*NullableType) typeNode()    {}
func (*NonNullableType) typeNode() {}
func (*UnaryType) typeNode()       {}
func (*ParenType) typeNode()       {}
func (*TypeMember) typeNode()      {}
func (*TypeIndex) typeNode()       {}
func (*TypeItems) typeNode()       {}
func (*TypeRest) typeNode()        {}
func (*TypeCall) typeNode()        {}
func (*ResourceType) typeNode()    {}

func (t *ObjectType) children(visit func(Node)) { visitAll(visit, t.Items) }

func (p *TypeProperty) children(visit func(Node)) {
	visitDecorators(visit, p.Decorators)
	if p.Key != nil {
		visit(p.Key)
	}
	visitSkipped(visit, p.colon)
	visit(p.Type)
}

func (t *TupleType) children(visit func(Node)) { visitAll(visit, t.Items) }

func (i *TupleItem) children(visit func(Node)) {
	visitDecorators(visit, i.Decorators)
	visit(i.Type)
}

func (t *ArrayType) children(visit func(Node)) { visit(t.Item) }

func (t *UnionType) children(visit func(Node)) { visitAll(visit, t.Members) }

func (t *NullableType) children(visit func(Node)) { visit(t.Base) }

func (t *NonNullableType) children(visit func(Node)) { visit(t.Base) }

func (t *UnaryType) children(visit func(Node)) { visit(t.Operand) }

func (t *ParenType) children(visit func(Node)) {
	visit(t.Inner)
	visitSkipped(visit, t.close)
}

func (t *TypeMember) children(visit func(Node)) {
	visit(t.Base)
	visit(&t.Name)
}

func (t *TypeIndex) children(visit func(Node)) {
	visit(t.Base)
	visit(t.Index)
}

func (t *TypeItems) children(visit func(Node)) { visit(t.Base) }

func (t *TypeRest) children(visit func(Node)) { visit(t.Base) }

func (t *TypeCall) children(visit func(Node)) {
	visitType(visit, t.Base)
	visit(&t.Name)
	visitAll(visit, t.Args)
}

func (t *ResourceType) children(visit func(Node)) { visitExpr(visit, t.Type) }
