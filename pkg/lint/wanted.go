package lint

import (
	"slices"

	"github.com/hublint/hublint/pkg/source"
)

// Changes are lines of files that were changed.
type Changes interface {
	// Touch reports whether a changed line is among those of a range.
	Touch(at source.Range) bool
	// Removed reports whether lines were taken out from within a range.
	Removed(at source.Range) bool
}

// wanted drops what was not asked for of a unit: what does not touch the files
// the user named, and findings on lines that were not changed. Errors of the
// input are always wanted.
func (r *unitResult) wanted(o Options) {
	if o.Changed != nil {
		r.findings = slices.DeleteFunc(r.findings, func(f Finding) bool { return !f.isNew(o.Changed) })
	}
	files := r.unit.Only
	if files == nil || o.AllInUnit {
		return
	}
	r.findings = slices.DeleteFunc(r.findings, func(f Finding) bool { return !touch(f.anchors, files) })
	r.undecided = slices.DeleteFunc(r.undecided, func(u Undecided) bool { return !touch(u.anchors, files) })
	r.diagnostics = slices.DeleteFunc(r.diagnostics, func(d source.Diagnostic) bool {
		return d.Severity != source.SeverityError && !touch([]source.Range{d.Range}, files)
	})
}

// touch reports whether one of the places is in one of the files.
func touch(places []source.Range, files []string) bool {
	return slices.ContainsFunc(places, func(at source.Range) bool {
		return at.File != nil && slices.Contains(files, at.File.Path)
	})
}

// isNew reports whether a finding may come from a change: of the text it points
// to or that led there, or, if something is missing, of what was taken out of
// the resource.
func (f *Finding) isNew(changes Changes) bool {
	if changes.Touch(f.Range) || f.missing && changes.Removed(f.declared) {
		return true
	}
	return slices.ContainsFunc(f.Related, func(r Related) bool { return changes.Touch(r.Range) })
}
