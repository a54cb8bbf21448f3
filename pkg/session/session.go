// Package session opens what a run needs: a reader for the folders it may look
// into, the configuration that holds there, the baseline, and what the engine
// takes from the configuration.
package session

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Options say what a session is for.
type Options struct {
	// Dir is the absolute folder that display paths are relative to.
	Dir string
	// Paths are the files and folders to look for units in, at least one.
	Paths []string
	// Parameters are parameter files for every unit, Variables values for
	// parameters by name.
	Parameters []string
	Variables  map[string]string
	// Config is the configuration file; empty for the nearest upward from the
	// first path.
	Config string
	// Catalogue has the rules that come with the linter; nil for a run without
	// rules, which reads none of the user's and does not check which are named.
	Catalogue *rule.Catalogue
	// Library is what the user's rules are compiled with. It may be nil if
	// Catalogue is.
	Library *engine.Library
	// SkipUnmatched passes over files among the paths that are left out or
	// nothing to lint.
	SkipUnmatched bool
	// Overlay holds contents that stand before those on disk, by absolute
	// path.
	Overlay map[string][]byte
}

// Session is an open run. Close it after use.
type Session struct {
	Setup
	Reader *source.Reader

	opts Options
	// was returns the display path that a file or folder had where the session
	// is of another day; nil if it is of today.
	was func(display string) string
}

// Open opens the folders and reads the configuration.
func Open(o Options) (*Session, error) {
	reader, err := source.NewReader(o.Dir, roots(o.Dir, append(o.Paths[:len(o.Paths):len(o.Paths)], o.Parameters...))...)
	if err != nil {
		return nil, err
	}
	reader.Overlay = o.Overlay
	openModuleCache(reader)
	setup, err := Configure(o)
	if err != nil {
		_ = reader.Close()
		return nil, err
	}
	return &Session{Setup: setup, Reader: reader, opts: o}, nil
}

// openModuleCache lets templates use the modules that Bicep has restored to the
// user's home folder. Nothing else there can be read.
func openModuleCache(reader *source.Reader) {
	if home, err := os.UserHomeDir(); err == nil {
		reader.OpenCache(filepath.Join(home, ".bicep"))
	}
}

// Find looks for the units in the paths of the session, as the configuration
// has them.
func (s *Session) Find() (*project.Project, []source.Diagnostic) {
	o := project.Options{Paths: s.opts.Paths, Parameters: s.opts.Parameters, Variables: s.opts.Variables, SkipUnmatched: s.opts.SkipUnmatched}
	ignoring(s.Config, s.Reader, &o)
	if s.was != nil {
		s.useOldNames(&o)
	}
	listed := s.units(&o)
	p, diags := project.Find(s.Reader, o)
	listed = append(listed, s.checkRoots(p, diags)...)
	slices.SortStableFunc(listed, func(a, b source.Diagnostic) int { return source.Compare(a.Range, b.Range) })
	return p, append(listed, diags...)
}

// For returns the session for other paths, of which those that hold nothing to
// lint are passed over. Closing one closes both.
func (s *Session) For(paths []string) *Session {
	other := *s
	other.opts.Paths, other.opts.SkipUnmatched = paths, true
	return &other
}

// Over returns the session with other contents before those on disk, by
// absolute path. Its configuration stays; closing one closes both.
func (s *Session) Over(overlay map[string][]byte) *Session {
	other := *s
	other.Reader = s.Reader.Over(overlay)
	return &other
}

// Close releases the folders.
func (s *Session) Close() error { return s.Reader.Close() }
