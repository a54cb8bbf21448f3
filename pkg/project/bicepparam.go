package project

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// isBicepParam reports whether a file is a parameter file written in Bicep.
func isBicepParam(p string) bool { return strings.EqualFold(path.Ext(p), ".bicepparam") }

// paramHead is what a parameter file written in Bicep says of itself.
type paramHead struct {
	using, extends string
	// alone is what is wrong with a file that is for no template: reading the
	// file that extends it will say it too.
	alone []source.Diagnostic
}

// scanBicepParam reads what a parameter file is for.
func scanBicepParam(file *source.File) *scanned {
	params, diags := bicep.ParseParams(file)
	head := &paramHead{using: params.Using.Target, extends: params.Extends.Target}
	s := &scanned{kind: bicepParamFile, params: head}
	if head.extends != "" {
		s.calls = relativeTo(path.Dir(file.Path), []string{head.extends})
	}
	if head.using == "" {
		if !params.SaysUsing && !source.HasErrors(diags) {
			diags = append(diags, source.Errorf(file.Range(0, 0), "bicep-params", "expected 'using' with the path of the template these parameters are for"))
		}
		head.alone = diags
	}
	s.takesFrom(file.Path, file.Data)
	return s
}

// pairParams finds the templates of the parameter files written in Bicep,
// those of the folders and those the user named as parameters. If a template is
// not there its file stands for itself: such a unit has nothing but parameters,
// see withoutTemplate.
func (f *finder) pairParams(named []string) {
	slices.Sort(f.bicepParams)
	for _, p := range f.bicepParams {
		t := f.templateOf(p)
		if t != "" && !f.isTemplate(t) {
			f.uses[p] = append(f.uses[p], t)
			t = p
		}
		if t != "" {
			f.using[t] = append(f.using[t], p)
		}
	}
	for _, p := range named {
		if isBicepParam(p) {
			f.templateOf(f.clean(p))
		}
	}
	isRoot := f.roots(f.bicepParams)
	for _, p := range f.bicepParams {
		f.extended[p] = !isRoot[p]
		if isRoot[p] && (!f.around || slices.Contains(f.namedFiles, p)) {
			f.diags = append(f.diags, f.seen[p].params.alone...)
		}
	}
}

// templateOf returns the template a parameter file is for, empty if it is for
// none, and the file itself if nobody can tell.
func (f *finder) templateOf(p string) string {
	if t, ok := f.usingOf[p]; ok {
		return t
	}
	f.usingOf[p] = ""
	s := f.seen[p]
	if s == nil {
		file, err := f.reader.ReadFile(p)
		if err != nil {
			return ""
		}
		s = scanBicepParam(file)
	}
	if s.params.using == "" {
		return ""
	}
	f.usingOf[p] = p
	from := source.NewFile(p, nil)
	if target, err := f.configs.For(from).Resolve(from, s.params.using); err == nil {
		f.usingOf[p] = f.clean(target)
	}
	return f.usingOf[p]
}

// isTemplate reports whether a file is a template. One that the user's paths
// do not hold is added.
func (f *finder) isTemplate(p string) bool {
	if f.seen[p] == nil {
		if file, err := f.reader.ReadFile(p); err == nil {
			f.add(p, scan(p, file.Data))
		}
	}
	return f.is(p, templateFile)
}

// forTemplate returns those of the files the user named that are for a
// template: all but those that say they are for another.
func (f *finder) forTemplate(t string, named []string) ParameterSet {
	var set ParameterSet
	for _, p := range named {
		if other := f.usingOf[f.clean(p)]; other == "" || other == t {
			set = append(set, p)
		}
	}
	return set
}

// unused reports the files the user named whose template is not linted.
func (f *finder) unused(named []string, units []Unit) {
	for _, p := range named {
		t := f.usingOf[f.clean(p)]
		if t == f.clean(p) {
			f.fail(p, "bicep-params", "the template these parameters are for is not on this machine")
		} else if t != "" && !slices.ContainsFunc(units, func(u Unit) bool { return u.Root == t }) {
			f.fail(p, "bicep-params", "these parameters are for %s, which is not linted", t)
		}
	}
}

