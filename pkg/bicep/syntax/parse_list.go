package syntax

// elements reads what stands between brackets: one on a line, or parted by
// commas on one line. It pushes the elements and returns the mark for take.
// The closing bracket comes next.
func (p *parser) elements(closer Kind, element func() Node) (mark int) {
	mark = p.mark()
	p.skipNewLines()
	for !p.atEnd() && p.kind() != closer {
		p.push(element())
		if p.atEnd() || p.kind() == closer {
			break
		}
		p.separator()
	}
	return mark
}

// separator moves past what parts two elements.
func (p *parser) separator() {
	switch p.kind() {
	case NewLine:
		p.skipNewLines()
	case Comma:
		p.next()
		if p.kind() == NewLine {
			p.report(p.span(p.here(), p.here()).r, "expected another element after ',' on this line; between lines there is no comma")
			p.next()
		}
	default:
		p.missing("',' or the end of the line")
	}
}

// object reads "{…}".
func (p *parser) object(f flags) Expr {
	start := p.here()
	if !p.require(LeftBrace, "'{'") {
		return nil
	}
	mark := p.elements(RightBrace, func() Node { return p.objectItem(f) })
	items := take[Node](p, mark)
	if !p.requireClosing(RightBrace, "'}'", start) {
		return nil
	}
	return &Object{p.read(start), items}
}

func (p *parser) objectItem(f flags) Node {
	if f&allowResources != 0 && (p.kind() == At || p.atWord("resource") && p.kindAt(1) == Identifier) {
		return attempt(p, p.nestedResource, false, stopLine)
	}
	if p.kind() == Ellipsis {
		return p.spread(stopObject | 1<<Comma)
	}
	start := p.here()
	n := &Property{Key: attempt(p, p.key, false, stopObject|1<<Colon)}
	n.colon = p.requireOr(Colon, "':'", absent(n.Key), stopObject)
	n.Value = attempt(p, p.anyExpression, n.colon != nil && absent(n.colon), stopObject)
	n.at = p.upTo(start, n.Value)
	return n
}

// key reads the name of a property.
func (p *parser) key() Node {
	const want = "the name of a property"
	switch p.kind() {
	case Identifier:
		return p.name(want)
	case StringComplete, StringLeft:
		if s := p.wholeString(want); s != nil {
			return s
		}
		return nil
	}
	p.expected(want)
	return nil
}

func (p *parser) spread(stops kindSet) Node {
	start := p.next().Start
	value := attempt(p, p.anyExpression, false, stops)
	return &Spread{p.upTo(start, value), value}
}

func (p *parser) array() Expr {
	start := p.next().Start
	mark := p.elements(RightSquare, p.arrayItem)
	items := take[Node](p, mark)
	if !p.requireClosing(RightSquare, "']'", start) {
		return nil
	}
	return &Array{p.read(start), items}
}

func (p *parser) arrayItem() Node {
	if p.kind() == Ellipsis {
		return p.spread(stopArray | 1<<Comma)
	}
	return attempt(p, p.anyExpression, false, stopArray)
}

// arguments reads "(…)" and returns where it ends.
func (p *parser) arguments(f flags) (args []Expr, end int32) {
	p.next()
	mark := p.list(RightParen, func() Node {
		return attempt(p, func() Expr { return p.expression(f) }, false, stopItem)
	})
	args = take[Expr](p, mark)
	return args, p.closeList(RightParen, "',' or ')'")
}

// closeList moves past the end of a list and returns where that is.
func (p *parser) closeList(closer Kind, want string) (end int32) {
	if p.accept(closer) {
		return p.lastEnd()
	}
	p.missing(want)
	return p.here()
}

// list reads arguments, which commas part and which may stand on lines of
// their own. It pushes them and returns the mark for take.
func (p *parser) list(closer Kind, element func() Node) (mark int) {
	mark = p.mark()
	if p.kind() == closer {
		return mark
	}
	p.skipNewLines()
	for !p.atEnd() && p.kind() != closer {
		p.push(element())
		if p.atEnd() || p.kind() == closer || !p.listSeparator(closer, element) {
			break
		}
	}
	return mark
}

