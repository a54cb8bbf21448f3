package source

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// overlaid describes a file that is in the overlay, on disk or not, or a folder
// that is not on disk and holds one.
type overlaid struct {
	name   string
	size   int64
	folder bool
}

// Name is the last part of the path.
func (o overlaid) Name() string { return o.name }

// Size is that of the content.
func (o overlaid) Size() int64 { return o.size }

// Mode is that of a plain file or folder.
func (o overlaid) Mode() fs.FileMode {
	if o.folder {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

// ModTime is not known.
func (o overlaid) ModTime() time.Time { return time.Time{} }

// IsDir reports whether it is a folder.
func (o overlaid) IsDir() bool { return o.folder }

// Sys is nil: nothing lies beneath.
func (o overlaid) Sys() any { return nil }

// withOverlay returns what reading a folder gives with the files that are in the
// overlay only, the folders that lead to such, and without those that are taken
// for not there.
func (r *Reader) withOverlay(folder string, entries []fs.DirEntry, err error) ([]fs.DirEntry, error) {
	if len(r.Absent) > 0 {
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return r.Absent[filepath.Join(folder, e.Name())] })
	}
	more := r.overlaidIn(folder)
	for _, e := range entries {
		delete(more, e.Name())
	}
	for _, o := range more {
		entries = append(entries, fs.FileInfoToDirEntry(o))
	}
	if len(more) > 0 {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	return entries, bare(err)
}

// overlaidIn returns what the overlay has in a folder, by name.
func (r *Reader) overlaidIn(folder string) map[string]overlaid {
	found := map[string]overlaid{}
	separator := string(filepath.Separator)
	for file, data := range r.Overlay {
		if below, ok := strings.CutPrefix(file, strings.TrimSuffix(folder, separator)+separator); ok {
			name, _, deeper := strings.Cut(below, separator)
			found[name] = overlaid{name, int64(len(data)), deeper}
		}
	}
	return found
}
