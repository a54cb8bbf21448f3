package syntax

import (
	"fmt"
	"strings"
)

// The compiler's repository holds, beside each baseline, its own tokens and
// tree as comments between the lines of the source. This file prints ours in
// the same form.

// item is a node or token of the compiler's tree.
type item struct {
	kind       string
	start, end int32
	children   []item
}

// adapter turns our tree into that of the compiler, which has every token as
// a node and a few more wrappers.
type adapter struct {
	f   *File
	pos int
	// hole is set while the direct child of a broken string's hole is turned.
	hole bool
}

var tokenNames = map[Kind]string{
	EndOfFile: "EndOfFile", NewLine: "NewLine", Unrecognized: "Unrecognized", Identifier: "Identifier", Integer: "Integer",
	KeywordTrue: "TrueKeyword", KeywordFalse: "FalseKeyword", KeywordNull: "NullKeyword", StringComplete: "StringComplete",
	StringLeft: "StringLeftPiece", StringMiddle: "StringMiddlePiece", StringRight: "StringRightPiece", LeftBrace: "LeftBrace",
	RightBrace: "RightBrace", LeftParen: "LeftParen", RightParen: "RightParen", LeftSquare: "LeftSquare", RightSquare: "RightSquare",
	At: "At", Comma: "Comma", Dot: "Dot", Ellipsis: "Ellipsis", Question: "Question", DoubleQuestion: "DoubleQuestion",
	Colon: "Colon", DoubleColon: "DoubleColon", Semicolon: "Semicolon", Assign: "Assignment", Arrow: "Arrow", Plus: "Plus",
	Minus: "Minus", Star: "Asterisk", Slash: "Slash", Percent: "Modulo", Exclamation: "Exclamation", Less: "LeftChevron",
	LessEqual: "LessThanOrEqual", Greater: "RightChevron", GreaterEqual: "GreaterThanOrEqual", Equal: "Equals",
	NotEqual: "NotEquals", EqualFold: "EqualsInsensitive", NotEqualFold: "NotEqualsInsensitive", And: "LogicalAnd", Or: "LogicalOr",
	Pipe: "Pipe", Hat: "Hat",
}

// compilerTree returns the tree of a file as the compiler has it.
func compilerTree(f *File) item {
	a := &adapter{f: f}
	root := item{kind: "ProgramSyntax", end: int32(len(f.text))}
	for _, s := range f.Statements {
		a.before(&root, s.Range().Start)
		a.statement(&root, s)
	}
	for a.pos < len(f.Tokens) {
		a.token(&root)
	}
	return root
}

func (a *adapter) token(into *item) {
	t := a.f.Tokens[a.pos]
	a.pos++
	text := fmt.Sprintf("Token(%s) |%s|", tokenNames[t.Kind], a.f.Text(t))
	into.children = append(into.children, item{kind: text, start: t.Start, end: t.End})
}

// before adds the tokens up to an offset.
func (a *adapter) before(into *item, offset int32) {
	for a.pos < len(a.f.Tokens) && a.f.Tokens[a.pos].Start < offset {
		a.token(into)
	}
}

func (a *adapter) next() Token { return a.f.Tokens[a.pos] }

// node adds a node of a kind: its tokens, and in their places what add adds.
func (a *adapter) node(into *item, kind string, start, end int32, add func(*item)) {
	a.before(into, start)
	n := item{kind: kind, start: start, end: end}
	if add != nil {
		add(&n)
	}
	a.before(&n, end)
	into.children = append(into.children, n)
}

func (a *adapter) empty(into *item, offset int32) {
	a.node(into, "SkippedTriviaSyntax", offset, offset, nil)
}

func (a *adapter) name(into *item, n *Name) {
	r := n.Range()
	a.node(into, "IdentifierSyntax", r.Start, r.End, func(it *item) {
		if n.Text == "" {
			a.node(it, "SkippedTriviaSyntax", r.Start, r.End, nil)
		}
	})
}

func (a *adapter) local(into *item, n Node) {
	if name, ok := n.(*Name); ok {
		a.node(into, "LocalVariableSyntax", name.r.Start, name.r.End, func(it *item) { a.name(it, name) })
		return
	}
	a.any(into, n)
}

func (a *adapter) skipped(into *item, s *Skipped) {
	hole := a.hole
	a.hole = false
	broken := a.brokenString(s)
	a.node(into, "SkippedTriviaSyntax", s.r.Start, s.r.End, func(it *item) {
		for _, e := range s.Elements {
			a.hole = broken || hole
			a.any(it, e)
			a.hole = false
		}
		a.before(it, s.r.End)
		if t := a.next(); (!hole || broken && a.f.Tokens[a.pos-1].Kind != StringRight && len(s.Elements) > 0) && !s.Empty() && t.Kind == StringRight && t.Start == t.End && t.Start == s.r.End {
			a.token(it)
		}
	})
}

// brokenString reports whether a malformed string was skipped, and no more.
func (a *adapter) brokenString(s *Skipped) bool {
	tokens := a.f.TokensIn(s.r)
	if s.Empty() || len(tokens) == 0 || tokens[0].Kind != StringComplete && tokens[0].Kind != StringLeft {
		return false
	}
	last := tokens[len(tokens)-1]
	whole := len(tokens) == 1 || last.Kind == StringRight || len(s.Elements) > 0
	if !whole {
		return false
	}
	for _, t := range tokens {
		if t.Kind >= StringComplete && t.Kind <= StringRight {
			if _, ok := segmentText(a.f.Text(t), t.Kind, openingOf(a.f.Text(tokens[0]))); !ok {
				return true
			}
		}
	}
	return len(s.Elements) > 0
}

