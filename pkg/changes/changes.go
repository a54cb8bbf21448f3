// Package changes asks git which lines were changed, and what files held before.
// It is the only package that runs another program.
package changes

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// Lines are the lines of the working tree that differ from a revision.
type Lines struct {
	repository repository
	// dir is the folder that was asked about; top is the path of the repository
	// without links, home the one it has from dir.
	dir, top, home string
	differences
}

// Since returns what changed in the repository around an absolute folder since
// the common ancestor of its head and a revision: committed, staged or not, with
// files that are new to git. Of a file that was renamed that is what is not as
// it was under the old name.
func Since(ctx context.Context, dir, revision string) (*Lines, error) {
	g := repository{ctx, dir}
	top, err := g.run("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("expected a git repository, found none: %w", err)
	}
	g.dir = strings.TrimRight(string(top), "\r\n")
	if _, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}"); err != nil {
		return nil, fmt.Errorf("there is no revision %q here; in a pipeline, fetch it first", revision)
	}
	base, err := g.run("merge-base", "--end-of-options", revision, "HEAD")
	if err != nil {
		return nil, fmt.Errorf("%s and HEAD have no common ancestor; a shallow clone has to be fetched deeper", revision)
	}
	diff, err := g.run("-c", "core.quotePath=false", "diff", "--raw", "--patch", "-z", "--no-abbrev", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
		"--find-renames", "-l"+mostRenames, "--src-prefix=a/", "--dst-prefix=b/", strings.TrimSpace(string(base)), "--")
	if err != nil {
		return nil, err
	}
	l := &Lines{repository: g, dir: dir, top: resolved(filepath.FromSlash(g.dir)), differences: parse(diff)}
	l.home = homeOf(dir, l.top)
	added, err := g.run("ls-files", "--others", "--exclude-standard", "-z")
	for name := range strings.SplitSeq(string(added), "\x00") {
		if name != "" {
			l.came[name] = true
			l.hunks[name] = []hunk{{1, everything, 0}}
		}
	}
	return l, err
}

// mostRenames is how many files of other names git compares with as many that
// are gone, if neither their content nor their name tells which is which. That
// takes it ten seconds.
const mostRenames = "2000"

// homeOf returns the path of the repository as it is reached from a folder,
// which may be by way of a link.
func homeOf(dir, top string) string {
	within, err := filepath.Rel(top, resolved(dir))
	if err != nil {
		return top
	}
	if within == "." {
		return dir
	}
	if home, ok := strings.CutSuffix(dir, string(filepath.Separator)+within); ok {
		return home
	}
	return top
}

// Touch reports whether a changed line is among those of a range.
func (l *Lines) Touch(at source.Range) bool {
	first, last := lines(at)
	for _, h := range l.of(at) {
		if h.end > h.start && h.start <= last && h.end > first {
			return true
		}
	}
	return false
}

// Removed reports whether more lines were taken out than put in somewhere
// within a range.
func (l *Lines) Removed(at source.Range) bool {
	first, last := lines(at)
	for _, h := range l.of(at) {
		if h.removed > h.end-h.start && h.start > first && h.start <= last {
			return true
		}
	}
	return false
}

// Any reports whether a file that differs, came or went has a name of a kind.
func (l *Lines) Any(kind func(name string) bool) bool {
	for name := range l.held {
		if kind(name) {
			return true
		}
	}
	for name := range l.came {
		if kind(name) {
			return true
		}
	}
	return false
}

// Differs reports whether a file, given by its path from the folder that was
// asked about, is not what it was there, or one beside it is gone.
func (l *Lines) Differs(file string) bool {
	name, ok := l.rel(file)
	return ok && (l.came[name] || l.held[name] != "" || l.emptied[path.Dir(name)])
}

func lines(at source.Range) (first, last int) {
	if at.IsZero() {
		return 0, -1
	}
	return at.StartPosition().Line, at.EndPosition().Line
}

// of returns the hunks of the file a range is in.
func (l *Lines) of(at source.Range) []hunk {
	if at.File == nil || at.File.Name == "" {
		return nil
	}
	name, ok := l.rel(at.File.Name)
	if !ok {
		return nil
	}
	return l.hunks[name]
}

// rel returns a path as git names it.
func (l *Lines) rel(file string) (string, bool) {
	if file = filepath.FromSlash(file); !filepath.IsAbs(file) {
		file = filepath.Join(l.dir, file)
	}
	rel, err := filepath.Rel(l.top, resolved(file))
	return filepath.ToSlash(rel), err == nil
}

// abs returns the absolute path of what git names.
func (l *Lines) abs(name string) string { return filepath.Join(l.home, filepath.FromSlash(name)) }

// resolved returns a path without links, as git names it.
func resolved(p string) string {
	if real, err := filepath.EvalSymlinks(p); err == nil {
		return real
	}
	return p
}
