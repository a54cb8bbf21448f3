// Package project says which files belong together: the deployment units of a
// folder, each with its parameter files, and reads them to graphs.
package project

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/source"
)

// Unit is what is deployed together, from one template on.
type Unit struct {
	// Root is the display path of the template, or of a Terraform module's
	// folder.
	Root string
	// Language is "arm", "bicep" or "terraform".
	Language string
	// Sets are the parameters it is deployed with: at least one set, which
	// may be empty. Each gives a variant of the unit.
	Sets []ParameterSet
	// Only are the files that the user named, if it was files that led to this
	// unit; nil if all of it is wanted.
	Only []string
}

// ParameterSet is the parameter files used together, as display paths.
type ParameterSet []string

// Options say what to look for.
type Options struct {
	// Paths are files and folders, as display paths.
	Paths []string
	// Parameters are parameter files for every unit, in place of those that
	// are found beside it.
	Parameters []string
	// Variables are values for parameters by name, before all files.
	Variables map[string]string
	// Ignore reports whether a file or folder is left out; nil for none. Files
	// that the user names are never left out.
	Ignore func(displayPath string) bool
	// SkipUnmatched passes over files that the user names and that are left
	// out or nothing to lint.
	SkipUnmatched bool
	// Sets are the parameter sets of units, by their roots, in place of those
	// that are found beside them.
	Sets map[string][]ParameterSet
}

// ignores reports whether the user leaves a file or folder out.
func (o Options) ignores(p string) bool { return o.Ignore != nil && o.Ignore(p) }

// Project is what was found. It is safe for concurrent use.
type Project struct {
	Units []Unit
	// Others are the units around the files that were named, to which none of
	// them belongs.
	Others []Unit
	reader *source.Reader
	opts   Options
}

// Over returns the project as read through another reader: the same units, with
// what their files hold there.
func (p *Project) Over(reader *source.Reader) *Project {
	return &Project{Units: p.Units, reader: reader, opts: p.opts}
}

// Relative returns a display path as seen from a folder given by its absolute
// path; as it is if that is empty.
func (p *Project) Relative(folder, display string) string {
	if folder == "" {
		return display
	}
	rel, err := filepath.Rel(folder, p.reader.Abs(display))
	if err != nil {
		return display
	}
	return filepath.ToSlash(rel)
}

// Find looks for deployment units: those that begin in the folders among the
// paths, and those that the files among them belong to. What can't be read is
// reported; so is a path that holds nothing to lint.
func Find(reader *source.Reader, o Options) (*Project, []source.Diagnostic) {
	p := &Project{reader: reader, opts: o}
	f := newFinder(reader, o)
	folders, files := f.divide(o.Paths)
	for _, dir := range folders {
		f.folder(dir, f.patternsAbove(dir))
	}
	if len(folders) > 0 {
		p.Units = f.units(o)
	}
	diags := f.diags
	if len(files) > 0 {
		f = newFinder(reader, o)
		own, others := f.unitsOf(files)
		p.Units, p.Others = join(p.Units, own), others
		diags = append(diags, f.diags...)
	}
	f.diags = nil
	f.unused(o.Parameters, p.Units)
	return p, append(diags, f.diags...)
}

func newFinder(reader *source.Reader, o Options) *finder {
	return &finder{
		reader: reader, opts: o, seen: map[string]bool{}, calls: map[string][]string{}, compiled: map[string]bool{},
		imported: map[string]bool{}, library: map[string]bool{},
		using: map[string][]string{}, usingOf: map[string]string{}, alone: map[string][]source.Diagnostic{},
		uses: map[string][]string{},
	}
}

// finder collects the files of a project.
type finder struct {
	opts       Options
	reader     *source.Reader
	diags      []source.Diagnostic
	seen       map[string]bool
	templates  []string
	parameters []string
	// calls are the templates, or the folders of modules, that each one calls.
	calls map[string][]string
	// compiled are the templates that the Bicep compiler wrote.
	compiled map[string]bool
	// imported are the Bicep files that others import from; library those
	// that deploy nothing.
	imported map[string]bool
	library  map[string]bool
	// uses are the files that each one imports from or loads.
	uses map[string][]string
	// modules are the folders of Terraform modules, variables the files that
	// set variables of one.
	modules   []string
	variables []string
	// plans are Terraform's plans, namedFiles the files the user named.
	plans      []string
	namedFiles []string
	// around is true if files beside the named ones were looked for, entries
	// is how much was seen of that.
	around  bool
	entries int
	// bicepParams are the parameter files written in Bicep, using has them by
	// the template they are for, usingOf has the template by the file. What is
	// wrong with those that have none is in alone: reading the file that
	// extends one will say it too.
	bicepParams []string
	using       map[string][]string
	usingOf     map[string]string
	alone       map[string][]source.Diagnostic
}

func (f *finder) fail(file, code, format string, args ...any) {
	f.diags = append(f.diags, source.Errorf(source.NewFile(file, nil).Range(0, 0), code, format, args...))
}

