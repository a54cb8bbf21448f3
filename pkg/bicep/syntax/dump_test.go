package syntax

import (
	"fmt"
	"strings"
	"unicode/utf16"
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
	switch n := n.(type) {
	case *TypeCall:
		if n.Base != nil {
			return "InstanceParameterizedTypeInstantiationSyntax"
		}
		return "ParameterizedTypeInstantiationSyntax"
	}
	return name + "Syntax"
}

// parts adds the children of a node.
func (a *adapter) parts(it *item, n Node, typ bool) {
	switch n := n.(type) {
	case *Object:
		a.elements(it, n.Items, n.r.End, a.any)
	case *Array:
		a.elements(it, n.Items, n.r.End, func(it *item, item Node) {
			if s, bad := item.(*Skipped); bad && !a.brokenString(s) {
				a.skipped(it, s)
			} else if _, spread := item.(*Spread); spread {
				a.any(it, item)
			} else {
				a.wrap(it, "ArrayItemSyntax", item, false)
			}
		})
	case *Call:
		a.name(it, &n.Name)
		a.arguments(it, nodes(n.Args), RightParen, n.r.End, "FunctionArgumentSyntax", false)
	case *InstanceCall:
		a.any(it, n.Base)
		if n.safe {
			a.safeCall(it, n)
		} else {
			a.name(it, &n.Name)
		}
		a.arguments(it, nodes(n.Args), RightParen, n.r.End, "FunctionArgumentSyntax", false)
	case *TypeCall:
		if n.Base != nil {
			a.typ(it, n.Base)
		}
		a.name(it, &n.Name)
		a.arguments(it, nodes(n.Args), Greater, n.r.End, "ParameterizedTypeArgumentSyntax", true)
	case *Lambda:
		a.local(it, n.Vars)
		a.any(it, n.Body)
	case *For:
		a.local(it, n.Vars)
		visitSkipped(func(s Node) { a.any(it, s) }, n.in)
		a.any(it, n.List)
		visitSkipped(func(s Node) { a.any(it, s) }, n.colon)
		a.any(it, n.Body)
		visitSkipped(func(s Node) { a.any(it, s) }, n.close)
	case *VarBlock:
		for _, v := range n.Items {
			a.local(it, v)
		}
		visitSkipped(func(s Node) { a.any(it, s) }, n.close)
	case *String:
		n.children(func(child Node) { a.any(it, child) })
	case *TypeIndex:
		a.typ(it, n.Base)
		a.any(it, n.Index)
	case *ResourceType:
		visitExpr(func(e Node) { a.any(it, e) }, n.Type)
	case *ArrayType:
		a.wrap(it, "ArrayTypeMemberSyntax", n.Item, true)
	case *UnionType:
		for _, m := range n.Members {
			if s, bad := m.(*Skipped); bad && !a.brokenString(s) {
				a.skipped(it, s)
			} else {
				a.wrap(it, "UnionTypeMemberSyntax", m, true)
			}
		}
	case *ObjectType:
		a.elements(it, nodes(n.Items), n.r.End, func(it *item, p Node) {
			if property := p.(*TypeProperty); property.Key == nil {
				a.node(it, "ObjectTypeAdditionalPropertiesSyntax", property.r.Start, property.r.End, func(it *item) { a.parts(it, p, true) })
			} else {
				a.typ(it, p)
			}
		})
	case *TupleType:
		a.elements(it, n.Items, n.r.End, a.typ)
	case *TypedLambda:
		a.typ(it, n.Params)
		a.typ(it, n.Result)
		visitSkipped(func(s Node) { a.any(it, s) }, n.arrow)
		a.any(it, n.Body)
	case *ImportItem:
		a.any(it, n.Symbol)
		if n.Alias != nil {
			a.clause(it, "AliasAsClauseSyntax", n.Alias)
		}
	case *ImportList:
		a.elements(it, n.Items, n.r.End, a.any)
	case *Wildcard:
		a.before(it, n.r.Start+1)
		a.clause(it, "AliasAsClauseSyntax", &n.Alias)
	case *TypedName, *TupleItem, *TypeProperty, *TypedVarBlock:
		n.children(func(child Node) { a.inner(it, child) })
	case *Ident:
		a.node(it, "IdentifierSyntax", n.r.Start, n.r.End, nil)
	case *Resource:
		a.statementParts(it, n)
	case *Missing:
		a.decorators(it, n.Decorators)
	default:
		n.children(func(child Node) { a.in(it, child, typ) })
	}
}

