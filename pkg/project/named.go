package project

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/hublint/hublint/pkg/terraform"
)

// maxAround is how many entries of folders may be looked at for the units that
// files belong to, before no deeper folder is. A folder that is no repository
// may be anything, such as someone's home, so there it is maxLoose.
const (
	maxAround = 200_000
	maxLoose  = 10_000
)

// divide splits paths into folders and files, and reports those that are not
// there.
func (f *finder) divide(paths []string) (folders, files []string) {
	for _, p := range paths {
		info, err := f.reader.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			f.fail(p, "read", "no such file or folder")
		case err != nil:
			f.fail(p, "read", "cannot read: %v", err)
		case info.IsDir():
			folders = append(folders, p)
		case !f.opts.SkipUnmatched || !f.leftOut(p):
			files = append(files, p)
		}
	}
	return folders, files
}

// leftOut reports whether a file, or a folder it lies in, is left out.
func (f *finder) leftOut(p string) bool {
	root := f.reader.Root(p)
	for p = f.clean(p); f.reader.Abs(p) != root && p != path.Dir(p); p = path.Dir(p) {
		if f.opts.ignores(p) {
			return true
		}
	}
	return false
}

// unitsOf returns the units that files belong to. A file that is no part of
// anything is reported.
func (f *finder) unitsOf(files []string) []Unit {
	for _, p := range files {
		f.named(p)
	}
	if len(f.namedFiles) == 0 {
		return nil
	}
	wanted := f.mayLead()
	f.lookAround(wanted)
	if !wanted("a.json") {
		f.lookBeside()
	}
	units := f.units(f.opts)
	holds := f.holders()
	var own []Unit
	for _, u := range units {
		if w, ok := f.wanted(u, holds); ok {
			own = append(own, w)
		}
	}
	return own
}

// named adds a file the user named, which has to be something to lint.
func (f *finder) named(p string) {
	data, ok := f.read(p)
	if !ok {
		return
	}
	clean := f.clean(p)
	f.add(clean, scan(clean, data))
	if f.is(clean, otherFile) && !f.opts.SkipUnmatched {
		f.fail(p, "not-a-template", "expected a Bicep or Terraform file or an ARM template, a JSON file with a \"$schema\" that ends in deploymentTemplate.json#")
		return
	}
	// With SkipUnmatched a unit may load it, as JSON or text.
	f.namedFiles = append(f.namedFiles, clean)
}

// mayLead returns which files may call, import or load one of the named ones, by
// their names. Nearly all files of most repositories are none of those.
func (f *finder) mayLead() func(name string) bool {
	anything := slices.ContainsFunc(f.namedFiles, func(p string) bool { return isJSON(p) && !isTerraform(p) })
	configuration := slices.ContainsFunc(f.namedFiles, isTerraform)
	template := slices.ContainsFunc(f.namedFiles, func(p string) bool { return !isTerraform(p) })
	return func(name string) bool {
		return anything && IsSource(name) || configuration && isTerraform(name) || template && (isBicep(name) || isBicepParam(name))
	}
}

// lookAround adds what stands beside the named files in their repositories, as
// far as it is wanted. What is wrong there is not asked.
func (f *finder) lookAround(wanted func(name string) bool) {
	f.around = true
	before := len(f.diags)
	seen := map[string]bool{}
	for _, p := range f.namedFiles {
		if root := f.reader.Root(p); root != "" && !seen[root] {
			seen[root] = true
			shown := f.reader.Display(root)
			f.most = maxAround
			if _, err := f.reader.Stat(path.Join(shown, ".git")); err != nil {
				f.most = maxLoose
			}
			f.folder(shown, nil, wanted)
		}
	}
	f.diags = f.diags[:before]
}

// lookBeside adds the JSON files beside templates that lead to the named ones:
// among them are their parameters.
func (f *finder) lookBeside() {
	before := len(f.diags)
	folders := map[string]bool{}
	holds := f.holders()
	for _, t := range f.templates {
		if dir := path.Dir(t); holds[t] && !folders[dir] {
			folders[dir] = true
			var buffer []byte
			f.addAll(f.look(folder{dir, f.patternsAbove(dir)}, isJSON, &buffer))
		}
	}
	f.diags = f.diags[:before]
}

// wanted returns a unit with those of its parameter sets that concern the
// named files: all if the template does; false if none do.
func (f *finder) wanted(u Unit, holds map[string]bool) (Unit, bool) {
	u.Only = f.namedFiles
	if holds[u.Root] {
		return u, true
	}
	var sets []ParameterSet
	for _, set := range u.Sets {
		if slices.ContainsFunc(set, func(p string) bool { return holds[f.clean(p)] }) {
			sets = append(sets, set)
		}
	}
	u.Sets = sets
	return u, len(sets) > 0
}

// holders returns the named files and all that calls, imports or loads one, by
// way of others too.
func (f *finder) holders() map[string]bool {
	by := map[string][]string{}
	for _, uses := range []map[string][]string{f.calls, f.uses} {
		for p, others := range uses {
			for _, other := range others {
				by[other] = append(by[other], p)
			}
		}
	}
	holds := map[string]bool{}
	next := slices.Clone(f.namedFiles)
	for _, p := range f.namedFiles {
		next = append(next, f.partOf(p))
	}
	for len(next) > 0 {
		p := next[len(next)-1]
		next = next[:len(next)-1]
		if !holds[p] {
			holds[p] = true
			next = append(next, by[p]...)
		}
	}
	return holds
}

// partOf returns the folder of the module that a file of Terraform belongs to;
// the file itself in other languages.
func (f *finder) partOf(p string) string {
	switch {
	case terraform.IsConfig(path.Base(p)):
		return path.Dir(p)
	case terraform.IsAutomatic(path.Base(p)):
		return f.moduleOf(path.Dir(p))
	}
	return p
}

// withNamed adds to the sets that a configuration lists for a unit those of its
// files that lead to a file the user named and none of the sets leads to.
func (f *finder) withNamed(sets []ParameterSet, files []string) []ParameterSet {
	out := slices.Clone(sets)
	for _, named := range f.namedFiles {
		leads := func(p string) bool { return f.leadsTo(p, named) }
		if slices.ContainsFunc(out, func(set ParameterSet) bool { return slices.ContainsFunc(set, leads) }) {
			continue
		}
		for _, p := range files {
			if leads(p) {
				out = append(out, ParameterSet{p})
			}
		}
	}
	return out
}

// leadsTo reports whether a parameter file is another one or extends it.
func (f *finder) leadsTo(p, other string) bool {
	reached := map[string]bool{}
	f.reach(p, reached)
	return reached[other]
}

// join adds units to a list. One whose root is there adds its parameter sets.
func join(units, more []Unit) []Unit {
	at := map[string]int{}
	for i, u := range units {
		at[u.Root] = i
	}
	for _, u := range more {
		if i, ok := at[u.Root]; ok {
			units[i].Sets = joinSets(units[i].Sets, u.Sets)
		} else {
			units = append(units, u)
		}
	}
	return units
}

func joinSets(sets, more []ParameterSet) []ParameterSet {
	if len(sets) == 1 && len(sets[0]) == 0 {
		return more
	}
	for _, set := range more {
		if len(set) > 0 && !slices.ContainsFunc(sets, func(s ParameterSet) bool { return slices.Equal(s, set) }) {
			sets = append(sets, set)
		}
	}
	return sets
}
