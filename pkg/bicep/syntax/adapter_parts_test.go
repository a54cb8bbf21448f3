package syntax

// parts adds the children of a node.
func (a *adapter) parts(it *item, n Node, typ bool) {
	if !a.exprParts(it, n) && !a.typeParts(it, n) && !a.otherParts(it, n) {
		n.children(func(child Node) { a.in(it, child, typ) })
	}
}

func (a *adapter) skip(it *item, s *Skipped) {
	if s != nil {
		a.skipped(it, s)
	}
}

// exprParts adds the children of an expression; false if it needs no care.
func (a *adapter) exprParts(it *item, n Node) bool {
	switch n := n.(type) {
	case *Ident:
		a.node(it, "IdentifierSyntax", n.r.Start, n.r.End, nil)
	case *String:
		n.children(func(child Node) { a.any(it, child) })
	case *Object:
		a.elements(it, n.Items, n.r.End, a.any)
	case *Array:
		a.elements(it, n.Items, n.r.End, a.arrayItem)
	case *Call:
		a.name(it, &n.Name)
		a.arguments(it, nodes(n.Args), RightParen, n.r.End)
	case *InstanceCall:
		a.any(it, n.Base)
		a.methodName(it, n)
		a.arguments(it, nodes(n.Args), RightParen, n.r.End)
	case *Lambda:
		a.local(it, n.Vars)
		a.any(it, n.Body)
	case *For:
		a.local(it, n.Vars)
		a.skip(it, n.in)
		a.any(it, n.List)
		a.skip(it, n.colon)
		a.any(it, n.Body)
		a.skip(it, n.close)
	case *VarBlock:
		for _, v := range n.Items {
			a.local(it, v)
		}
		a.skip(it, n.close)
	default:
		return false
	}
	return true
}

func (a *adapter) arrayItem(it *item, n Node) {
	if s, bad := n.(*Skipped); bad && !a.brokenString(s) {
		a.skipped(it, s)
	} else if _, spread := n.(*Spread); spread {
		a.any(it, n)
	} else {
		a.wrap(it, "ArrayItemSyntax", n, false)
	}
}

// typeParts adds the children of a type; false if it needs no care.
func (a *adapter) typeParts(it *item, n Node) bool {
	switch n := n.(type) {
	case *TypeCall:
		if n.Base != nil {
			a.typ(it, n.Base)
		}
		a.name(it, &n.Name)
		a.arguments(it, nodes(n.Args), Greater, n.r.End)
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
		a.elements(it, nodes(n.Items), n.r.End, a.typeProperty)
	case *TupleType:
		a.elements(it, n.Items, n.r.End, a.typ)
	case *TypedName, *TupleItem, *TypeProperty, *TypedVarBlock:
		n.children(func(child Node) { a.inner(it, child) })
	default:
		return false
	}
	return true
}

func (a *adapter) typeProperty(it *item, n Node) {
	if p, ok := n.(*TypeProperty); ok && p.Key == nil {
		a.node(it, "ObjectTypeAdditionalPropertiesSyntax", p.r.Start, p.r.End, func(it *item) { a.parts(it, p, true) })
		return
	}
	a.typ(it, n)
}

// otherParts adds the children of a node with expressions and types below it.
func (a *adapter) otherParts(it *item, n Node) bool {
	switch n := n.(type) {
	case *TypedLambda:
		a.typ(it, n.Params)
		a.typ(it, n.Result)
		a.skip(it, n.arrow)
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
	case *Resource:
		a.statementParts(it, n)
	default:
		return false
	}
	return true
}
