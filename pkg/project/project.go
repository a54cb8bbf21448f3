// Package project says which files belong together: the deployment units of a
// folder, each with its parameter files, and reads them to graphs.
package project

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/bicep/config"
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
	// that are found beside them. A root without any has those that are found.
	// Each root is a unit, even if another one deploys it.
	Sets map[string][]ParameterSet
	// Lost are files of those sets that can't be used, as was said already: what
	// they give is not known.
	Lost map[string]bool
}

// declares reports whether the user says that a unit begins here.
func (o Options) declares(root string) bool {
	_, ok := o.Sets[root]
	return ok
}

// ignores reports whether the user leaves a file or folder out.
func (o Options) ignores(p string) bool { return o.Ignore != nil && o.Ignore(p) }

// Project is what was found. It is safe for concurrent use.
type Project struct {
	Units  []Unit
	reader *source.Reader
	opts   Options
	// named are the files that the user named, extended the parameter files
	// written in Bicep that others extend.
	named    []string
	extended map[string]bool
}

// Over returns the project as read through another reader: the same units, with
// what their files hold there.
func (p *Project) Over(reader *source.Reader) *Project {
	over := *p
	over.reader = reader
	return &over
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
		f.folder(dir, f.patternsAbove(dir), IsSource)
	}
	if len(folders) > 0 {
		p.Units = f.units(o)
	}
	diags := f.diags
	if len(files) > 0 {
		f = newFinder(reader, o)
		p.Units = join(p.Units, f.unitsOf(files))
		p.named, p.extended = f.namedFiles, f.extended
		diags = append(diags, f.diags...)
	}
	f.diags = nil
	f.unused(o.Parameters, p.Units)
	return p, append(diags, f.diags...)
}

func newFinder(reader *source.Reader, o Options) *finder {
	return &finder{
		reader: reader, opts: o, configs: config.NewFinder(reader),
		seen: map[string]*scanned{}, calls: map[string][]string{}, uses: map[string][]string{}, imported: map[string]bool{},
		mentioned: map[string]bool{}, beside: map[string][]string{}, variablesOf: map[string][]string{},
		using: map[string][]string{}, usingOf: map[string]string{}, extended: map[string]bool{},
	}
}

// finder collects the files of a project.
type finder struct {
	opts    Options
	reader  *source.Reader
	configs *config.Finder
	diags   []source.Diagnostic
	// seen are the files that were looked through, by display path; the lists
	// hold those of each kind.
	seen       map[string]*scanned
	templates  []string
	parameters []string
	// beside are the parameters by their folders.
	beside map[string][]string
	// calls are the templates, or the folders of modules, that each one calls.
	calls map[string][]string
	// uses are the files that each one imports from or loads; imported the
	// Bicep files that others import from.
	uses     map[string][]string
	imported map[string]bool
	// modules are the folders of Terraform modules, variables the files that
	// set variables of one, variablesOf has them by the module.
	modules     []string
	variables   []string
	variablesOf map[string][]string
	// plans are Terraform's plans, namedFiles the files the user named.
	plans      []string
	namedFiles []string
	// around is true if files beside the named ones were looked for, entries
	// is how much was seen of that, and most how much may be.
	around        bool
	entries, most int
	// words are looked for in the files, in lower case; mentioned are the
	// templates and modules that have one.
	words     map[string]bool
	mentioned map[string]bool
	// bicepParams are the parameter files written in Bicep, using has them by
	// the template they are for, usingOf has the template by the file, and
	// extended has those that others extend.
	bicepParams []string
	using       map[string][]string
	usingOf     map[string]string
	extended    map[string]bool
}

func (f *finder) fail(file, code, format string, args ...any) {
	f.diags = append(f.diags, source.Errorf(source.NewFile(file, nil).Range(0, 0), code, format, args...))
}

// IsSource reports whether a file is of a kind that is linted.
func IsSource(p string) bool {
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
	for _, p := range f.parameters {
		f.beside[path.Dir(p)] = append(f.beside[path.Dir(p)], p)
	}
	var units []Unit
	isRoot := f.roots(slices.Concat(f.modules, f.templates))
	for _, t := range f.templates {
		if f.isCompiled(t) && (!f.around || slices.Contains(f.namedFiles, t)) {
			f.diags = append(f.diags, source.Notef(source.NewFile(t, nil).Range(0, 0), "compiled", "is compiled from the Bicep file beside it, which is linted in its place"))
		}
		if f.using[t] != nil || (isRoot[t] && !f.isLibrary(t) || o.declares(t)) && !f.isCompiled(t) {
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

// sets returns the parameter sets of a template: all files the user gave as
// parameters together, those the configuration lists, or each file that says it
// is for the template or is beside it and has its name.
func (f *finder) sets(t string, o Options) []ParameterSet {
	if named := f.forTemplate(t, withoutVariableFiles(o.Parameters)); len(named) > 0 {
		return []ParameterSet{named}
	}
	files := append(f.namedAs(t), f.using[t]...)
	if sets := o.Sets[t]; len(sets) > 0 {
		return f.withNamed(sets, files)
	}
	var sets []ParameterSet
	for _, p := range files {
		sets = append(sets, ParameterSet{p})
	}
	if sets == nil {
		sets = []ParameterSet{nil}
	}
	return sets
}

// namedAs returns the parameter files that go by the name of a template: for
// main.json those are main.parameters.json, main.parameters.prod.json,
// main.prod.parameters.json and parameters.json if main is the only template.
func (f *finder) namedAs(t string) []string {
	stem := strings.TrimSuffix(path.Base(t), path.Ext(t))
	var found []string
	for _, p := range f.beside[path.Dir(t)] {
		if pairs(strings.ToLower(stem), strings.ToLower(path.Base(p))) {
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
