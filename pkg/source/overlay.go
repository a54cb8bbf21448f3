package source

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"slices"
	"time"
)

// overlaid describes a file that is in the overlay, on disk or not.
type overlaid struct {
	name string
	size int64
}

// Name is the last part of the path.
func (o overlaid) Name() string { return o.name }

// Size is that of the content.
func (o overlaid) Size() int64 { return o.size }

// Mode is that of a plain file.
func (o overlaid) Mode() fs.FileMode { return 0o644 }

// ModTime is not known.
func (o overlaid) ModTime() time.Time { return time.Time{} }

// IsDir is false: only files are laid over others.
func (o overlaid) IsDir() bool { return false }

// Sys is nil: nothing lies beneath.
func (o overlaid) Sys() any { return nil }

// withOverlay adds to the entries of a folder the files that are in the overlay
// only.
func (r *Reader) withOverlay(folder string, entries []fs.DirEntry) []fs.DirEntry {
	before := len(entries)
	for file, data := range r.Overlay {
		name := filepath.Base(file)
		if filepath.Dir(file) == folder && !slices.ContainsFunc(entries[:before], func(e fs.DirEntry) bool { return e.Name() == name }) {
			entries = append(entries, fs.FileInfoToDirEntry(overlaid{name, int64(len(data))}))
		}
	}
	if len(entries) > before {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
	return entries
}
