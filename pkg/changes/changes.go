// Package changes asks git which lines were changed. It is the only package
// that runs another program.
package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// Lines are the lines of the working tree that differ from a revision.
type Lines struct {
	// top is the absolute path of the repository.
	top   string
	hunks map[string][]hunk
}

// hunk is a stretch of changed lines from 1; end is not included. One without
// lines stands where some were taken out: before start.
type hunk struct{ start, end, removed int }

// everything stands for all lines of a new file.
const everything = 1 << 30

// Since returns what changed in the repository around a folder since the common
// ancestor of its head and a revision: committed, staged or not, with files
// that are new to git.
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
	diff, err := g.run("-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
		"--no-renames", "--src-prefix=a/", "--dst-prefix=b/", strings.TrimSpace(string(base)), "--")
	if err != nil {
		return nil, err
	}
	l := &Lines{top: resolved(filepath.FromSlash(g.dir)), hunks: parse(diff)}
	added, err := g.run("ls-files", "--others", "--exclude-standard", "-z")
	for name := range strings.SplitSeq(string(added), "\x00") {
		l.hunks[name] = []hunk{{1, everything, 0}}
	}
	return l, err
}

type repository struct {
	ctx context.Context
	dir string
}

func (r repository) run(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(r.ctx, "git", append([]string{"-c", "core.fsmonitor=false", "-C", r.dir}, args...)...)
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return out, err
}

// parse reads the hunks of a diff without context, by file.
func parse(diff []byte) map[string][]hunk {
	hunks := map[string][]hunk{}
	file, inHeader := "", false
	for line := range bytes.Lines(diff) {
		text := strings.TrimRight(string(line), "\r\n")
		switch {
		case strings.HasPrefix(text, "diff --git "):
			file, inHeader = "", true
		case inHeader && strings.HasPrefix(text, "+++ "):
			file = name(text[len("+++ "):])
		case strings.HasPrefix(text, "@@ "):
			inHeader = false
			hunks[file] = append(hunks[file], readHunk(text))
		}
	}
	return hunks
}

// name reads the name of a file in a diff, which is quoted if it has characters
// that are not plain.
func name(text string) string {
	text = strings.TrimSuffix(text, "\t")
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	return strings.TrimPrefix(text, "b/")
}

// readHunk reads "@@ -3,2 +3,0 @@".
func readHunk(text string) hunk {
	fields := strings.Fields(text)
	if len(fields) < 3 {
		return hunk{}
	}
	_, removed := span(fields[1])
	start, added := span(fields[2])
	if added == 0 {
		// git names the line before.
		start++
	}
	return hunk{start, start + added, removed}
}

func span(text string) (start, count int) {
	first, second, ok := strings.Cut(text[1:], ",")
	start, _ = strconv.Atoi(first)
	if !ok {
		return start, 1
	}
	count, _ = strconv.Atoi(second)
	return start, count
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
	rel, err := filepath.Rel(l.top, resolved(at.File.Name))
	if err != nil {
		return nil
	}
	return l.hunks[filepath.ToSlash(rel)]
}

// resolved returns a path without links, as git names it.
func resolved(p string) string {
	if real, err := filepath.EvalSymlinks(p); err == nil {
		return real
	}
	return p
}