// file adds a file by its content, if it is something to lint.
func (f *finder) file(p string, data []byte) {
	p = f.clean(p)
	if f.seen[p] {
		return
	}
	f.seen[p] = true
	switch {
	case isBicep(p):
		f.bicep(p, data)
	case isBicepParam(p):
		f.bicepParams = append(f.bicepParams, p)
		f.imports(p, data)
	case isTerraform(p):
		f.terraform(p, data)
	default:
		f.json(p, data)
	}
}

// count is how much was found so far.
func (f *finder) count() int {
	return len(f.templates) + len(f.parameters) + len(f.bicepParams) + len(f.modules) + len(f.variables) + len(f.plans)
}

func (f *finder) seenAs(p string) bool {
	p = f.clean(p)
	return slices.Contains(f.templates, p) || slices.Contains(f.parameters, p) || slices.Contains(f.bicepParams, p) ||
		isTerraform(p) && slices.Contains(f.modules, path.Dir(p)) || slices.Contains(f.variables, p) || slices.Contains(f.plans, p)
}

// isSource reports whether a file is of a kind that is linted.
func isSource(p string) bool {
	return isJSON(p) || isBicep(p) || isBicepParam(p) || isTerraform(p)
}

func (f *finder) clean(p string) string { return f.reader.Display(f.reader.Abs(p)) }

func (f *finder) read(p string) ([]byte, bool) {
	file, err := f.reader.ReadFile(p)
	if err != nil {
		f.fail(f.clean(p), "read", "cannot read: %v", err)
		return nil, false
	}
	return file.Data, true
}

// units pairs the templates with their parameter files.
func (f *finder) units(o Options) []Unit {
	f.pairParams(o.Parameters)
	slices.Sort(f.templates)
	slices.Sort(f.parameters)
	var units []Unit
	isRoot := f.roots(slices.Concat(f.modules, f.templates))
	for _, t := range f.templates {
		if f.isCompiled(t) {
			f.diags = append(f.diags, source.Notef(source.NewFile(t, nil).Range(0, 0), "compiled", "is compiled from the Bicep file beside it, which is linted in its place"))
		}
		if f.using[t] != nil || isRoot[t] && !f.isLibrary(t) && !f.isCompiled(t) {
			units = append(units, Unit{Root: t, Language: languageOf(t), Sets: f.sets(t, o)})
		}
	}
	for _, p := range f.bicepParams {
		if slices.Contains(f.using[p], p) {
			units = append(units, Unit{Root: p, Language: bicep.Language, Sets: []ParameterSet{nil}})
		}
	}
	return append(units, f.configurations(o)...)
}

func languageOf(p string) string {
	if isBicep(p) {
		return bicep.Language
	}
	return "arm"
}

// roots returns those of the templates that deployments start at: those that no
// other one deploys and, of templates that deploy each other in a circle, the
// first.
func (f *finder) roots(templates []string) map[string]bool {
	called := map[string]bool{}
	for caller, callees := range f.calls {
		for _, t := range callees {
			called[t] = called[t] || t != caller
		}
	}
	reached, isRoot := map[string]bool{}, map[string]bool{}
	for _, circles := range []bool{false, true} {
		for _, t := range templates {
			if !reached[t] && (circles || !called[t]) {
				isRoot[t] = true
				f.reach(t, reached)
			}
		}
	}
	return isRoot
}

// reach marks a template and all that it deploys.
func (f *finder) reach(t string, reached map[string]bool) {
	if reached[t] {
		return
	}
	reached[t] = true
	for _, callee := range f.calls[t] {
		f.reach(callee, reached)
	}
}

// sets returns the parameter sets of a template: all files the user named
// together, or each file that says it is for the template or is beside it and
// has its name.
func (f *finder) sets(t string, o Options) []ParameterSet {
	if named := f.forTemplate(t, withoutVariableFiles(o.Parameters)); len(named) > 0 {
		return []ParameterSet{named}
	}
	if sets := o.Sets[t]; len(sets) > 0 {
		return sets
	}
	var sets []ParameterSet
	for _, p := range append(f.beside(t), f.using[t]...) {
		sets = append(sets, ParameterSet{p})
	}
	if sets == nil {
		sets = []ParameterSet{nil}
	}
	return sets
}

// beside returns the parameter files that go by the name of a template: for
// main.json those are main.parameters.json, main.parameters.prod.json,
// main.prod.parameters.json and parameters.json if main is the only template.
func (f *finder) beside(t string) []string {
	stem := strings.TrimSuffix(path.Base(t), path.Ext(t))
	var found []string
	for _, p := range f.parameters {
		if path.Dir(p) == path.Dir(t) && pairs(strings.ToLower(stem), strings.ToLower(path.Base(p))) {
			found = append(found, p)
		}
	}
	return found
}

func pairs(stem, file string) bool {
	middle, ok := strings.CutPrefix(file, stem+".")
	if !ok {
		return false
	}
	for _, word := range strings.Split(middle, ".") {
		switch word {
		case "parameters", "parameter", "params", "param":
			return true
		}
	}
	return false
}
