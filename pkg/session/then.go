package session

import (
	"io/fs"
	"path"
	"slices"

	"github.com/hublint/hublint/pkg/project"
)

// Past is what a session's folders held on another day, by absolute paths.
type Past struct {
	// Contents are those of files that had others or are gone, Absent are files
	// that were not there.
	Contents map[string][]byte
	Absent   map[string]bool
	// Was returns the path that a file or folder had, by the one it has.
	Was func(path string) string
}

// Then returns the session as of another day. Its configuration stays; closing
// one closes both.
func (s *Session) Then(p Past) *Session {
	other := *s
	other.Reader = s.Reader.Over(p.Contents).Without(p.Absent)
	other.was = func(display string) string { return s.Reader.Display(p.Was(s.Reader.Abs(display))) }
	return &other
}

// Was returns the display path that a file or folder had on the day the session
// is of. A folder that others were moved to may have been there already.
func (s *Session) Was(display string) string {
	if s.was == nil || s.holds(display) {
		return display
	}
	return s.was(display)
}

// useOldNames has what the user names found by the names of that day.
func (s *Session) useOldNames(o *project.Options) {
	var paths []string
	for _, p := range o.Paths {
		// What came since is nowhere.
		if p = s.Was(p); s.holds(p) && !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	o.Paths, o.Parameters = paths, slices.Clone(o.Parameters)
	for i, p := range o.Parameters {
		o.Parameters[i] = s.Was(p)
	}
}

// holds reports whether a path is a file, or a folder with one somewhere in it.
func (s *Session) holds(p string) bool {
	if info, err := s.Reader.Stat(p); err != nil || !info.IsDir() {
		return err == nil
	}
	entries, _ := s.Reader.ReadDir(p)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !e.IsDir() || s.holds(path.Join(p, e.Name())) })
}