// wrap adds a node in a wrapper that the compiler has and we do not.
func (a *adapter) wrap(into *item, kind string, n Node, typ bool) {
	r := n.Range()
	a.node(into, kind, r.Start, r.End, func(it *item) { a.in(it, n, typ) })
}

func (a *adapter) any(into *item, n Node) { a.in(into, n, false) }

func (a *adapter) typ(into *item, n Node) { a.in(into, n, true) }

func (a *adapter) in(into *item, n Node, typ bool) {
	switch n := n.(type) {
	case *Skipped:
		a.skipped(into, n)
		return
	case *Name:
		a.name(into, n)
		return
	}
	kind := kindName(n, typ)
	r := n.Range()
	a.hole = false
	a.node(into, kind, r.Start, r.End, func(it *item) { a.parts(it, n, typ) })
}

// kindName returns the compiler's word for a node.
func kindName(n Node, typ bool) string {
	name := strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax.")
	if typ {
		if in, ok := map[string]string{"String": "StringTypeLiteral", "Int": "IntegerTypeLiteral", "Bool": "BooleanTypeLiteral", "Null": "NullTypeLiteral", "Ident": "TypeVariableAccess"}[name]; ok {
			return in + "Syntax"
		}
	}
	if other, ok := map[string]string{
		"Int": "IntegerLiteral", "Bool": "BooleanLiteral", "Null": "NullLiteral", "None": "NoneLiteral", "Ident": "VariableAccess",
		"Property": "ObjectProperty", "Spread": "SpreadExpression", "Call": "FunctionCall", "InstanceCall": "InstanceFunctionCall",
		"Member": "PropertyAccess", "NestedResource": "ResourceAccess", "Index": "ArrayAccess", "NonNull": "NonNullAssertion",
		"Ternary": "TernaryOperation", "Binary": "BinaryOperation", "Unary": "UnaryOperation", "Paren": "ParenthesizedExpression",
		"VarBlock": "VariableBlock", "TypedVarBlock": "TypedVariableBlock", "TypedName": "TypedLocalVariable", "If": "IfCondition",
		"TypeProperty": "ObjectTypeProperty", "TupleItem": "TupleTypeItem", "UnaryType": "UnaryTypeOperation", "ParenType": "ParenthesizedType",
		"TypeMember": "TypePropertyAccess", "TypeIndex": "TypeArrayAccess", "TypeItems": "TypeItemsAccess",
		"TypeRest": "TypeAdditionalPropertiesAccess", "ImportList": "ImportedSymbolsList", "ImportItem": "ImportedSymbolsListItem",
		"Wildcard": "WildcardImport", "Resource": "ResourceDeclaration", "Missing": "MissingDeclaration",
	}[name]; ok {
		return other + "Syntax"
	}
	if call, ok := n.(*TypeCall); ok && call.Base != nil {
		return "InstanceParameterizedTypeInstantiationSyntax"
	} else if ok {
		return "ParameterizedTypeInstantiationSyntax"
	}
	return name + "Syntax"
}

// inner adds a child of a node that has names, decorators and types.
func (a *adapter) inner(it *item, n Node) {
	if d, ok := n.(*Decorator); ok {
		a.any(it, d)
		return
	}
	a.typ(it, n)
}

// methodName adds the name of a method, which the error ".?" goes into.
func (a *adapter) methodName(it *item, n *InstanceCall) {
	if !n.safe {
		a.name(it, &n.Name)
		return
	}
	a.before(it, n.Name.r.Start-1)
	start := n.Name.r.Start - 1
	if t := a.f.Tokens[a.pos-1]; t.Kind == Question {
		start = t.Start
		a.pos--
		it.children = it.children[:len(it.children)-1]
	}
	a.node(it, "IdentifierSyntax", start, n.Name.r.End, func(it *item) {
		a.node(it, "SkippedTriviaSyntax", start, n.Name.r.End, func(it *item) { a.name(it, &n.Name) })
	})
}

func nodes[N Node](list []N) []Node {
	var out []Node
	for _, n := range list {
		out = append(out, n)
	}
	return out
}

// elements adds the elements of a bracket, with what the compiler puts where
// a separator is missing or one too many.
func (a *adapter) elements(it *item, items []Node, end int32, add func(*item, Node)) {
	a.token(it)
	for i, n := range items {
		if i > 0 {
			before := a.pos
			if k := a.next().Kind; k == Comma || k == NewLine {
				a.separator(it)
			}
			for a.next().Start < n.Range().Start {
				a.separator(it)
			}
			if a.pos == before {
				a.empty(it, a.next().Start)
			}
		}
		add(it, n)
	}
	for a.next().Start < end {
		a.separator(it)
	}
}

func (a *adapter) separator(it *item) {
	comma := a.next().Kind == Comma
	a.token(it)
	if comma && a.next().Kind == NewLine {
		a.empty(it, a.next().Start)
	}
}

// arguments adds arguments in their wrappers.
func (a *adapter) arguments(it *item, args []Node, closer Kind, end int32) {
	wrapper := "FunctionArgumentSyntax"
	if closer == Greater {
		wrapper = "ParameterizedTypeArgumentSyntax"
	}
	for k := a.next().Kind; k != LeftParen && k != Less; k = a.next().Kind {
		a.token(it)
	}
	a.token(it)
	for i, n := range args {
		if i > 0 && a.next().Kind != Comma {
			a.empty(it, a.next().Start)
		}
		if i > 0 && a.next().Kind == Comma {
			a.token(it)
		}
		for a.next().Kind == NewLine {
			a.token(it)
		}
		a.wrap(it, wrapper, n, closer == Greater)
	}
	for a.next().Kind == NewLine && a.next().Start < end {
		a.token(it)
	}
	if a.next().Kind == closer {
		a.token(it)
	} else {
		a.empty(it, end)
	}
}
