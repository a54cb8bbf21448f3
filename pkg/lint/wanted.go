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
	// Differs reports whether a file, by its display path, is not what it was,
	// or one beside it is gone.
	Differs(file string) bool
	// Any reports whether a file that differs, came or went has a name of a
	// kind.
	Any(kind func(name string) bool) bool
}

// wanted drops what was not asked for of a unit: what does not touch the files
// the user named. Errors of the input are always wanted.
func (r *unitResult) wanted(o Options) {
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

// isOn reports whether lines were changed of the text that a finding points to,
// or that its value passes through.
func (f *Finding) isOn(changes Changes) bool {
	return changes.Touch(f.Range) || slices.ContainsFunc(f.Related, func(r Related) bool { return r.Message != throughCall && changes.Touch(r.Range) })
}

// mayComeFrom reports whether changes may have brought a finding that is on none
// of their lines: by the call of the module it is in, or, if something is
// missing, by what was taken out of the resource.
func (f *Finding) mayComeFrom(changes Changes) bool {
	return f.missing && changes.Removed(f.declared) || slices.ContainsFunc(f.Related, func(r Related) bool { return changes.Touch(r.Range) })
}
