// Package source holds files as bytes and places in them as byte offsets.
//
// Lines and columns exist only at the edge: Position counts code points, as
// the reports do; PositionUTF16 counts UTF-16 units and PositionBytes bytes, as
// editors do.
package source

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// File is one file read into memory. It must not be changed after NewFile, but
// by Keep.
type File struct {
	// Path names the file in reports: relative to the working directory where
	// possible, always with forward slashes.
	Path string
	// Name is the absolute path the file was read from; empty for text that
	// was not read from a disk.
	Name string
	// Data is the content as it was read, byte order mark included. It is nil
	// after Keep.
	Data []byte
	// External files are not part of the code being linted: modules that were
	// restored from a registry.
	External bool

	lines func() []int
	size  int
	// kept holds the lines that Keep left, by their number from 0.
	kept map[int][]byte
}

// NewFile returns a file with the given display path and content.
func NewFile(path string, data []byte) *File {
	f := &File{Path: path, Data: data, size: len(data)}
	f.lines = sync.OnceValue(func() []int { return lineStarts(data) })
	return f
}

// lineStarts returns the offset of the first byte of each line. "\n", "\r\n"
// and a lone "\r" each end a line.
func lineStarts(data []byte) []int {
	starts := []int{0}
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '\n':
			starts = append(starts, i+1)
		case '\r':
			if i+1 < len(data) && data[i+1] == '\n' {
				i++
			}
			starts = append(starts, i+1)
		}
	}
	return starts
}

// Position is a place for people: lines and columns count from 1.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	// Offset is the place in bytes from the start of the file.
	Offset int `json:"offset"`
}

// Position returns the line and the column in code points of a byte offset.
// A byte order mark has no column. Offsets beyond the file are clamped.
func (f *File) Position(offset int) Position {
	return f.position(offset, utf8.RuneCount)
}

// PositionUTF16 is like Position with columns counted in UTF-16 units.
func (f *File) PositionUTF16(offset int) Position {
	return f.position(offset, utf16Count)
}

// PositionBytes is like Position with columns counted in bytes.
func (f *File) PositionBytes(offset int) Position {
	return f.position(offset, func(text []byte) int { return len(text) })
}

func (f *File) position(offset int, count func([]byte) int) Position {
	offset = min(max(offset, 0), f.size)
	line := f.lineAt(offset)
	text := bytes.TrimPrefix(f.slice(f.lines()[line], offset), bom)
	return Position{Line: line + 1, Column: count(text) + 1, Offset: offset}
}

// lineAt returns the line an offset is on, counted from 0.
func (f *File) lineAt(offset int) int { return sort.SearchInts(f.lines(), offset+1) - 1 }

// slice returns a stretch of the content, as far as it was kept.
func (f *File) slice(start, end int) []byte {
	if f.kept == nil {
		return f.Data[start:end]
	}
	var out []byte
	for line := f.lineAt(start); start < end && line < len(f.lines()); line++ {
		from, to := f.LineSpan(line + 1)
		text := f.kept[line]
		if text != nil {
			out = append(out, text[start-from:min(end, to)-from]...)
		}
		start = to
	}
	return out
}

// Keep lets go of the content but for the lines that the ranges touch, so that
// many files can be reported on. Ranges of other files are passed over. It is
// not safe beside other uses of the file.
func (f *File) Keep(ranges []Range) {
	kept := map[int][]byte{}
	for _, r := range ranges {
		if r.File != f {
			continue
		}
		for line := f.lineAt(int(r.Start)); line <= f.lineAt(int(r.End)); line++ {
			if _, ok := kept[line]; !ok {
				start, end := f.LineSpan(line + 1)
				kept[line] = bytes.Clone(f.slice(start, end))
			}
		}
	}
	starts := slices.Clone(f.lines())
	f.lines = func() []int { return starts }
	f.kept, f.Data = kept, nil
}

// Size returns the length of the content in bytes.
func (f *File) Size() int { return f.size }

var bom = []byte("\xef\xbb\xbf")

func utf16Count(text []byte) int {
	n := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		n++
		if r > 0xFFFF {
			n++
		}
		text = text[size:]
	}
	return n
}

// Line returns the text of a line, counted from 1, without its line ending.
// It is empty for a line the file does not have.
func (f *File) Line(line int) string {
	start, end := f.LineSpan(line)
	return strings.TrimRight(string(bytes.TrimPrefix(f.slice(start, end), bom)), "\r\n")
}

// LineSpan returns the offsets of a line counted from 1, line ending included.
func (f *File) LineSpan(line int) (start, end int) {
	starts := f.lines()
	if line < 1 || line > len(starts) {
		return f.size, f.size
	}
	if line == len(starts) {
		return starts[line-1], f.size
	}
	return starts[line-1], starts[line]
}

// LineCount returns the number of lines; an empty file has one.
func (f *File) LineCount() int { return len(f.lines()) }

// Range returns the range from start up to, not including, end.
func (f *File) Range(start, end int) Range {
	return Range{File: f, Start: int32(start), End: int32(end)}
}
