package source

import (
	"fmt"
	"strings"
)

// Range is a span of bytes in a file, end not included. The zero Range is no
// place at all.
type Range struct {
	File  *File
	Start int32
	End   int32
}

// IsZero reports whether the range names no place.
func (r Range) IsZero() bool { return r.File == nil }

// Text returns the bytes the range covers.
func (r Range) Text() string {
	if r.File == nil {
		return ""
	}
	return string(r.File.slice(int(r.Start), int(r.End)))
}

// StartPosition returns where the range begins.
func (r Range) StartPosition() Position { return r.File.Position(int(r.Start)) }

// EndPosition returns the place just after the range.
func (r Range) EndPosition() Position { return r.File.Position(int(r.End)) }

// Contains reports whether other lies within r.
func (r Range) Contains(other Range) bool {
	return r.File == other.File && r.Start <= other.Start && other.End <= r.End
}

// To returns the range from the start of r to the end of other, which must lie
// in the same file.
func (r Range) To(other Range) Range {
	return Range{File: r.File, Start: r.Start, End: other.End}
}

// Own returns the range, or the last of the calls that lead to it that lies in
// the code being linted, where it can be mended. If none does it is the first.
func (r Range) Own(calls []Range) Range {
	for i := len(calls) - 1; i >= 0 && r.File != nil && r.File.External; i-- {
		r = calls[i]
	}
	return r
}

// String returns the range as file:line:column.
func (r Range) String() string {
	if r.File == nil {
		return "-"
	}
	p := r.StartPosition()
	return fmt.Sprintf("%s:%d:%d", r.File.Path, p.Line, p.Column)
}

// Location is a range as the JSON reports write it.
type Location struct {
	File  string   `json:"file"`
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Location returns the range for a report. The zero Range gives the zero
// Location.
func (r Range) Location() Location {
	if r.File == nil {
		return Location{}
	}
	return Location{File: r.File.Path, Start: r.StartPosition(), End: r.EndPosition()}
}

// Place is a range as a key: the same for all that were read of a file, however
// often it was.
type Place struct {
	File       string
	Start, End int32
}

// Place returns the range as a key. That of no place is the zero Place.
func (r Range) Place() Place { return Place{path(r), r.Start, r.End} }

// Compare orders ranges by file path, then start, then end.
func Compare(a, b Range) int {
	switch ap, bp := path(a), path(b); {
	case ap < bp:
		return -1
	case ap > bp:
		return 1
	}
	if a.Start != b.Start {
		return int(a.Start - b.Start)
	}
	return int(a.End - b.End)
}

func path(r Range) string {
	if r.File == nil {
		return ""
	}
	return r.File.Path
}

// maxExcerpt bounds how much of a range a message quotes, in characters.
const maxExcerpt = 80

// Excerpt returns the text of the range in one line, cut if it is long.
func (r Range) Excerpt() string {
	if r.File == nil {
		return ""
	}
	end := min(r.End, r.Start+4*maxExcerpt)
	return Shorten(strings.Join(strings.Fields(strings.ToValidUTF8(r.File.Range(int(r.Start), int(end)).Text(), "")), " "), maxExcerpt)
}

// Shorten cuts a text that is longer than a number of characters, and marks
// that it did.
func Shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
