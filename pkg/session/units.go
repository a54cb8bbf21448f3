package session

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// fromHome returns the display path of what is written as seen from the folder
// of the configuration.
func (s *Session) fromHome(written string) string {
	return s.Reader.Display(s.Config.Abs(written))
}

// units adds to the options of a project the units that the configuration lists,
// and reports files that are no parameters of theirs.
func (s *Session) units(o *project.Options) []source.Diagnostic {
	o.Sets, o.Lost = map[string][]project.ParameterSet{}, map[string]bool{}
	var diags []source.Diagnostic
	for _, u := range s.Config.Units {
		if u.Root.Text == "" {
			continue
		}
		root := s.Was(s.fromHome(u.Root.Text))
		sets := o.Sets[root]
		for _, files := range u.Parameters {
			set := make(project.ParameterSet, len(files))
			for i, f := range files {
				set[i] = s.Was(s.fromHome(f.Text))
				check := func(p string) error { return project.CheckParameters(s.Reader, root, p) }
				if err := check(set[i]); err != nil {
					o.Lost[set[i]] = true
					diags = append(diags, s.misnamed(f, err, "file", check))
				}
			}
			if s.was != nil && slices.ContainsFunc(set, func(p string) bool { return o.Lost[p] }) {
				// It came since.
				continue
			}
			sets = append(sets, set)
		}
		o.Sets[root] = sets
	}
	return diags
}

// checkRoots reports roots of the configuration that can't be those of units.
// found are what the project was found with.
func (s *Session) checkRoots(p *project.Project, found []source.Diagnostic) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, u := range s.Config.Units {
		root := s.fromHome(u.Root.Text)
		compiled := func(d source.Diagnostic) bool { return d.Code == "compiled" && d.Range.File.Path == root }
		check := func(p string) error { return project.CheckRoot(s.Reader, p) }
		switch {
		case u.Root.Text == "" || slices.ContainsFunc(p.Units, func(u project.Unit) bool { return u.Root == root }):
		case slices.ContainsFunc(found, compiled):
			diags = append(diags, source.Errorf(u.Root.At, "config", "%s is compiled from the Bicep file beside it, which is linted in its place", u.Root.Text))
		default:
			if err := check(root); err != nil {
				diags = append(diags, s.misnamed(u.Root, err, "file or folder", check))
			}
		}
	}
	return diags
}

// misnamed says what is wrong with a path of the configuration. Of one that is not
// there it says what was probably meant, if that passes the check.
func (s *Session) misnamed(p config.Path, err error, what string, check func(display string) error) source.Diagnostic {
	if !errors.Is(err, fs.ErrNotExist) {
		return source.Errorf(p.At, "config", "%s: %v", p.Text, err)
	}
	hint := ""
	if near := s.nearest(p.Text); near != "" && check(s.fromHome(near)) == nil {
		hint = ", did you mean " + near + "?"
	}
	return source.Errorf(p.At, "config", "there is no %s %s%s", what, p.Text, hint)
}

// nearest returns the path that one was probably meant to be: each part that is
// not there stands for the entry that is most like it. Empty if there is none.
func (s *Session) nearest(written string) string {
	var found string
	for _, part := range strings.Split(path.Clean(filepath.ToSlash(written)), "/") {
		next := path.Join(found, part)
		if _, err := s.Reader.Stat(s.fromHome(next)); err != nil {
			entries, _ := s.Reader.ReadDir(s.fromHome(found))
			name := mostAlike(part, entries)
			if name == "" {
				return ""
			}
			next = path.Join(found, name)
		}
		found = next
	}
	return found
}

func mostAlike(name string, entries []fs.DirEntry) string {
	best, distance := "", min(len(name), 3)
	for _, e := range entries {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(e.Name())); d < distance {
			best, distance = e.Name(), d
		}
	}
	return best
}
