package project

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/hublint/hublint/pkg/terraform"
)

// maxAround is the most entries of folders that are looked at for the units
// that files belong to.
const maxAround = 50_000

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

// unitsOf returns the units that files belong to, and those around them that
// they don't. A file that is no part of anything is reported.
func (f *finder) unitsOf(files []string) (own, others []Unit) {
	for _, p := range files {
		f.named(p)
	}
	if len(f.namedFiles) == 0 {
		return nil, nil
	}
	f.lookAround()
	for _, u := range f.units(f.opts) {
		if w, ok := f.wanted(u); ok {
			own = append(own, w)
		} else {
			others = append(others, u)
		}
	}
	return own, others
}

// named adds a file the user named, which has to be something to lint.
func (f *finder) named(p string) {
	before := f.count()
	data, ok := f.read(p)
	if !ok {
		return
	}
	f.file(p, data)
	switch {
	case f.count() > before || f.seenAs(p):
		f.namedFiles = append(f.namedFiles, f.clean(p))
	case !f.opts.SkipUnmatched:
		f.fail(p, "not-a-template", "expected a Bicep or Terraform file or an ARM template, a JSON file with a \"$schema\" that ends in deploymentTemplate.json#")
	default:
		// A unit may load it, as JSON or text.
		f.namedFiles = append(f.namedFiles, f.clean(p))
	}
}

// lookAround adds what stands beside the named files in their repositories.
// What is wrong there is not asked.
func (f *finder) lookAround() {
	f.around = true
	before := len(f.diags)
	seen := map[string]bool{}
	for _, p := range f.namedFiles {
		if root := f.reader.Root(p); root != "" && !seen[root] {
			seen[root] = true
			f.folder(f.reader.Display(root), nil)
		}
	}
	f.diags = f.diags[:before]
}

// wanted returns a unit with those of its parameter sets that concern the
// named files: all if the template does; false if none do.
func (f *finder) wanted(u Unit) (Unit, bool) {
	u.Only = f.namedFiles
	if f.holdsNamed(u.Root) {
		return u, true
	}
	var sets []ParameterSet
	for _, set := range u.Sets {
		if f.holdsNamed(set...) {
			sets = append(sets, set)
		}
	}
	u.Sets = sets
	return u, len(sets) > 0
}

// holdsNamed reports whether a named file is among files or a part of one.
func (f *finder) holdsNamed(files ...string) bool {
	parts := map[string]bool{}
	for _, p := range files {
		f.collect(f.clean(p), parts)
	}
	return slices.ContainsFunc(f.namedFiles, func(p string) bool { return parts[p] || parts[f.partOf(p)] })
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

// collect marks a file or folder and all that it calls, imports or loads.
func (f *finder) collect(p string, parts map[string]bool) {
	if parts[p] {
		return
	}
	parts[p] = true
	for _, other := range f.calls[p] {
		f.collect(other, parts)
	}
	for _, other := range f.uses[p] {
		f.collect(other, parts)
	}
}

// join adds units to a list that has none of the same root.
func join(units, more []Unit) []Unit {
	for _, u := range more {
		if !slices.ContainsFunc(units, func(o Unit) bool { return o.Root == u.Root }) {
			units = append(units, u)
		}
	}
	return units
}
