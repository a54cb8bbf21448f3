package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/source"
)

// symbolKind is what a name of a file stands for.
type symbolKind uint8

const (
	parameterSymbol symbolKind = iota
	variableSymbol
	functionSymbol
	typeSymbol
	resourceSymbol
	// importSymbol is a variable, a function or a type of another file.
	importSymbol
	// wildcardSymbol stands for all of another file.
	wildcardSymbol
	extensionSymbol
)

// symbol is a declaration that has a name.
type symbol struct {
	kind symbolKind
	// resource is set for resources and modules.
	resource *resource
	// typ and decorators are set for types and parameters.
	typ        syntax.Type
	decorators []*syntax.Decorator
	// value and uses are set for variables.
	value syntax.Expr
	uses  uses
	// resolving guards against types that are their own alias.
	resolving bool
}

// resource is the declaration of a resource or a module.
type resource struct {
	// symbol is its name, with those of the resources around it: "hub::cert".
	symbol string
	label  string
	// resource or module is set.
	resource *syntax.Resource
	module   *syntax.Module
	// typ is the full type, empty for a module.
	typ     string
	version string
	// outer is the resource it is written in.
	outer *resource
	// children are the resources written in it.
	children map[string]*resource
	// loop, condition and body are the parts of its value; body is nil if it
	// could not be read.
	loop      *syntax.For
	condition syntax.Expr
	body      *syntax.Object
	uses      uses
}

func (r *resource) existing() bool { return r.resource != nil && r.resource.Existing }

// looped reports whether there are several instances of it.
func (r *resource) looped() bool { return r.loopOwner() != nil }

// loopOwner returns the resource whose loop repeats this one: itself or one
// around it; nil if nothing repeats it.
func (r *resource) loopOwner() *resource {
	for ; r != nil; r = r.outer {
		if r.loop != nil {
			return r
		}
	}
	return nil
}

// conditional reports whether it or a resource around it has a condition.
func (r *resource) conditional() bool {
	return r.condition != nil || r.outer != nil && r.outer.conditional()
}

// header returns what introduces the declaration.
func (r *resource) header() source.Range {
	if r.module != nil {
		return r.module.Keyword.To(r.module.Path.Range())
	}
	return r.resource.Keyword.To(r.resource.Type.Range())
}

// declare notes the names that the statements of a file declare.
func (l *lowerer) declare(statements []syntax.Statement) {
	for _, s := range statements {
		switch s := s.(type) {
		case *syntax.Param:
			l.name(&s.Name, &symbol{kind: parameterSymbol, typ: s.Type, decorators: s.Decorators})
		case *syntax.Var:
			l.name(&s.Name, &symbol{kind: variableSymbol, value: s.Value})
		case *syntax.TypeDecl:
			l.name(&s.Name, &symbol{kind: typeSymbol, typ: s.Value, decorators: s.Decorators})
		case *syntax.Func:
			l.name(&s.Name, &symbol{kind: functionSymbol})
		case *syntax.Resource:
			l.name(&s.Name, &symbol{kind: resourceSymbol, resource: l.declareResource(s, nil)})
		case *syntax.Module:
			l.name(&s.Name, &symbol{kind: resourceSymbol, resource: l.declareModule(s)})
		case *syntax.Import:
			l.declareImport(s)
		case *syntax.Extension:
			l.declareExtension(s)
		}
	}
}

// name notes a name. Of two declarations with one name the first counts.
func (l *lowerer) name(n *syntax.Name, s *symbol) {
	if _, ok := l.names[n.Text]; !ok {
		l.names[n.Text] = s
	}
}

func (l *lowerer) declareImport(s *syntax.Import) {
	switch what := s.What.(type) {
	case *syntax.Wildcard:
		l.name(&what.Alias, &symbol{kind: wildcardSymbol})
	case *syntax.ImportList:
		for _, item := range what.Items {
			if item, ok := item.(*syntax.ImportItem); ok {
				_, here := importNames(item)
				if _, ok := l.names[here]; !ok {
					l.names[here] = &symbol{kind: importSymbol}
				}
			}
		}
	}
}

// declareExtension notes the name of an extension. Azure itself is one too.
func (l *lowerer) declareExtension(s *syntax.Extension) {
	spec, ok := s.Spec.(*syntax.Name)
	isAzure := ok && spec.Text == "az"
	l.extensions = l.extensions || !isAzure
	if alias, ok := s.Alias.(*syntax.Name); ok {
		spec = alias
	}
	if isAzure && spec.Text != "" {
		l.azure = append(l.azure, spec.Text+":")
	}
	if spec != nil {
		l.name(spec, &symbol{kind: extensionSymbol})
	}
}

func (l *lowerer) declareResource(s *syntax.Resource, outer *resource) *resource {
	r := &resource{symbol: s.Name.Text, resource: s, outer: outer, children: map[string]*resource{}}
	r.open(s.Body)
	text, ok := literal(s.Type)
	if !ok || s.Name.Text == "" {
		r.body = nil
	}
	for _, prefix := range l.azure {
		text = strings.TrimPrefix(text, prefix)
	}
	r.typ, r.version, _ = strings.Cut(text, "@")
	if outer != nil {
		r.symbol = outer.symbol + "::" + r.symbol
		r.typ = outer.typ + "/" + r.typ
		if r.version == "" {
			r.version = outer.version
		}
	}
	r.label = s.Name.Text
	l.resources = append(l.resources, r)
	if r.body == nil {
		return r
	}
	for _, item := range r.body.Items {
		if child, ok := item.(*syntax.Resource); ok {
			c := l.declareResource(child, r)
			if _, ok := r.children[child.Name.Text]; !ok {
				r.children[child.Name.Text] = c
			}
		}
	}
	return r
}

func (l *lowerer) declareModule(s *syntax.Module) *resource {
	r := &resource{symbol: s.Name.Text, module: s}
	r.open(s.Body)
	path, ok := literal(s.Path)
	if !ok || s.Name.Text == "" {
		r.body = nil
	}
	r.label = path
	l.resources = append(l.resources, r)
	return r
}

// open takes the value of a declaration apart.
func (r *resource) open(e syntax.Expr) {
	if f, ok := e.(*syntax.For); ok {
		r.loop, e = f, f.Body
	}
	if i, ok := e.(*syntax.If); ok {
		r.condition, e = i.Cond, i.Body
	}
	r.body, _ = e.(*syntax.Object)
}

// property returns the value of a property, nil if there is none.
func property(o *syntax.Object, key string) syntax.Expr {
	if o == nil {
		return nil
	}
	for _, item := range o.Items {
		if p, ok := item.(*syntax.Property); ok {
			if k, ok := p.KeyText(); ok && k == key {
				return p.Value
			}
		}
	}
	return nil
}
