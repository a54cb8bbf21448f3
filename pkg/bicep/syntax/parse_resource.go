package syntax

// stopTitle ends a malformed name that a string should follow.
const stopTitle = stopLine | 1<<StringComplete | 1<<StringLeft

const wantBody = "'{', 'if' or '[for'"

func (p *parser) resource(d Decl) Statement {
	p.next()
	s := &Resource{Decl: d, Name: p.nameOr("the name of the resource", stopTitle)}
	s.Type = p.path("the type of the resource as '<type>@<version>'", absent(&s.Name))
	s.Existing = p.acceptWord("existing")
	s.assign = p.assignment(absent(s.Type), stopLine|1<<LeftBrace)
	if s.assign == nil {
		p.newLinesBeforeIf()
	}
	s.Body = p.body(allowLiterals|allowResources, absent(s.assign))
	s.ends(s.Body)
	return s
}

func (p *parser) module(d Decl) Statement {
	p.next()
	s := &Module{Decl: d, Name: p.nameOr("the name of the module", stopTitle)}
	s.Path = p.path("the path of the module as a string", absent(&s.Name))
	s.assign = p.assignment(absent(s.Path), stopLine|1<<LeftBrace)
	p.newLinesBeforeIf()
	s.Body = p.body(allowLiterals, absent(s.assign))
	s.ends(s.Body)
	return s
}

func (p *parser) test(d Decl) Statement {
	p.next()
	s := &Test{Decl: d, Name: p.nameOr("the name of the test", stopTitle)}
	s.Path = p.path("the path of the file to test as a string", absent(&s.Name))
	s.assign = p.assignment(absent(s.Path), stopLine|1<<LeftBrace)
	s.Body = p.objectOr(allowLiterals, absent(s.assign), stopLine)
	s.ends(s.Body)
	return s
}

// path reads the string in the head of a declaration.
func (p *parser) path(what string, quiet bool) Expr {
	return attempt(p, func() Expr { return p.wholeString(what) }, quiet, stopLine|1<<Assign)
}

func (p *parser) newLinesBeforeIf() {
	if n := p.beyondNewLines(); p.isWord(n, "if") {
		p.pos = n
	}
}

func (p *parser) body(f flags, quiet bool) Expr {
	return attempt(p, func() Expr {
		switch {
		case p.atWord("if"):
			return p.condition(f, 0)
		case p.kind() == LeftBrace:
			return p.object(f)
		case p.kind() == LeftSquare:
			return p.loop(f, true)
		}
		p.expected(wantBody)
		return nil
	}, quiet, stopLine)
}

// condition reads "if (…) {…}". The extra stops are those of a loop around it.
func (p *parser) condition(f flags, extra kindSet) Expr {
	start := p.next().Start
	cond := attempt(p, func() Expr { return p.paren(f &^ allowResources) }, false, stopLine|1<<LeftBrace|extra)
	paren, ok := cond.(*Paren)
	body := p.objectOr(f, !ok || paren.close != nil, stopLine|extra)
	return &If{p.upTo(start, body), cond, body}
}

func (p *parser) objectOr(f flags, quiet bool, stops kindSet) Expr {
	return attempt(p, func() Expr { return p.object(f) }, quiet, stops)
}

// loop reads "[for … in …: …]". In a resource or module the body is an object,
// with or without a condition.
func (p *parser) loop(f flags, inBody bool) Expr {
	start := p.next().Start
	p.skipNewLines()
	if !p.acceptWord("for") {
		p.expected("'for'")
		return nil
	}
	mark := len(p.problems)
	n := &For{Vars: p.loopVars()}
	n.in = p.keywordOr("in", len(p.problems) > mark, stopArray)
	n.List = attempt(p, p.anyExpression, absent(n.in), stopArray|1<<Colon)
	n.colon = p.requireOr(Colon, "':'", absent(n.List), stopArray)
	n.Body = attempt(p, func() Expr { return p.loopBody(f, inBody) }, absent(n.colon), stopArray)
	if _, bad := n.Body.(*Skipped); !bad && !p.beginsStatement(p.beyondNewLines()) {
		p.skipNewLines()
	}
	n.close = p.requireOr(RightSquare, "']'", absent(n.Body), stopArray)
	if n.close != nil {
		n.at = p.upTo(start, n.close)
	} else {
		n.at = p.read(start)
	}
	return n
}

func (p *parser) keywordOr(word string, quiet bool, stops kindSet) *Skipped {
	if p.acceptWord(word) {
		return nil
	}
	p.expected("'" + word + "'")
	return p.skip(p.pos, len(p.problems), quiet, stops)
}

// loopVars reads the variables of a loop: a name, or a name for the element
// and one for the index in parentheses.
func (p *parser) loopVars() Node {
	switch p.kind() {
	case Identifier:
		return p.name("")
	case LeftParen:
		return p.loopVarBlock()
	}
	p.missing("the name of the loop variable or '('")
	return p.skipped(p.pos)
}

func (p *parser) loopVarBlock() Node {
	mark := len(p.problems)
	list := p.parenList(func() Expr { return p.expression(0) }, false)
	block := p.varBlock(list)
	if len(p.problems) > mark || len(nodesOf[*Name](block.Items)) == 2 {
		return block
	}
	p.report(block.r, "expected two names, for the element and for its index")
	return &Skipped{block.at, []Node{block}}
}

func (p *parser) loopBody(f flags, inBody bool) Expr {
	switch {
	case !inBody:
		return p.expression(f | allowLiterals)
	case p.kind() == LeftBrace:
		return p.object(f)
	case p.atWord("if"):
		return p.condition(f, 1<<RightSquare)
	}
	p.expected("'{' or 'if'")
	return nil
}
