package syntax

// wholeString reads a string; nil if none is here or if it is malformed.
func (p *parser) wholeString(what string) Expr {
	start := p.pos
	if s, ok := p.str().(*String); ok {
		return s
	}
	p.expectedAt(start, what)
	return nil
}

// stringLiteral is a string as an expression or a type, well-formed or not.
type stringLiteral interface {
	Expr
	Type
}

// str reads a string. What is malformed comes back as *Skipped, reported.
func (p *parser) str() stringLiteral {
	start, from := p.pos, p.here()
	if k := p.kind(); k != StringComplete && k != StringLeft {
		p.expected("a string")
		return p.skip(start, len(p.problems), false, stopHole)
	}
	first := p.next()
	o := openingOf(p.file.Text(first))
	text, ok := segmentText(p.file.Text(first), first.Kind, o)
	s := &String{Text: text, Multiline: o.multi}
	more := first.Kind == StringLeft
	for more {
		hole := p.hole()
		t := p.token()
		if t.Kind != StringMiddle && t.Kind != StringRight {
			s.Holes = append(s.Holes, Hole{Expr: hole})
			return p.brokenString(from, s)
		}
		p.next()
		text, fine := segmentText(p.file.Text(t), t.Kind, o)
		ok = ok && fine
		s.Holes = append(s.Holes, Hole{hole, text})
		more = t.Kind == StringMiddle
	}
	if !ok {
		return p.brokenString(from, s)
	}
	s.at = p.read(from)
	return s
}

// brokenString returns a malformed string, which ends where the next token
// begins.
func (p *parser) brokenString(start int32, s *String) *Skipped {
	bad := &Skipped{at: p.span(start, p.here())}
	for _, h := range s.Holes {
		bad.Elements = append(bad.Elements, h.Expr)
	}
	return bad
}

// hole reads the expression in a hole of a string and moves to its end.
func (p *parser) hole() Expr {
	from := p.here()
	e := attempt(p, func() Expr { return p.expression(0) }, false, stopHole)
	if stopHole.has(p.kind()) {
		return e
	}
	start := p.pos
	p.expected("'}' after the expression in the string")
	rest := p.skip(start, len(p.problems), false, stopHole)
	p.problems[len(p.problems)-1].end = rest.r.End
	return &Skipped{p.upTo(from, rest), []Node{e, rest}}
}
