package syntax

const wantDeclaration = "a declaration: param, var, resource, module, output, type, func, metadata, import, extension, assert, test or targetScope"

// program reads statements to the end of the file.
func (p *parser) program(declaration func(*parser) Statement) {
	for !p.atEnd() {
		if p.accept(NewLine) {
			continue
		}
		s := attempt(p, func() Statement { return declaration(p) }, false, stopLine)
		p.file.Statements = append(p.file.Statements, s)
		switch s.(type) {
		case *Missing, *Skipped:
			continue
		}
		if bad := p.endOfLine(); bad != nil {
			p.file.Statements = append(p.file.Statements, bad)
		}
	}
}

// endOfLine moves past the end of the line and returns what stands before it
// that should not.
func (p *parser) endOfLine() *Skipped {
	if p.atEnd() || p.accept(NewLine) {
		return nil
	}
	start := p.pos
	p.expected("the end of the line")
	p.skip(start, len(p.problems), false, stopLine)
	p.accept(NewLine)
	return p.skipped(start)
}

// decl reads the decorators of a declaration. The keyword comes next.
func (p *parser) decl() Decl {
	d := Decl{at: p.span(p.here(), p.here())}
	d.Decorators = p.decorators()
	t := p.token()
	d.Keyword = p.span(t.Start, t.End).r
	return d
}

// ends sets the end of a declaration to that of its last part.
func (d *Decl) ends(last Node) { d.r.End = last.Range().End }

func (p *parser) decorators() []*Decorator {
	var list []*Decorator
	for p.kind() == At {
		d := p.decorator()
		if p.kind() != NewLine {
			start := p.pos
			p.expected("the end of the line after a decorator")
			p.skip(start, len(p.problems), false, stopLine)
			p.accept(NewLine)
			d.After = p.skipped(start)
		}
		p.skipNewLines()
		list = append(list, d)
	}
	return list
}

func (p *parser) decorator() *Decorator {
	start := p.next().Start
	e := attempt(p, p.decoratorExpr, false, stopLine)
	return &Decorator{at: p.upTo(start, e), Expr: e}
}

func (p *parser) decoratorExpr() Expr {
	const want = "the name of a decorator"
	if p.kind() != Identifier {
		p.expected(want)
		return nil
	}
	e := p.identOrCall(allowLiterals)
	for p.kind() == Dot {
		p.next()
		e = p.member(e, false, allowLiterals)
		p.deepen()
	}
	return e
}

// declaration reads a statement of a Bicep file.
func (p *parser) declaration() Statement {
	outer, mark := p.enter(), len(p.problems)
	defer p.leave(outer)
	d := p.decl()
	if p.kind() == Identifier {
		if s, ok := p.keyword(d); ok {
			return s
		}
	}
	if len(d.Decorators) > 0 {
		return p.noDeclaration(d, len(p.problems) == mark)
	}
	p.expected(wantDeclaration)
	return nil
}

// keyword reads the declaration a keyword begins; false if none does.
func (p *parser) keyword(d Decl) (s Statement, ok bool) {
	switch p.text() {
	case "targetScope":
		return p.targetScope(d), true
	case "metadata":
		return p.metadata(d), true
	case "param":
		return p.param(d), true
	case "output":
		return p.output(d), true
	case "resource":
		return p.resource(d), true
	case "module":
		return p.module(d), true
	case "func":
		return p.function(d), true
	case "test":
		return p.test(d), true
	case "assert":
		return p.assert(d), true
	}
	return p.sharedKeyword(d)
}

// sharedKeyword reads a declaration that parameter files have too.
func (p *parser) sharedKeyword(d Decl) (s Statement, ok bool) {
	switch p.text() {
	case "var":
		return p.variable(d), true
	case "type":
		return p.typeDecl(d), true
	case "import":
		return p.importDecl(d), true
	case "extension":
		p.next()
		return p.extension(d), true
	}
	return nil, false
}