// withoutTemplate returns a unit of which there are only parameters: what it
// deploys is not known.
func (l *loader) withoutTemplate(u Unit) Loaded {
	out := Loaded{Unit: u}
	f, err := l.project.reader.ReadFile(u.Root)
	if err != nil {
		at := source.NewFile(u.Root, nil).Range(0, 0)
		out.Diagnostics = []source.Diagnostic{source.Errorf(at, "read", "cannot read: %v", err)}
		return out
	}
	params, diags := bicep.ParseParams(f)
	_, more, err := l.Load(f, params.Using.Target)
	out.Diagnostics = append(append(diags, more...), l.configs.Diagnostics()...)
	if err != nil && !errors.Is(err, template.ErrUnavailable) {
		out.Diagnostics = append(out.Diagnostics, source.Errorf(params.Using.At, "template-link", "cannot read %s: %v", params.Using.Target, err))
	}
	g := &graph.Graph{Root: u.Root, Language: bicep.Language}
	if err == nil {
		out.Diagnostics = append(out.Diagnostics, source.Errorf(params.Using.At, "not-a-template", "expected a Bicep file or an ARM template, found '%s'", params.Using.Target))
	} else {
		g.Unread = []graph.Unread{{Name: params.Using.Target, Reason: err.Error(), Range: params.Using.At}}
	}
	out.Graphs = []*graph.Graph{g}
	out.Files = append([]*source.File{f}, l.files...)
	return out
}

// caller returns where a set of parameters names a template that is not of the
// code being linted.
func (l *loader) caller(t *template.Template, set ParameterSet) source.Range {
	for _, p := range set {
		if f, err := l.project.reader.ReadFile(p); err == nil && t.File.External && isBicepParam(p) {
			params, _ := bicep.ParseParams(f)
			return params.Using.At
		}
	}
	return source.Range{}
}

// bicepArguments reads a parameter file written in Bicep, with those that it
// extends.
func (l *loader) bicepArguments(t *template.Template, f *source.File) (template.Arguments, []source.Diagnostic) {
	assigned, diags := l.assignments(f, nil)
	args := template.Arguments{}
	for _, a := range assigned {
		args[strings.ToLower(a.Name)] = template.Argument{Value: a.Value, Kind: value.StepParameterFile}
		if d, ok := undeclared(t, a); ok {
			diags = append(diags, d)
		}
	}
	return args, diags
}

// maxExtends bounds how many parameter files may extend each other.
const maxExtends = 20

// assignments evaluates a parameter file and those it extends. around are the
// files that extend it.
func (l *loader) assignments(f *source.File, around []string) ([]bicep.Assignment, []source.Diagnostic) {
	around = append(around, f.Path)
	params, diags := bicep.ParseParams(f)
	var base []bicep.Assignment
	if params.Extends.Target != "" {
		var more []source.Diagnostic
		base, more = l.extended(f, params.Extends, around)
		diags = append(diags, more...)
	}
	own, more := params.Evaluate(base, template.Options{Root: f.Path, Loader: l, Extern: l.extern})
	return own, append(diags, more...)
}

// extended evaluates the file that another one extends.
func (l *loader) extended(f *source.File, ref bicep.Reference, around []string) ([]bicep.Assignment, []source.Diagnostic) {
	fail := func(format string, args ...any) []source.Diagnostic {
		return []source.Diagnostic{source.Errorf(ref.At, "bicep-params", format, args...)}
	}
	p, err := l.configs.For(f).Resolve(f, ref.Target)
	switch {
	case err != nil:
		return nil, fail("cannot read %s: %v", ref.Target, err)
	case !isBicepParam(p):
		return nil, fail("expected a .bicepparam file to extend, found '%s'", ref.Target)
	case slices.Contains(around, p):
		return nil, fail("this file extends itself through '%s'", ref.Target)
	case len(around) >= maxExtends:
		return nil, fail("expected at most %d files that extend each other", maxExtends)
	}
	base, err := l.project.reader.ReadFile(p)
	if err != nil {
		return nil, fail("cannot read %s: %v", p, err)
	}
	l.files = append(l.files, base)
	return l.assignments(base, around)
}

// undeclared reports a value for a parameter that the template does not have.
func undeclared(t *template.Template, a bicep.Assignment) (source.Diagnostic, bool) {
	best, distance := "", min(len(a.Name), 3)
	for _, p := range t.Parameters {
		if p.Name == a.Name {
			return source.Diagnostic{}, false
		}
		if d := levenshtein.ComputeDistance(strings.ToLower(a.Name), strings.ToLower(p.Name)); d < distance {
			best, distance = p.Name, d
		}
	}
	hint := ""
	if best != "" {
		hint = "; did you mean '" + best + "'?"
	}
	return source.Errorf(a.At, "bicep-params", "%s has no parameter '%s'%s", t.File.Path, a.Name, hint), true
}
