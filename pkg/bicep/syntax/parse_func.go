package syntax

func (p *parser) function(d Decl) Statement {
	p.next()
	s := &Func{Decl: d, Name: p.nameOr("the name of the function", stopLine|1<<Assign)}
	s.Lambda = attempt(p, p.typedLambda, absent(&s.Name), stopLine)
	s.ends(s.Lambda)
	return s
}

// typedLambda reads "(name type, …) type => body".
func (p *parser) typedLambda() Expr {
	start := p.here()
	if p.kind() != LeftParen {
		p.expected("'('")
		return nil
	}
	list := parenListOf(p, p.typedName, true)
	n := &TypedLambda{Params: &TypedVarBlock{p.span(list.start, list.end), list.items, list.close}}
	n.Result = attempt(p, p.declaredType, false, stopParen)
	n.arrow = p.requireOr(Arrow, "'=>'", false, stopParen)
	n.Body = p.lambdaBody(n.arrow == nil)
	n.at = p.upTo(start, n.Body)
	return n
}

// typedName reads "name type", a parameter of a function.
func (p *parser) typedName() Node {
	start := p.here()
	n := &TypedName{Name: p.nameHere("the name of a parameter")}
	n.Type = attempt(p, p.declaredType, false, stopItem)
	n.at = p.upTo(start, n.Type)
	return n
}