// listSeparator moves past what parts two arguments; false where the list
// was left open and something else begins.
func (p *parser) listSeparator(closer Kind, element func() Node) bool {
	switch p.kind() {
	case NewLine:
		beyond := p.beyondNewLines()
		if p.tokens[beyond].Kind == EndOfFile || p.beginsStatement(beyond) {
			return false
		}
		if p.tokens[beyond].Kind != closer {
			p.missing("','")
		}
		p.skipNewLines()
	case Comma:
		p.next()
		p.skipNewLines()
		if p.kind() == closer {
			p.push(element())
		}
	default:
		p.missing("',' or the end of the line")
	}
	return true
}

// parenthesized is "(…)" before it is known what it is.
type parenthesized struct {
	start, open int32
	// first and last are the range of tokens between the parentheses.
	first, last int
	items       []Node
	// parted is set where a comma or the end of a line stands beside an item.
	parted bool
	close  *Skipped
	end    int32
}

// parenList reads "(", elements parted by commas, and ")".
func (p *parser) parenList(element func() Expr, newLines bool) parenthesized {
	return parenListOf(p, element, newLines)
}

func parenListOf[N Node](p *parser, element func() N, newLines bool) parenthesized {
	list := parenthesized{start: p.here(), open: p.next().End, first: p.pos}
	mark := p.mark()
	skip := func() {
		if newLines && p.kind() == NewLine && !p.beginsStatement(p.beyondNewLines()) {
			p.skipNewLines()
			list.parted = true
		}
	}
	skip()
	for p.kind() != RightParen {
		p.push(attempt(p, element, false, stopOperand|1<<Comma))
		skip()
		if !p.accept(Comma) {
			break
		}
		list.parted = true
		skip()
	}
	list.last = p.pos
	list.items = take[Node](p, mark)
	quiet := len(list.items) > 0 && p.tokens[p.pos-1].Kind != Comma && absent(list.items[len(list.items)-1])
	list.close = p.requireOr(RightParen, "')'", quiet, stopLine|1<<StringRight|1<<RightBrace|1<<RightSquare)
	list.end = p.lastEnd()
	if list.close != nil {
		list.end = list.close.r.End
	}
	return list
}

// inner returns what stands between parentheses that hold one expression.
func (list *parenthesized) inner(p *parser) Node {
	switch {
	case list.first == list.last && len(list.items) == 0:
		place := p.span(list.open, list.open)
		p.report(place.r, "expected something between '(' and ')'")
		return &Skipped{at: place}
	case len(list.items) == 1 && !list.parted:
		return list.items[0]
	}
	end := p.tokens[list.last-1].End
	if n := len(list.items); n > 0 {
		end = max(end, list.items[n-1].Range().End)
	}
	place := p.span(p.tokens[list.first].Start, end)
	p.report(place.r, "expected one item between '(' and ')', on one line")
	return &Skipped{place, list.items}
}

func (p *parser) parenOrLambda(f flags) Expr {
	list := p.parenList(func() Expr { return p.expression(f) }, true)
	if p.kind() == Arrow {
		block := p.varBlock(list)
		return p.lambda(block)
	}
	return p.closeParen(list)
}

// paren reads "(…)" where no lambda may stand.
func (p *parser) paren(f flags) Expr {
	if p.kind() != LeftParen {
		p.expected("'('")
		return nil
	}
	return p.closeParen(p.parenList(func() Expr { return p.expression(f) }, true))
}

func (p *parser) closeParen(list parenthesized) Expr {
	inner, _ := list.inner(p).(Expr)
	return &Paren{p.span(list.start, list.end), inner, list.close}
}

// varBlock makes variables of the names in a list.
func (p *parser) varBlock(list parenthesized) *VarBlock {
	items := make([]Node, 0, len(list.items))
	for _, item := range list.items {
		switch n := item.(type) {
		case *Ident:
			items = append(items, &Name{n.at, n.Name})
		case *Skipped:
			items = append(items, n)
		default:
			p.report(n.Range(), "expected the name of a variable")
			items = append(items, &Skipped{at{n.Range()}, []Node{n}})
		}
	}
	return &VarBlock{p.span(list.start, list.end), items, list.close}
}
