package syntax

// Int is a whole number without a sign. Values above the largest int64 are
// kept, since a "-" before 9223372036854775808 makes it valid.
type Int struct {
	at
	Value uint64
}

// Bool is true or false.
type Bool struct {
	at
	Value bool
}

// Null is null.
type Null struct{ at }

// Ident is a name that refers to a declaration, a local variable or, in a
// type, a type.
type Ident struct {
	at
	Name string
}

// String is a string, interpolated or not.
type String struct {
	at
	// Text is what the string says up to its first hole, escapes decoded.
	Text  string
	Holes []Hole
	// Multiline reports whether it stands in three quotes.
	Multiline bool
}

// Hole is "${…}" in a string, with the text after it.
type Hole struct {
	Expr Expr
	Text string
}

// Literal returns the text of a string that has no holes.
func (s *String) Literal() (string, bool) { return s.Text, len(s.Holes) == 0 }

// Object is "{…}".
type Object struct {
	at
	// Items are *Property, *Spread, *Skipped and, in the body of a resource,
	// *Resource and *Missing.
	Items []Node
}

// Property is "key: value" in an object.
type Property struct {
	at
	// Key is a *Name, a *String or *Skipped.
	Key   Node
	Value Expr
	// colon is what stands in place of ":".
	colon *Skipped
}

// KeyText returns the name of the property; false if it is computed or
// malformed.
func (p *Property) KeyText() (string, bool) { return keyText(p.Key) }

func keyText(key Node) (string, bool) {
	switch k := key.(type) {
	case *Name:
		return k.Text, k.Text != ""
	case *String:
		return k.Literal()
	}
	return "", false
}

// Spread is "...value" in an object or an array.
type Spread struct {
	at
	Value Expr
}

// Array is "[…]".
type Array struct {
	at
	// Items are expressions, *Skipped among them, and *Spread.
	Items []Node
}

// Call is "name(arguments)".
type Call struct {
	at
	Name Name
	// Args has an element for each argument, *Skipped for a malformed one.
	Args []Expr
}

// InstanceCall is "base.name(arguments)": a function of a namespace or a
// method of a resource.
type InstanceCall struct {
	at
	Base Expr
	Name Name
	// Args has an element for each argument, *Skipped for a malformed one.
	Args []Expr
	// safe marks the error "base.?name()".
	safe bool
}

// Member is "base.name" or "base.?name".
type Member struct {
	at
	Base Expr
	Name Name
	// Safe reports whether it is written with ".?".
	Safe bool
}

// NestedResource is "base::name".
type NestedResource struct {
	at
	Base Expr
	Name Name
}

// Index is "base[index]".
type Index struct {
	at
	Base  Expr
	Index Expr
	// Safe reports whether it is written with "[?".
	Safe bool
	// FromEnd reports whether it is written with "[^" or "[?^".
	FromEnd bool
}

// NonNull is "base!".
type NonNull struct {
	at
	Base Expr
}

// Ternary is "condition ? then : else".
type Ternary struct {
	at
	Cond, Then, Else Expr
	// colon is what stands in place of ":".
	colon *Skipped
}

// Binary is "left op right".
type Binary struct {
	at
	Op          Kind
	Left, Right Expr
}

// Unary is "!operand" or "-operand"; Op is Exclamation or Minus.
type Unary struct {
	at
	Op      Kind
	Operand Expr
}

// Paren is "(inner)".
type Paren struct {
	at
	Inner Expr
	// close is what stands in place of ")".
	close *Skipped
}

// Lambda is "name => body" or "(names) => body".
type Lambda struct {
	at
	// Vars is a *Name or a *VarBlock.
	Vars Node
	Body Expr
}

// Params returns the names the lambda declares.
func (l *Lambda) Params() []*Name { return varNames(l.Vars) }

// VarBlock is "(names)" before the arrow of a lambda or in a loop.
type VarBlock struct {
	at
	// Items are *Name and *Skipped.
	Items []Node
	// close is what stands in place of ")".
	close *Skipped
}

func varNames(vars Node) []*Name {
	switch v := vars.(type) {
	case *Name:
		return []*Name{v}
	case *VarBlock:
		return nodesOf[*Name](v.Items)
	}
	return nil
}

// nodesOf returns the nodes of one type.
func nodesOf[N Node](nodes []Node) []N {
	var found []N
	for _, n := range nodes {
		if n, ok := n.(N); ok {
			found = append(found, n)
		}
	}
	return found
}

// TypedLambda is "(name type, …) type => body", the value of a Func.
type TypedLambda struct {
	at
	Params *TypedVarBlock
	Result Type
	Body   Expr
	// arrow is what stands in place of "=>".
	arrow *Skipped
}

// TypedVarBlock is the parameters of a function in their parentheses.
type TypedVarBlock struct {
	at
	// Items are *TypedName and *Skipped.
	Items []Node
	close *Skipped
}

// Names returns the parameters that could be read.
func (b *TypedVarBlock) Names() []*TypedName { return nodesOf[*TypedName](b.Items) }

// TypedName is "name type", a parameter of a function.
type TypedName struct {
	at
	Name Name
	Type Type
}

// For is "[for item in list: body]" or "[for (item, index) in list: body]".
type For struct {
	at
	// Vars is a *Name, a *VarBlock of two or *Skipped.
	Vars Node
	List Expr
	// Body is an expression; in a resource or module an *Object or an *If.
	Body Expr
	// in, colon and close are what stands in place of these tokens.
	in, colon, close *Skipped
}

// Item returns the variable for the element; nil if it could not be read.
func (f *For) Item() *Name { return f.variable(0) }

// Index returns the variable for the index; nil if there is none.
func (f *For) Index() *Name { return f.variable(1) }

func (f *For) variable(i int) *Name {
	if names := varNames(f.Vars); i < len(names) {
		return names[i]
	}
	return nil
}

// If is "if (condition) body" before the body of a resource or module.
type If struct {
	at
	// Cond is a *Paren or *Skipped.
	Cond Expr
	// Body is an *Object or *Skipped.
	Body Expr
}
