package syntax

const (
	wantSymbols           = "'{' and the symbols to import, or '* as' and a name"
	wantParamsDeclaration = "a declaration: using, extends, param, var, type, import, extension or extensionConfig"
)

// importDecl reads a compile-time import, or an extension in its old form.
func (p *parser) importDecl(d Decl) Statement {
	p.next()
	if k := p.kind(); k == StringComplete || k == StringLeft {
		return p.extension(d)
	}
	return p.compileTimeImport(d)
}

func (p *parser) compileTimeImport(d Decl) Statement {
	s := &Import{Decl: d}
	switch p.kind() {
	case EndOfFile, NewLine, Identifier:
		p.missing(wantSymbols)
		s.What = p.skipped(p.pos)
	case LeftBrace:
		list := p.importList()
		if list == nil {
			return nil
		}
		s.What = list
	case Star:
		s.What = attempt(p, p.wildcard, false, stopLine)
	default:
		s.What = p.skipOne(wantSymbols)
	}
	s.From = attempt(p, p.importFrom, false, stopLine)
	s.ends(s.From)
	return s
}

// skipOne skips and reports the next token, whatever it is.
func (p *parser) skipOne(want string) *Skipped {
	start := p.pos
	p.expected(want)
	p.problems = append(p.problems, p.failure)
	p.next()
	return p.skipped(start)
}

func (p *parser) importFrom() Expr {
	if !p.acceptWord("from") {
		p.expected("'from'")
		return nil
	}
	return attempt(p, func() Expr { return p.wholeString("the path of the file to import from as a string") }, false, stopLine)
}

func (p *parser) importList() Node {
	start := p.next().Start
	mark := p.elements(RightBrace, p.importItem)
	if !p.requireClosing(RightBrace, "'}'", start) {
		take[Node](p, mark)
		return nil
	}
	return &ImportList{p.read(start), take[Node](p, mark)}
}

func (p *parser) importItem() Node {
	const want = "the name of a symbol to import"
	start, begin := p.pos, p.here()
	item := &ImportItem{}
	switch p.kind() {
	case Identifier:
		item.Symbol = p.name(want)
	case StringComplete:
		item.Symbol = p.str()
	case StringLeft:
		p.str()
		p.expectedAt(start, want+" without interpolation")
		p.problems = append(p.problems, p.failure)
		item.Symbol = p.skipped(start)
	default:
		item.Symbol = p.skipOne(want)
	}
	item.at = p.upTo(begin, item.Symbol)
	if p.acceptWord("as") {
		alias := p.nameOr("another name for the symbol", stopLine|1<<Comma)
		item.Alias = &alias
		item.at = p.upTo(begin, item.Alias)
		return item
	}
	if _, isString := item.Symbol.(*String); isString {
		p.missing("'as' and a name for the symbol")
		return &Skipped{item.at, []Node{item.Symbol}}
	}
	return item
}

func (p *parser) wildcard() Node {
	start := p.next().Start
	if !p.acceptWord("as") {
		p.expected("'as'")
		return nil
	}
	name := p.name("a name for what is imported")
	if name == nil {
		return nil
	}
	return &Wildcard{p.upTo(start, name), *name}
}

// extension reads what follows the keyword of an extension.
func (p *parser) extension(d Decl) Statement {
	s := &Extension{Decl: d}
	if p.kind() == Identifier {
		s.Spec = p.name("")
	} else {
		s.Spec = attempt(p, func() Node {
			if str := p.wholeString("the name or the specification of an extension"); str != nil {
				return str
			}
			return nil
		}, false, stopLine)
	}
	s.ends(s.Spec)
	if k := p.kind(); k != EndOfFile && k != NewLine && !p.atWord("as") {
		s.Config = p.with("'with', 'as' or the end of the line", absent(s.Spec))
		s.ends(s.Config)
	}
	if k := p.kind(); k != EndOfFile && k != NewLine {
		s.Alias = attempt(p, p.extensionAlias, s.Config != nil && absent(s.Config), stopLine)
		s.ends(s.Alias)
	}
	return s
}

// with reads "with {…}".
func (p *parser) with(want string, quiet bool) Expr {
	return attempt(p, func() Expr {
		if !p.acceptWord("with") {
			p.expected(want)
			return nil
		}
		return p.objectOr(allowLiterals, false, stopLine)
	}, quiet, stopLine)
}

func (p *parser) extensionAlias() Node {
	if !p.acceptWord("as") {
		p.expected("'with', 'as' or the end of the line")
		return nil
	}
	name := p.nameOr("a name for the extension", stopLine)
	return &name
}

// paramsDeclaration reads a statement of a parameter file.
func (p *parser) paramsDeclaration() Statement {
	outer := p.enter()
	defer p.leave(outer)
	d := p.decl()
	if p.kind() == Identifier {
		if s, ok := p.paramsKeyword(d); ok {
			return s
		}
	}
	p.expected(wantParamsDeclaration)
	return nil
}

func (p *parser) paramsKeyword(d Decl) (s Statement, ok bool) {
	switch p.text() {
	case "using":
		return p.using(d), true
	case "extends":
		return p.extends(d), true
	case "param":
		return p.paramValue(d), true
	case "extensionConfig":
		return p.extensionConfig(d), true
	case "import":
		p.next()
		return p.compileTimeImport(d), true
	}
	return p.sharedKeyword(d)
}

func (p *parser) using(d Decl) Statement {
	p.next()
	s := &Using{Decl: d, Path: p.usingPath()}
	if s.Path == nil {
		return nil
	}
	s.ends(s.Path)
	if k := p.kind(); k != EndOfFile && k != NewLine {
		s.With = p.with("'with' or the end of the line", absent(s.Path))
		s.ends(s.With)
	}
	return s
}

func (p *parser) usingPath() Expr {
	const want = "the path of a Bicep file as a string, or 'none'"
	switch start := p.here(); {
	case p.acceptWord("none"):
		return &None{p.read(start)}
	case p.kind() == Identifier:
		p.expected(want)
		return nil
	case p.kind() == StringComplete:
		return p.wholeString(want)
	}
	p.missing(want)
	return p.skipped(p.pos)
}

func (p *parser) extends(d Decl) Statement {
	p.next()
	s := &Extends{Decl: d}
	s.Path = attempt(p, func() Expr { return p.wholeString("the path of a parameter file as a string") }, false, stopLine)
	s.ends(s.Path)
	return s
}

func (p *parser) paramValue(d Decl) Statement {
	p.next()
	s := &ParamValue{Decl: d, Name: p.nameOr("the name of the parameter", stopLine|1<<Identifier)}
	s.assign = p.assignment(absent(&s.Name), stopLine)
	s.Value = p.value(absent(s.assign))
	s.ends(s.Value)
	return s
}

func (p *parser) extensionConfig(d Decl) Statement {
	p.next()
	s := &ExtensionConfig{Decl: d, Name: p.nameOr("the name of the extension", stopLine|1<<Identifier)}
	s.Config = p.with("'with'", absent(&s.Name))
	s.ends(s.Config)
	return s
}