// noDeclaration keeps decorators that no declaration follows. That is not
// reported where one of them is incomplete.
func (p *parser) noDeclaration(d Decl, report bool) *Missing {
	last := d.Decorators[len(d.Decorators)-1]
	if report {
		p.report(last.r, "expected a declaration after this decorator")
	}
	d.r.End = max(p.lastEnd(), last.r.End)
	d.Keyword.End = d.Keyword.Start
	if last.After != nil {
		d.r.End = max(d.r.End, last.After.r.End)
	}
	return &Missing{d}
}

// nestedResource reads a resource among the properties of another one.
func (p *parser) nestedResource() Node {
	outer, mark := p.enter(), len(p.problems)
	defer p.leave(outer)
	d := p.decl()
	switch {
	case p.atWord("resource"):
		return p.resource(d)
	case len(d.Decorators) > 0:
		return p.noDeclaration(d, len(p.problems) == mark)
	}
	p.expected("a nested resource")
	return nil
}

func (p *parser) assignment(quiet bool, stops kindSet) *Skipped {
	return p.requireOr(Assign, "'='", quiet, stops)
}

// value reads the expression after "=".
func (p *parser) value(quiet bool) Expr {
	return attempt(p, p.anyExpression, quiet, stopLine)
}

func (p *parser) targetScope(d Decl) Statement {
	p.next()
	s := &TargetScope{Decl: d}
	s.assign = p.assignment(false, stopLine)
	s.Value = p.value(absent(s.assign))
	s.ends(s.Value)
	return s
}

func (p *parser) metadata(d Decl) Statement {
	p.next()
	s := &Metadata{Decl: d, Name: p.nameOr("the name of the metadata", stopLine|1<<Assign)}
	s.assign = p.assignment(absent(&s.Name), stopLine)
	s.Value = p.value(absent(s.assign))
	s.ends(s.Value)
	return s
}

func (p *parser) assert(d Decl) Statement {
	p.next()
	s := &Assert{Decl: d, Name: p.nameOr("the name of the assertion", stopLine|1<<Assign)}
	s.assign = p.assignment(absent(&s.Name), stopLine)
	s.Value = p.value(absent(s.assign))
	s.ends(s.Value)
	return s
}

func (p *parser) param(d Decl) Statement {
	p.next()
	s := &Param{Decl: d, Name: p.nameOr("the name of the parameter", stopLine|1<<Identifier)}
	s.Type = attempt(p, p.declaredType, absent(&s.Name), stopLine|1<<Assign|1<<LeftBrace)
	s.ends(s.Type)
	switch p.kind() {
	case NewLine, EndOfFile:
	case Assign:
		p.next()
		s.Default = p.value(false)
		s.ends(s.Default)
	default:
		p.expected("'=' and a default value, or the end of the line")
		s.modifier = p.skip(p.pos, len(p.problems), absent(s.Type), stopLine)
		s.ends(s.modifier)
	}
	return s
}

func (p *parser) variable(d Decl) Statement {
	p.next()
	s := &Var{Decl: d, Name: p.nameOr("the name of the variable", stopLine|1<<Identifier)}
	quiet := absent(&s.Name)
	switch p.kind() {
	case EndOfFile, NewLine, Assign:
	default:
		s.Type = attempt(p, p.declaredType, quiet, stopLine|1<<Assign)
		quiet = absent(s.Type)
	}
	s.assign = p.assignment(quiet, stopLine)
	s.Value = p.value(absent(s.assign))
	s.ends(s.Value)
	return s
}

func (p *parser) typeDecl(d Decl) Statement {
	p.next()
	s := &TypeDecl{Decl: d, Name: p.nameOr("the name of the type", stopLine|1<<Assign)}
	quiet := absent(&s.Name)
	s.assign = p.assignment(quiet, stopLine)
	s.Value = attempt(p, p.declaredType, quiet, stopLine|1<<Assign|1<<LeftBrace)
	s.ends(s.Value)
	return s
}

func (p *parser) output(d Decl) Statement {
	p.next()
	s := &Output{Decl: d, Name: p.nameOr("the name of the output", stopLine|1<<Identifier)}
	s.Type = attempt(p, p.outputType, absent(&s.Name), stopLine|1<<Assign)
	s.assign = p.assignment(absent(s.Type), stopLine)
	s.Value = p.value(absent(s.assign))
	s.ends(s.Value)
	return s
}
