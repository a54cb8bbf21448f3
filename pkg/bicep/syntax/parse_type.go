package syntax

// declaredType reads the type of a parameter or variable.
func (p *parser) declaredType() Type { return p.typeOrResource(false) }

// outputType reads the type of an output, where "resource" may stand alone.
func (p *parser) outputType() Type { return p.typeOrResource(true) }

func (p *parser) typeOrResource(mayOmit bool) Type {
	if !p.atWord("resource") || p.kindAt(1) == Less {
		return p.typeExpression()
	}
	start := p.next().Start
	n := &ResourceType{at: p.read(start)}
	if k := p.kind(); mayOmit && k != StringComplete && k != StringLeft {
		return n
	}
	n.Type = p.path("the type of the resource as '<type>@<version>'", false)
	n.at = p.upTo(start, n.Type)
	return n
}

func (p *parser) typeExpression() Type {
	outer := p.enter()
	defer p.leave(outer)
	start, leading := p.here(), p.acceptPipe()
	first := p.unaryType()
	if first == nil || !leading && !p.atPipe() {
		return first
	}
	mark := p.mark()
	p.push(first)
	for p.acceptPipe() {
		p.push(p.unionMember())
	}
	last := p.items[len(p.items)-1]
	return &UnionType{p.upTo(start, last), take[Type](p, mark)}
}

// atPipe reports whether a "|" comes next, on this line or the next.
func (p *parser) atPipe() bool {
	return p.kind() == Pipe || p.kind() == NewLine && p.kindAt(1) == Pipe
}

func (p *parser) acceptPipe() bool {
	if !p.atPipe() {
		return false
	}
	p.accept(NewLine)
	return p.accept(Pipe)
}

// unionMember reads what follows "|", which must stand on the same line.
func (p *parser) unionMember() Type {
	if p.kind() == NewLine {
		p.report(p.span(p.here(), p.here()).r, "expected a type after '|' on the same line")
		return p.skipped(p.pos)
	}
	return attempt(p, p.unaryType, false, stopOperand|1<<Comma|1<<Assign)
}

func (p *parser) unaryType() Type {
	t := p.signedType()
	for t != nil {
		start := t.Range().Start
		switch p.kind() {
		case Question:
			p.next()
			t = &NullableType{p.read(start), t}
		case Exclamation:
			p.next()
			t = &NonNullableType{p.read(start), t}
		default:
			return t
		}
		p.deepen()
	}
	return nil
}

func (p *parser) signedType() Type {
	t := p.token()
	if t.Kind != Exclamation && t.Kind != Minus {
		return p.memberType()
	}
	p.next()
	operand := attempt(p, p.memberType, false, stopOperand)
	return &UnaryType{p.upTo(t.Start, operand), t.Kind, operand}
}

// memberType reads a type with the accesses behind it.
func (p *parser) memberType() Type {
	t := p.primaryType()
	for t != nil {
		switch p.kind() {
		case LeftSquare:
			t = p.typeIndex(t)
		case Dot:
			t = p.typeMember(t)
		default:
			return t
		}
		p.deepen()
	}
	return nil
}

func (p *parser) typeIndex(base Type) Type {
	p.next()
	start := base.Range().Start
	switch p.kind() {
	case RightSquare:
		p.next()
		return &ArrayType{p.read(start), base}
	case Star:
		p.next()
		if !p.require(RightSquare, "']'") {
			return nil
		}
		return &TypeItems{p.read(start), base}
	}
	index := p.expression(0)
	if index == nil || !p.require(RightSquare, "']'") {
		return nil
	}
	return &TypeIndex{p.read(start), base, index}
}

func (p *parser) typeMember(base Type) Type {
	p.next()
	start := base.Range().Start
	if p.accept(Star) {
		return &TypeRest{p.read(start), base}
	}
	name := p.nameHere("the name of a property or '*'")
	if p.kind() == Less {
		return p.typeCall(start, base, name)
	}
	return &TypeMember{p.upTo(start, &name), base, name}
}

func (p *parser) typeCall(start int32, base Type, name Name) Type {
	p.next()
	mark := p.list(Greater, func() Node {
		return attempt(p, p.typeExpression, false, stopLine|1<<Comma|1<<Greater)
	})
	args := take[Type](p, mark)
	return &TypeCall{p.span(start, p.closeList(Greater, "',' or '>'")), base, name, args}
}

func (p *parser) primaryType() Type {
	switch p.kind() {
	case Integer, KeywordNull, KeywordTrue, KeywordFalse:
		if l := p.literal(); l != nil {
			return l
		}
		return nil
	case StringComplete, StringLeft:
		return p.str()
	case LeftBrace:
		return p.objectType()
	case LeftSquare:
		return p.tupleType()
	case LeftParen:
		return p.parenType()
	case Identifier:
		return p.namedType()
	}
	p.expected("a type")
	return nil
}

func (p *parser) namedType() Type {
	name := p.nameOr("", 0)
	if p.kind() == Less {
		return p.typeCall(name.r.Start, nil, name)
	}
	return &Ident{name.at, name.Text}
}

func (p *parser) parenType() Type {
	list := parenListOf(p, p.typeExpression, false)
	inner, _ := list.inner(p).(Type)
	return &ParenType{p.span(list.start, list.end), inner, list.close}
}

func (p *parser) objectType() Type {
	start := p.next().Start
	mark := p.elements(RightBrace, p.typeProperty)
	items := take[*TypeProperty](p, mark)
	if !p.requireClosing(RightBrace, "'}'", start) {
		return nil
	}
	return &ObjectType{p.read(start), items}
}

func (p *parser) typeProperty() Node {
	start := p.here()
	n := &TypeProperty{Decorators: p.decorators()}
	quiet := false
	if !p.accept(Star) {
		n.Key = attempt(p, p.typeKey, false, stopObject|1<<Colon)
		quiet = absent(n.Key)
	}
	n.colon = p.requireOr(Colon, "':'", quiet, stopObject)
	n.Type = attempt(p, p.typeExpression, n.colon != nil && absent(n.colon), stopObject)
	n.at = p.upTo(start, n.Type)
	return n
}

func (p *parser) typeKey() Node {
	key := p.key()
	if key == nil {
		p.failure.message = "expected the name of a property or '*'"
	}
	return key
}

func (p *parser) tupleType() Type {
	start := p.next().Start
	mark := p.elements(RightSquare, func() Node { return attempt(p, p.tupleItem, false, stopArray) })
	items := take[Node](p, mark)
	if !p.requireClosing(RightSquare, "']'", start) {
		return nil
	}
	return &TupleType{p.read(start), items}
}

func (p *parser) tupleItem() Node {
	start := p.here()
	decorators := p.decorators()
	t := p.typeExpression()
	if t == nil {
		return nil
	}
	return &TupleItem{p.upTo(start, t), decorators, t}
}
