package bicep

import (
	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/template"
)

// typeFacts are what matters of a type to the value of a parameter.
type typeFacts struct {
	// name is what ARM calls it, in lower case; empty if it has no one name.
	name     string
	secure   bool
	nullable bool
	// allowed are the literals it is made of; nil for other types.
	allowed []expr.Node
	// imported is the name of the imported type that it is.
	imported string
}

// typeOf returns what is known of a type written with decorators.
func (l *lowerer) typeOf(t syntax.Type, decorators []*syntax.Decorator) typeFacts {
	f := l.facts(t)
	for _, d := range decorators {
		switch name, args := decorator(d); name {
		case "secure":
			f.secure = true
		case "allowed":
			if len(args) == 1 {
				if list, ok := args[0].(*syntax.Array); ok {
					f.allowed = l.array(list, nil).(*expr.Array).Items
				}
			}
		}
	}
	return f
}

// decorator returns the name of a decorator and its arguments.
func decorator(d *syntax.Decorator) (string, []syntax.Expr) {
	switch e := d.Expr.(type) {
	case *syntax.Call:
		return e.Name.Text, e.Args
	case *syntax.InstanceCall:
		return e.Name.Text, e.Args
	}
	return "", nil
}

func (l *lowerer) facts(t syntax.Type) typeFacts {
	switch t := t.(type) {
	case *syntax.Ident:
		return l.namedType(t)
	case *syntax.TypeMember:
		if id, ok := t.Base.(*syntax.Ident); ok && l.kindOf(id.Name, wildcardSymbol) {
			return typeFacts{imported: id.Name + "." + t.Name.Text}
		}
	case *syntax.ParenType:
		return l.facts(t.Inner)
	case *syntax.NullableType:
		f := l.facts(t.Base)
		f.nullable = true
		return f
	case *syntax.NonNullableType:
		f := l.facts(t.Base)
		f.nullable = false
		return f
	case *syntax.ArrayType, *syntax.TupleType:
		return typeFacts{name: "array"}
	case *syntax.ObjectType:
		return typeFacts{name: "object"}
	case *syntax.ResourceType:
		return typeFacts{name: "string"}
	case *syntax.UnionType:
		return l.union(t)
	}
	return l.literalType(t)
}

func (l *lowerer) namedType(t *syntax.Ident) typeFacts {
	sym := l.names[t.Name]
	if sym != nil && sym.kind == importSymbol {
		return typeFacts{imported: t.Name}
	}
	if sym == nil || sym.kind != typeSymbol {
		return typeFacts{name: builtinTypes[t.Name]}
	}
	if sym.resolving {
		return typeFacts{}
	}
	sym.resolving = true
	defer func() { sym.resolving = false }()
	return l.typeOf(sym.typ, sym.decorators)
}

// builtinTypes are the types that ARM has a name for.
var builtinTypes = map[string]string{
	"string": "string", "int": "int", "bool": "bool", "object": "object", "array": "array",
}

// union joins the literals of its members. With a member that is no literal
// its values are not listed.
func (l *lowerer) union(t *syntax.UnionType) typeFacts {
	var out typeFacts
	open := false
	for i, m := range t.Members {
		f := l.facts(m)
		out.nullable = out.nullable || f.nullable
		open = open || f.allowed == nil
		out.allowed = append(out.allowed, f.allowed...)
		if i == 0 {
			out.name = f.name
		}
	}
	if open {
		out.allowed = nil
	}
	return out
}

// literalType reads a type that is a single value.
func (l *lowerer) literalType(t syntax.Type) typeFacts {
	switch t := t.(type) {
	case *syntax.String:
		if s, ok := t.Literal(); ok {
			return typeFacts{name: "string", allowed: []expr.Node{text(s, t.Range())}}
		}
	case *syntax.Int:
		return typeFacts{name: "int", allowed: []expr.Node{integer(t, false)}}
	case *syntax.Bool:
		return typeFacts{name: "bool", allowed: []expr.Node{l.expr(t, nil)}}
	case *syntax.UnaryType:
		if i, ok := t.Operand.(*syntax.Int); ok && t.Op == syntax.Minus {
			return typeFacts{name: "int", allowed: []expr.Node{integer(i, true)}}
		}
	}
	return typeFacts{}
}

// parameter turns the declaration of a parameter.
func (l *lowerer) parameter(s *syntax.Param) *template.Parameter {
	t := l.typeOf(s.Type, s.Decorators).template(s.Type)
	p := &template.Parameter{
		Name: s.Name.Text, Type: t.Name, Secure: t.Secure, Nullable: t.Nullable, Allowed: t.Allowed, Imported: t.Imported, At: s.Name.Range(),
	}
	if t.Secure && t.Name != "" {
		p.Type = "secure" + t.Name
	}
	if s.Default != nil {
		p.Default = l.expr(s.Default, nil)
	}
	return p
}

// template returns what is known of a type in the form templates have.
func (f typeFacts) template(n syntax.Node) *template.Type {
	t := &template.Type{Name: f.name, Secure: f.secure, Nullable: f.nullable, Imported: f.imported}
	if f.allowed != nil {
		t.Allowed = &expr.Array{Items: f.allowed, At: n.Range()}
	}
	return t
}

func (l *lowerer) typeDeclaration(s *syntax.TypeDecl) {
	if s.Name.Text != "" {
		l.tmpl.Types[s.Name.Text] = l.typeOf(s.Value, s.Decorators).template(s.Value)
	}
}
