// Package gitignore tells which files of a repository its .gitignore files
// leave out.
package gitignore

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Name is what the files are called.
const Name = ".gitignore"

// Patterns are those in force in a folder, in the order they were read: of two
// that match, the later one counts. The nil Patterns ignore nothing.
type Patterns struct {
	outer *Patterns
	base  string
	lines []pattern
}

// pattern is one line of a file.
type pattern struct {
	glob string
	// not takes back what an earlier pattern ignores.
	not bool
	// folder patterns are for folders only.
	folder bool
}

// With returns the patterns with those of a file in the given folder. Folders
// and paths are slash-separated and relative to the same place, "." for it.
func (p *Patterns) With(folder string, text []byte) *Patterns {
	in := &Patterns{outer: p, base: folder}
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		if parsed, ok := parse(strings.TrimRight(line, "\r\n")); ok {
			in.lines = append(in.lines, parsed)
		}
	}
	return in
}

// Ignores reports whether a path is left out by itself. That the folder it lies
// in is left out is for the caller to see.
func (p *Patterns) Ignores(name string, isFolder bool) bool {
	for ; p != nil; p = p.outer {
		rel := strings.TrimPrefix(name, p.base+"/")
		for i := len(p.lines) - 1; i >= 0; i-- {
			if p.lines[i].matches(rel, isFolder) {
				return !p.lines[i].not
			}
		}
	}
	return false
}

func (l pattern) matches(rel string, isFolder bool) bool {
	if l.folder && !isFolder {
		return false
	}
	ok, err := doublestar.Match(l.glob, rel)
	return ok && err == nil
}

// braces mean nothing in these files, but something to the matcher.
var braces = strings.NewReplacer(`\\`, `\\`, `\{`, `\{`, `\}`, `\}`, `{`, `\{`, `}`, `\}`)

// parse reads a line; false if it holds no pattern.
func parse(line string) (pattern, bool) {
	line = trimBlanks(line)
	if line == "" || line[0] == '#' {
		return pattern{}, false
	}
	var out pattern
	if line[0] == '!' {
		out.not, line = true, line[1:]
	}
	if bare, ok := strings.CutSuffix(line, "/"); ok {
		out.folder, line = true, bare
	}
	if line == "" {
		return pattern{}, false
	}
	line = braces.Replace(line)
	bare, anchored := strings.CutPrefix(line, "/")
	switch {
	case !anchored && !strings.Contains(line, "/"):
		out.glob = "**/" + single(line)
	default:
		out.glob = segments(bare)
	}
	return out, true
}

// segments keeps the meaning of two stars to whole segments, and lets a last
// one stand for what is in a folder, not for the folder.
func segments(glob string) string {
	parts := strings.Split(glob, "/")
	for i, part := range parts {
		if part != "**" {
			parts[i] = single(part)
		}
	}
	if len(parts) > 1 && parts[len(parts)-1] == "**" {
		parts = append(parts, "*")
	}
	return path.Join(parts...)
}

// single takes several stars in a segment for one.
func single(part string) string {
	for strings.Contains(part, "**") {
		part = strings.ReplaceAll(part, "**", "*")
	}
	return part
}

// trimBlanks takes off the blanks at the end of a line that are not escaped.
func trimBlanks(line string) string {
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	return line
}
