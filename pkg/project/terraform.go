package project

import (
	"path"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

// isTerraform reports whether a file is part of a Terraform module, or sets the
// variables of one.
func isTerraform(p string) bool {
	return terraform.IsConfig(path.Base(p)) || terraform.IsVariableFile(path.Base(p))
}

var (
	// moduleSource finds the folders that module blocks call.
	moduleSource = mention{"source", pattern.Lazy(`^source"?\s*[=:]\s*"(\.\.?/[^"$]*)"`), true}
	// templateRead finds the ARM templates that a configuration reads to
	// deploy them.
	templateRead = mention{"file(", pattern.Lazy(`^file\(\s*"(?:\$\{path\.(?:module|root)\}/)?([^"$]+\.json)"`), false}
)

// configurations returns a unit for each Terraform module that no other calls.
func (f *finder) configurations(o Options) []Unit {
	slices.Sort(f.modules)
	f.modules = slices.Compact(f.modules)
	slices.Sort(f.variables)
	for _, p := range f.variables {
		dir := f.moduleOf(path.Dir(p))
		f.variablesOf[dir] = append(f.variablesOf[dir], p)
	}
	var units []Unit
	for _, p := range f.plans {
		// A plan in a folder may be out of date; one that is named is meant.
		if _, beside := slices.BinarySearch(f.modules, path.Dir(p)); !beside || slices.Contains(f.namedFiles, p) {
			units = append(units, Unit{Root: p, Language: "terraform", Sets: []ParameterSet{nil}})
		}
	}
	isRoot := f.roots(f.modules)
	for _, dir := range f.modules {
		if isRoot[dir] || o.declares(dir) {
			units = append(units, Unit{Root: dir, Language: "terraform", Sets: f.variableSets(dir, o)})
		}
	}
	return units
}

// variableSets returns the variable files of a module: those the user named
// together, or each of those that belong to it.
func (f *finder) variableSets(dir string, o Options) []ParameterSet {
	var named ParameterSet
	for _, p := range o.Parameters {
		if terraform.IsVariableFile(p) {
			named = append(named, p)
		}
	}
	if named != nil {
		return []ParameterSet{named}
	}
	if sets := o.Sets[dir]; len(sets) > 0 {
		return f.withNamed(sets, f.variablesOf[dir])
	}
	var sets []ParameterSet
	for _, p := range f.variablesOf[dir] {
		sets = append(sets, ParameterSet{p})
	}
	if sets == nil {
		sets = []ParameterSet{nil}
	}
	return sets
}

// moduleOf returns the nearest folder upward that is a module.
func (f *finder) moduleOf(dir string) string {
	for {
		if _, ok := slices.BinarySearch(f.modules, dir); ok {
			return dir
		}
		parent := path.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// loadTerraform reads a configuration and evaluates it with each of its sets.
func (p *Project) loadTerraform(u Unit) Loaded {
	out := Loaded{Unit: u}
	l := terraform.NewLoader(p.reader)
	if isJSON(u.Root) {
		g, diags, err := terraform.EvaluatePlan(l, u.Root)
		if err != nil {
			diags = append(diags, source.Errorf(source.NewFile(u.Root, nil).Range(0, 0), "read", "cannot read: %v", err))
		} else {
			out.Graphs = append(out.Graphs, g)
		}
		out.Diagnostics, out.Files = diags, l.Files()
		return out
	}
	l.Once = len(u.Sets) == 1
	for _, set := range u.Sets {
		g, diags, err := terraform.Evaluate(l, terraform.Options{Root: u.Root, Parameters: set, Lost: p.opts.Lost, Variables: p.opts.Variables})
		if err != nil {
			out.Diagnostics = append(out.Diagnostics, source.Errorf(source.NewFile(u.Root, nil).Range(0, 0), "read", "cannot read: %v", err))
			break
		}
		out.Graphs = append(out.Graphs, g)
		out.Diagnostics = appendNew(out.Diagnostics, diags)
	}
	out.Files = l.Files()
	return out
}

// withoutVariableFiles returns the parameter files that are not Terraform's.
func withoutVariableFiles(files []string) []string {
	return slices.DeleteFunc(slices.Clone(files), func(p string) bool { return strings.Contains(path.Base(p), ".tfvars") })
}
