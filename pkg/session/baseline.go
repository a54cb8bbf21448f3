package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// BaselineFile returns the absolute path of the baseline: that of the file the
// user names, else of the one the configuration names, empty if there is none.
func (s *Session) BaselineFile(named string) string {
	switch {
	case named != "":
		return s.Reader.Abs(named)
	case s.Config.Baseline == "" || s.Config.File == nil:
		return ""
	}
	return s.Config.Abs(s.Config.Baseline)
}

// Baseline reads a baseline, from anywhere, and returns the folder it stands in;
// neither if there is no file.
func (s *Session) Baseline(file string) (*baseline.Baseline, string, error) {
	if file == "" {
		return nil, "", nil
	}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", fmt.Errorf("%s: no such baseline; hublint baseline writes one", s.Reader.Display(file))
	case err != nil:
		return nil, "", err
	}
	b, err := baseline.Read(source.NewFile(s.Reader.Display(file), data))
	return b, filepath.Dir(file), err
}

// Settled returns whether a run over a project can tell that a finding is no more,
// by the root of its unit as the baseline in a folder names it: if the unit was
// linted whole, or if it was looked for and there is no such unit.
func (s *Session) Settled(p *project.Project, home string) func(unit string) bool {
	all := s.everything(home)
	return func(unit string) bool {
		root := s.Reader.Display(filepath.Join(home, filepath.FromSlash(unit)))
		whole, there := all[root]
		i := slices.IndexFunc(p.Units, func(u project.Unit) bool { return u.Root == root })
		switch {
		case i < 0:
			return !there && s.lookedInto(root)
		case p.Units[i].Only != nil || len(s.opts.Variables) > 0 || !there && len(s.opts.Parameters) > 0:
			return false
		}
		return !slices.ContainsFunc(whole.Sets, func(set project.ParameterSet) bool {
			return !slices.ContainsFunc(p.Units[i].Sets, func(o project.ParameterSet) bool { return slices.Equal(o, set) })
		})
	}
}

// everything returns the units of a folder and of those of the session, by their
// roots, with the parameters that are found or configured: what stands outside of
// the folders of the session may have parameters for what is in them.
func (s *Session) everything(folder string) map[string]project.Unit {
	other := s.For(append(s.folders(), folder))
	other.opts.Parameters, other.opts.Variables = nil, nil
	p, _ := other.Find()
	all := map[string]project.Unit{}
	for _, u := range p.Units {
		all[u.Root] = u
	}
	return all
}

// folders returns those of the session's paths that are folders.
func (s *Session) folders() []string {
	var out []string
	for _, p := range s.opts.Paths {
		if info, err := s.Reader.Stat(p); err == nil && info.IsDir() {
			out = append(out, p)
		}
	}
	return out
}

// lookedInto reports whether a path is in one of the folders of the session.
func (s *Session) lookedInto(p string) bool {
	return slices.ContainsFunc(s.folders(), func(folder string) bool {
		rel, err := filepath.Rel(s.Reader.Abs(folder), s.Reader.Abs(p))
		return err == nil && filepath.IsLocal(rel)
	})
}
