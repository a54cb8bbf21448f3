// Package source holds files as bytes and places in them as byte offsets.
//
// Lines and columns exist only at the edge: Position counts code points, as
// the reports do, and PositionUTF16 counts UTF-16 units, as editors do.
package source

import (
	"bytes"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// File is one file read into memory. It must not be changed after NewFile.
type File struct {
	// Path names the file in reports: relative to the working directory where
	// possible, always with forward slashes.
	Path string
	// Name is the absolute path the file was read from; empty for text that
	// was not read from a disk.
	Name string
	// Data is the content as it was read, byte order mark included.
	Data []byte

	lines func() []int
}

// NewFile returns a file with the given display path and content.
func NewFile(path string, data []byte) *File {
	f := &File{Path: path, Data: data}
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

func (f *File) position(offset int, count func([]byte) int) Position {
	offset = min(max(offset, 0), len(f.Data))
	starts := f.lines()
	line := sort.SearchInts(starts, offset+1) - 1
	text := bytes.TrimPrefix(f.Data[starts[line]:offset], bom)
	return Position{Line: line + 1, Column: count(text) + 1, Offset: offset}
}

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
	return strings.TrimRight(string(bytes.TrimPrefix(f.Data[start:end], bom)), "\r\n")
}

// LineSpan returns the offsets of a line counted from 1, line ending included.
func (f *File) LineSpan(line int) (start, end int) {
	starts := f.lines()
	if line < 1 || line > len(starts) {
		return len(f.Data), len(f.Data)
	}
	if line == len(starts) {
		return starts[line-1], len(f.Data)
	}
	return starts[line-1], starts[line]
}

// LineCount returns the number of lines; an empty file has one.
func (f *File) LineCount() int { return len(f.lines()) }

// Range returns the range from start up to, not including, end.
func (f *File) Range(start, end int) Range {
	return Range{File: f, Start: int32(start), End: int32(end)}
}
