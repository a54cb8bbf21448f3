package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// ParamFile is a .bicepparam file as it is written.
type ParamFile struct {
	// Using leads to the template that the parameters are for. It is empty in
	// a file that is only there for others, which says "using none", and in
	// one that does not say it.
	Using Reference
	// Extends leads to the file whose parameters count where this one has
	// none; empty if there is none.
	Extends Reference
	// SaysUsing reports whether the file has a using statement at all.
	SaysUsing bool

	file       *source.File
	statements []syntax.Statement
}

// Reference is a path, or the name of a module from elsewhere, as written.
type Reference struct {
	Target string
	At     source.Range
}

// Assignment is a value that a parameter file gives to a parameter.
type Assignment struct {
	Name  string
	Value value.Value
	// At is where the name is written.
	At source.Range
}

// ParseParams reads a .bicepparam file. It returns what could be read.
func ParseParams(f *source.File) (*ParamFile, []source.Diagnostic) {
	tree, diags := syntax.ParseParams(f)
	p := &ParamFile{file: f, statements: tree.Statements}
	seen := map[string]bool{}
	for _, s := range tree.Statements {
		switch s := s.(type) {
		case *syntax.Using:
			p.Using, p.SaysUsing = reference(s.Path), true
		case *syntax.Extends:
			if p.Extends.Target != "" {
				diags = append(diags, source.Errorf(s.Range(), "bicep-params", "expected at most one file to extend"))
				continue
			}
			p.Extends = reference(s.Path)
		case *syntax.ParamValue:
			if seen[s.Name.Text] {
				diags = append(diags, source.Errorf(s.Name.Range(), "bicep-params", "the parameter '%s' has a value already", s.Name.Text))
			}
			seen[s.Name.Text] = true
		}
	}
	return p, diags
}

func reference(e syntax.Expr) Reference {
	path, _ := literal(e)
	return Reference{path, e.Range()}
}

// Evaluate returns the values the file assigns, after those of the file it
// extends that it does not assign itself. The options say how to read what it
// imports and loads.
func (p *ParamFile) Evaluate(base []Assignment, o template.Options) ([]Assignment, []source.Diagnostic) {
	l := newLowerer(p.file)
	l.declare(p.statements)
	l.inherit(base, p.Extends.At)
	own := l.assignments(p.statements)
	l.lower(p.statements)
	outer := o.Extern
	o.Extern = func(name string, args []value.Value, at source.Range) (value.Value, bool) {
		if v, ok := paramFunction(name, args, at); ok {
			return v, true
		}
		if outer == nil {
			return value.Value{}, false
		}
		return outer(name, args, at)
	}
	values, diags := template.Variables(l.tmpl, o)
	byName := map[string]value.Value{}
	for i, v := range l.tmpl.Variables {
		byName[v.Name] = values[i]
	}
	return merge(base, own, byName), append(l.diags, diags...)
}

// inherit makes the parameters of the extended file known, by their names and
// as properties of "base", which stands where the file is named.
func (l *lowerer) inherit(base []Assignment, at source.Range) {
	fields := make([]value.Field, len(base))
	for i, a := range base {
		fields[i] = value.Field{Key: a.Name, KeyRange: a.At, Value: a.Value}
		l.constant(a.Name, a.Value)
	}
	if len(base) > 0 {
		l.constant("base", value.OfFields(fields...).At(at))
	}
}

// constant declares a name for a value, unless the file declares it.
func (l *lowerer) constant(name string, v value.Value) {
	if l.names[name] != nil {
		return
	}
	l.names[name] = &symbol{kind: variableSymbol}
	l.tmpl.Variables = append(l.tmpl.Variables, &template.Variable{Name: name, Value: &expr.Literal{Value: v}})
}

// assignments declares the parameters that the file assigns as variables, and
// returns them without their values.
func (l *lowerer) assignments(statements []syntax.Statement) []Assignment {
	var own []Assignment
	var nodes []*syntax.ParamValue
	for _, s := range statements {
		if p, ok := s.(*syntax.ParamValue); ok && p.Name.Text != "" {
			l.names[p.Name.Text] = &symbol{kind: variableSymbol, value: p.Value}
			nodes = append(nodes, p)
			own = append(own, Assignment{Name: p.Name.Text, At: p.Name.Range()})
		}
	}
	for _, p := range nodes {
		l.tmpl.Variables = append(l.tmpl.Variables, &template.Variable{Name: p.Name.Text, Value: l.expr(p.Value, nil), At: p.Name.Range()})
	}
	return own
}

// merge returns the assignments of a file, after those it inherits and does
// not assign itself.
func merge(base, own []Assignment, values map[string]value.Value) []Assignment {
	assigned := map[string]bool{}
	for i, a := range own {
		assigned[a.Name] = true
		own[i].Value = written(values[a.Name])
	}
	var all []Assignment
	for _, a := range base {
		if !assigned[a.Name] {
			all = append(all, a)
		}
	}
	return append(all, own...)
}

// written returns the value of a variable without the step of having been one.
func written(v value.Value) value.Value {
	o := v.Origin()
	if o.Way != nil {
		o.Way = o.Way.Before
	}
	return v.WithOrigin(o)
}

// paramFunction evaluates the functions that only parameter files have. What
// they read is outside of all files: the environment, the command line, a
// vault.
func paramFunction(name string, args []value.Value, at source.Range) (value.Value, bool) {
	switch name {
	case "readEnvironmentVariable":
		if len(args) == 2 {
			return args[1].With(value.Assumed), true
		}
		return input(name, args, at), true
	case "readEnvVar", "readCliArg", "externalInput":
		return input(name, args, at), true
	case "getSecret":
		return template.Secret(name, at), true
	}
	return value.Value{}, false
}

// input is what whoever deploys the template gives; the same each time it is
// asked for.
func input(name string, args []value.Value, at source.Range) value.Value {
	text := name
	if len(args) > 0 {
		text += "(" + strings.TrimSpace(args[0].Show()) + ")"
	}
	u := value.Unresolved{Reason: value.ReasonParameter, Expr: text}
	for _, a := range args {
		if !a.IsWhole() {
			return value.NewUnknown(u).At(at)
		}
	}
	u.ID = value.Combine(name, args...)
	return value.NewUnknown(u).At(at)
}