// inner adds a child of a node that has names, decorators and types.
func (a *adapter) inner(it *item, n Node) {
	if d, ok := n.(*Decorator); ok {
		a.any(it, d)
		return
	}
	a.typ(it, n)
}

func (a *adapter) safeCall(it *item, n *InstanceCall) {
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
			for a.next().Start < n.Range().Start || a.next().Kind == Comma && a.pos == before || a.next().Kind == NewLine && a.pos == before {
				comma := a.next().Kind == Comma
				a.token(it)
				if comma && a.next().Kind == NewLine {
					a.empty(it, a.next().Start)
				}
			}
			if a.pos == before {
				a.empty(it, a.next().Start)
			}
		}
		add(it, n)
	}
	a.trailingComma(it, end)
}

func (a *adapter) trailingComma(it *item, end int32) {
	for a.next().Start < end {
		comma := a.next().Kind == Comma
		a.token(it)
		if comma && a.next().Kind == NewLine {
			a.empty(it, a.next().Start)
		}
	}
}

// arguments adds arguments in their wrappers.
func (a *adapter) arguments(it *item, args []Node, closer Kind, end int32, wrapper string, typ bool) {
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
		a.wrap(it, wrapper, n, typ)
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

// clause adds the word that comes next with the node after it.
func (a *adapter) clause(it *item, kind string, n Node) {
	a.node(it, kind, a.next().Start, n.Range().End, func(it *item) { a.any(it, n) })
}

func (a *adapter) decorators(it *item, decorators []*Decorator) {
	for _, d := range decorators {
		a.any(it, d)
		visitSkipped(func(s Node) { a.any(it, s) }, d.After)
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
	skip := func(s *Skipped) { visitSkipped(func(s Node) { a.any(it, s) }, s) }
	switch s := s.(type) {
	case *Param:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		a.typ(it, s.Type)
		if s.Default != nil {
			a.clause(it, "ParameterDefaultValueSyntax", s.Default)
		}
		skip(s.modifier)
	case *Var:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		visitType(func(t Node) { a.typ(it, t) }, s.Type)
		skip(s.assign)
		a.any(it, s.Value)
	case *TypeDecl:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		skip(s.assign)
		a.typ(it, s.Value)
	case *Output:
		a.decorators(it, s.Decorators)
		a.name(it, &s.Name)
		a.typ(it, s.Type)
		skip(s.assign)
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

// dumpLine is one comment in a dump.
type dumpLine struct {
	line, start, end int
	text             string
}

// lines flattens a tree as the compiler prints it.
func (it *item) lines(at func(int32) (line, column int)) []dumpLine {
	var out []dumpLine
	var walk func(it *item, prefix string, top, last bool)
	walk = func(it *item, prefix string, top, last bool) {
		line, start := at(it.start)
		branch := "├─"
		if last {
			branch = "└─"
		}
		if top {
			branch = ""
		}
		endLine, end := at(it.end)
		_ = endLine
		out = append(out, dumpLine{line, start, end, prefix + branch + escapeBlanks(it.kind)})
		below := prefix
		if !top {
			below += map[bool]string{true: "  ", false: "| "}[last]
		}
		for i := range it.children {
			walk(&it.children[i], below, false, i == len(it.children)-1)
		}
	}
	walk(it, "", true, true)
	return out
}

func escapeBlanks(s string) string {
	return strings.NewReplacer("\r", `\r`, "\n", `\n`, "\t", `\t`).Replace(s)
}

// utf16Offsets returns, for each byte offset of a text, its UTF-16 offset.
func utf16Offsets(text string) []int {
	offsets := make([]int, len(text)+1)
	n := 0
	for i, r := range text {
		offsets[i] = n
		if i > 0 || r != '\ufeff' {
			n += utf16.RuneLen(r)
		}
	}
	offsets[len(text)] = n
	return offsets
}
