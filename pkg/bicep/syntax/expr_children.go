package syntax

func (*Int) expr()            {}
func (*Bool) expr()           {}
func (*Null) expr()           {}
func (*Ident) expr()          {}
func (*String) expr()         {}
func (*Object) expr()         {}
func (*Array) expr()          {}
func (*Call) expr()           {}
func (*InstanceCall) expr()   {}
func (*Member) expr()         {}
func (*NestedResource) expr() {}
func (*Index) expr()          {}
func (*NonNull) expr()        {}
func (*Ternary) expr()        {}
func (*Binary) expr()         {}
func (*Unary) expr()          {}
func (*Paren) expr()          {}
func (*Lambda) expr()         {}
func (*TypedLambda) expr()    {}
func (*For) expr()            {}
func (*If) expr()             {}

func (*Int) children(func(Node))   {}
func (*Bool) children(func(Node))  {}
func (*Null) children(func(Node))  {}
func (*Ident) children(func(Node)) {}

func (s *String) children(visit func(Node)) {
	for _, h := range s.Holes {
		visit(h.Expr)
	}
}

func (o *Object) children(visit func(Node)) { visitAll(visit, o.Items) }

func (p *Property) children(visit func(Node)) {
	visit(p.Key)
	visitSkipped(visit, p.colon)
	visit(p.Value)
}

func (s *Spread) children(visit func(Node)) { visit(s.Value) }

func (a *Array) children(visit func(Node)) { visitAll(visit, a.Items) }

func (c *Call) children(visit func(Node)) {
	visit(&c.Name)
	visitAll(visit, c.Args)
}

func (c *InstanceCall) children(visit func(Node)) {
	visit(c.Base)
	visit(&c.Name)
	visitAll(visit, c.Args)
}

func (m *Member) children(visit func(Node)) {
	visit(m.Base)
	visit(&m.Name)
}

func (n *NestedResource) children(visit func(Node)) {
	visit(n.Base)
	visit(&n.Name)
}

func (i *Index) children(visit func(Node)) {
	visit(i.Base)
	visit(i.Index)
}

func (n *NonNull) children(visit func(Node)) { visit(n.Base) }

func (t *Ternary) children(visit func(Node)) {
	visit(t.Cond)
	visit(t.Then)
	visitSkipped(visit, t.colon)
	visit(t.Else)
}

func (b *Binary) children(visit func(Node)) {
	visit(b.Left)
	visit(b.Right)
}

func (u *Unary) children(visit func(Node)) { visit(u.Operand) }

func (p *Paren) children(visit func(Node)) {
	visit(p.Inner)
	visitSkipped(visit, p.close)
}

func (l *Lambda) children(visit func(Node)) {
	visit(l.Vars)
	visit(l.Body)
}

func (b *VarBlock) children(visit func(Node)) {
	visitAll(visit, b.Items)
	visitSkipped(visit, b.close)
}

func (l *TypedLambda) children(visit func(Node)) {
	visit(l.Params)
	visit(l.Result)
	visitSkipped(visit, l.arrow)
	visit(l.Body)
}

func (b *TypedVarBlock) children(visit func(Node)) {
	visitAll(visit, b.Items)
	visitSkipped(visit, b.close)
}

func (n *TypedName) children(visit func(Node)) {
	visit(&n.Name)
	visit(n.Type)
}

func (f *For) children(visit func(Node)) {
	visit(f.Vars)
	visitSkipped(visit, f.in)
	visit(f.List)
	visitSkipped(visit, f.colon)
	visit(f.Body)
	visitSkipped(visit, f.close)
}

func (i *If) children(visit func(Node)) {
	visit(i.Cond)
	visit(i.Body)
}
