// Package fix changes texts as findings ask for it, shows the changes and writes
// them.
package fix

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

// maxRounds bounds how often what a fix leaves, or brings, is fixed in turn.
const maxRounds = 8

// Set is changed texts, by the absolute path of their files.
type Set struct {
	before, after map[string]*source.File
	// Done are the findings that were put right, in that order.
	Done []lint.Finding
}

// All makes the fixes of findings until none is left to make. Each round is told
// the texts so far and returns what is found in them, and a reader of them.
func All(round func(overlay map[string][]byte) (*lint.Report, *source.Reader, error)) (*Set, *lint.Report, error) {
	s := &Set{before: map[string]*source.File{}, after: map[string]*source.File{}}
	for n := 0; ; n++ {
		report, reader, err := round(s.overlay())
		if err != nil {
			return nil, nil, err
		}
		if n == maxRounds {
			return s, report, nil
		}
		changed, err := s.apply(report.Findings, reader)
		if err != nil || !changed {
			return s, report, err
		}
	}
}

func (s *Set) overlay() map[string][]byte {
	out := make(map[string][]byte, len(s.after))
	for name, f := range s.after {
		out[name] = f.Data
	}
	return out
}

// apply makes the fixes of findings. Of two that overlap the first is made; one
// that was asked for twice is made once.
func (s *Set) apply(findings []lint.Finding, reader *source.Reader) (bool, error) {
	taken := map[string][]lint.Edit{}
	for _, f := range findings {
		if f.Fix == nil || f.Suppressed != nil || slices.ContainsFunc(f.Fix.Edits, func(e lint.Edit) bool { return overlaps(taken, e) }) {
			continue
		}
		file, err := s.file(reader, f.Fix.Edits[0].Range.File)
		if err != nil {
			return false, err
		}
		s.Done = append(s.Done, f)
		taken[file.Name] = append(taken[file.Name], f.Fix.Edits...)
	}
	for name, edits := range taken {
		before := s.current(name)
		after := source.NewFile(before.Path, Apply(before.Data, edits))
		after.Name = name
		s.after[name] = after
	}
	return len(taken) > 0, nil
}

// file returns the text of a file that was linted, as it is so far.
func (s *Set) file(reader *source.Reader, linted *source.File) (*source.File, error) {
	name := reader.Abs(linted.Path)
	if s.before[name] == nil {
		f, err := reader.ReadFile(linted.Path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", linted.Path, err)
		}
		s.before[name] = f
	}
	if f := s.current(name); f.Size() == linted.Size() {
		return f, nil
	}
	return nil, fmt.Errorf("%s: was changed while it was linted; try again", linted.Path)
}

func (s *Set) current(name string) *source.File {
	if f := s.after[name]; f != nil {
		return f
	}
	return s.before[name]
}

func overlaps(taken map[string][]lint.Edit, e lint.Edit) bool {
	for _, edits := range taken {
		for _, t := range edits {
			if t.Range.File.Path == e.Range.File.Path && t.Range.Start <= e.Range.End && e.Range.Start <= t.Range.End {
				return true
			}
		}
	}
	return false
}

// Apply returns a text with edits made, which must not overlap.
func Apply(text []byte, edits []lint.Edit) []byte {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b lint.Edit) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
	var out []byte
	at := int32(0)
	for _, e := range edits {
		out = append(append(out, text[at:e.Range.Start]...), e.Text...)
		at = e.Range.End
	}
	return append(out, text[at:]...)
}

// Diff returns the changes as a unified diff, empty if there are none.
func (s *Set) Diff() []byte {
	var out []byte
	for _, name := range slices.Sorted(maps.Keys(s.after)) {
		before, after := s.before[name], s.after[name]
		text := diff.Diff("a/"+before.Path, before.Data, "b/"+before.Path, after.Data)
		// The first line is a command that git does not take.
		_, text, _ = bytes.Cut(text, []byte("\n"))
		out = append(out, text...)
	}
	return out
}

// Write writes the changed files, each as a whole or not at all. A file that is
// not as it was read is left alone, and so are those after it.
func (s *Set) Write() error {
	for _, name := range slices.Sorted(maps.Keys(s.after)) {
		if err := write(name, s.before[name].Data, s.after[name].Data); err != nil {
			return fmt.Errorf("%s: %w", s.before[name].Path, err)
		}
	}
	return nil
}

// write replaces the content of a file, which keeps its mode.
func write(name string, before, after []byte) (err error) {
	if name, err = filepath.EvalSymlinks(name); err != nil {
		return err
	}
	now, err := os.ReadFile(name)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(now, before):
		return errors.New("was changed while it was linted; try again")
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o200 == 0 {
		return errors.New("is not to be written")
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".hublint-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(after)
	if err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}
