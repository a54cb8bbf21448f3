package syntax

import "strconv"

// flags say what an expression may hold.
type flags uint8

const (
	// allowLiterals allows objects and arrays, which a string hole does not.
	allowLiterals flags = 1 << iota
	// allowResources allows nested resources in objects.
	allowResources
)

func (p *parser) anyExpression() Expr { return p.expression(allowLiterals) }

// expression reads an expression; nil if none is here.
func (p *parser) expression(f flags) Expr {
	outer := p.enter()
	defer p.leave(outer)
	e := p.binary(f, 0)
	if e == nil {
		return nil
	}
	question := p.beyondNewLines()
	if p.tokens[question].Kind != Question {
		return e
	}
	p.pos = question + 1
	return p.ternary(f, e)
}

func (p *parser) ternary(f flags, cond Expr) Expr {
	branch := func() Expr { return p.expression(f) }
	t := &Ternary{Cond: cond}
	t.Then = attempt(p, branch, false, stopOperand|1<<Colon)
	if _, bad := t.Then.(*Skipped); !bad && p.tokens[p.beyondNewLines()].Kind == Colon {
		p.skipNewLines()
	}
	t.colon = p.requireOr(Colon, "':'", absent(t.Then), stopOperand)
	t.Else = attempt(p, branch, absent(t.colon), stopOperand)
	t.at = p.upTo(cond.Range().Start, t.Else)
	return t
}

// binary reads operands and operators that bind tighter than a precedence.
func (p *parser) binary(f flags, precedence int) Expr {
	e := p.unary(f)
	if e == nil {
		return nil
	}
	for {
		op := p.kind()
		tighter := op.precedence()
		if tighter <= precedence {
			return e
		}
		p.next()
		left := p.deepest
		p.deepest = p.depth
		right := attempt(p, func() Expr { return p.binary(f, tighter) }, false, stopOperand)
		p.deepest = max(left, p.deepest)
		p.deepen()
		e = &Binary{p.upTo(e.Range().Start, right), op, e, right}
	}
}

// unary reads an operand with at most one sign: "--1" is an error.
func (p *parser) unary(f flags) Expr {
	t := p.token()
	if t.Kind != Exclamation && t.Kind != Minus {
		return p.memberExpression(f)
	}
	p.next()
	e := attempt(p, func() Expr { return p.memberExpression(f) }, false, stopOperand)
	return &Unary{p.upTo(t.Start, e), t.Kind, e}
}

// memberExpression reads an operand with the accesses behind it.
func (p *parser) memberExpression(f flags) Expr {
	e := p.primary(f)
	for e != nil {
		switch p.kind() {
		case LeftSquare:
			e = p.index(e, f)
		case Dot:
			p.next()
			e = p.member(e, p.accept(Question), f)
		case DoubleColon:
			p.next()
			name := p.nameHere("the name of a nested resource")
			e = &NestedResource{p.upTo(e.Range().Start, &name), e, name}
		case Exclamation:
			p.next()
			e = &NonNull{p.read(e.Range().Start), e}
		default:
			return e
		}
		p.deepen()
	}
	return nil
}

func (p *parser) index(base Expr, f flags) Expr {
	p.next()
	n := &Index{Base: base, Safe: p.accept(Question), FromEnd: p.accept(Hat)}
	if p.kind() == RightSquare {
		p.missing("an index")
		n.Index = p.skipped(p.pos)
	} else if n.Index = p.expression(f); n.Index == nil {
		return nil
	}
	if !p.require(RightSquare, "']'") {
		return nil
	}
	n.at = p.read(base.Range().Start)
	return n
}

// member reads what follows "base." or "base.?".
func (p *parser) member(base Expr, safe bool, f flags) Expr {
	question := p.pos - 1
	name := p.nameHere("the name of a property or function")
	start := base.Range().Start
	if p.kind() != LeftParen {
		return &Member{p.upTo(start, &name), base, name, safe}
	}
	if safe {
		p.expectedAt(question, "'.' instead of '.?' before a function")
		p.failure.found = 0
		p.problems = append(p.problems, p.failure)
	}
	args, end := p.arguments(f)
	return &InstanceCall{p.span(start, end), base, name, args, safe}
}

// primary reads an operand; nil if none is here.
func (p *parser) primary(f flags) Expr {
	switch k := p.kind(); k {
	case Integer, KeywordNull, KeywordTrue, KeywordFalse:
		return p.literal()
	case StringComplete, StringLeft:
		return p.str()
	case LeftBrace, LeftSquare:
		if f&allowLiterals == 0 {
			p.expected("an expression that is not an object or array")
			p.failure.found = 0
			return nil
		}
		return p.collection(f)
	case LeftParen:
		return p.parenOrLambda(f)
	case Identifier:
		return p.identOrCall(f)
	}
	p.expected("an expression")
	return nil
}

// scalar is a literal that is an expression and a type.
type scalar interface {
	Expr
	Type
}

// literal reads a number, true, false or null; nil for too large a number.
func (p *parser) literal() scalar {
	t := p.token()
	place := p.span(t.Start, t.End)
	switch t.Kind {
	case KeywordTrue, KeywordFalse:
		p.next()
		return &Bool{place, t.Kind == KeywordTrue}
	case KeywordNull:
		p.next()
		return &Null{place}
	}
	value, err := strconv.ParseUint(p.text(), 10, 64)
	if err != nil {
		p.expected("a number of at most 64 bits")
		return nil
	}
	p.next()
	return &Int{place, value}
}

func (p *parser) collection(f flags) Expr {
	if p.kind() == LeftBrace {
		return p.object(f)
	}
	first := p.pos
	p.next()
	isLoop := p.isWord(p.beyondNewLines(), "for")
	p.pos = first
	if isLoop {
		return p.loop(f, false)
	}
	return p.array()
}

// identOrCall reads a name with its arguments, or a lambda it begins.
func (p *parser) identOrCall(f flags) Expr {
	t := p.next()
	name := Name{p.span(t.Start, t.End), p.file.Text(t)}
	switch p.kind() {
	case LeftParen:
		args, end := p.arguments(f)
		return &Call{p.span(t.Start, end), name, args}
	case Arrow:
		return p.lambda(&name)
	}
	return &Ident{name.at, name.Text}
}

// lambda reads "=> body" after the variables.
func (p *parser) lambda(vars Node) Expr {
	p.next()
	body := p.lambdaBody(true)
	return &Lambda{p.upTo(vars.Range().Start, body), vars, body}
}

// lambdaBody reads what follows "=>", on the next line too if that is allowed
// and no declaration begins there.
func (p *parser) lambdaBody(newLines bool) Expr {
	if n := p.beyondNewLines(); newLines && !p.beginsDeclaration(n) {
		p.pos = n
	}
	return attempt(p, p.anyExpression, false, stopParen)
}

func (p *parser) beginsDeclaration(pos int) bool {
	if p.tokens[pos].Kind != Identifier {
		return false
	}
	switch p.file.Text(p.tokens[pos]) {
	case "assert", "import", "metadata", "param", "var", "resource", "output", "module", "type":
		return true
	}
	return false
}

// beginsStatement reports whether a declaration most likely begins at a token:
// no expression goes on with a keyword and a name, nor with a decorator.
func (p *parser) beginsStatement(pos int) bool {
	switch t := p.tokens[pos]; {
	case t.Kind == At:
		return true
	case t.Kind != Identifier || p.tokens[pos+1].Kind != Identifier:
		return false
	}
	switch p.file.Text(p.tokens[pos]) {
	case "extension", "func", "test":
		return true
	}
	return p.beginsDeclaration(pos)
}
