package syntax

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
)

// Code is the code of every diagnostic of this package.
const Code = "bicep-syntax"

// maxDiagnostics bounds what is reported for one file.
const maxDiagnostics = 1000

// problem is a diagnostic before its message is put together, which for most
// inputs that are broken on purpose never happens.
type problem struct {
	start, end int32
	message    string
	// found is 1 + the index of the token that stood there instead, or 0.
	found int32
	// opened is 1 + the offset of the bracket that was left open, or 0.
	opened int32
	// lexical marks the reports of the lexer, which come before those of the
	// parser on the same place.
	lexical bool
}

func (l *lexer) problem(start, end int, message string) {
	l.problems = append(l.problems, problem{start: int32(start), end: int32(end), message: message, lexical: true})
}

// quote puts quotes around a text and shortens it.
func quote(text string) string {
	const limit = 40
	if len(text) > limit {
		cut := limit
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut] + "..."
	}
	return "'" + strings.ToValidUTF8(text, "\ufffd") + "'"
}

// diagnostics orders problems by place and drops what the parser says where
// the lexer has spoken, and second words on one place.
func (f *File) diagnostics(problems []problem) []source.Diagnostic {
	slices.SortStableFunc(problems, func(a, b problem) int {
		switch {
		case a.start != b.start:
			return cmp.Compare(a.start, b.start)
		case a.lexical != b.lexical && a.lexical:
			return -1
		case a.lexical != b.lexical:
			return 1
		}
		return 0
	})
	problems = slices.CompactFunc(problems, func(a, b problem) bool { return a.start == b.start })
	var diags []source.Diagnostic
	for _, p := range problems[:min(len(problems), maxDiagnostics)] {
		r := source.Range{File: f.Source, Start: p.start, End: p.end}
		diags = append(diags, source.Errorf(r, Code, "%s", f.message(p)))
	}
	return diags
}

func (f *File) message(p problem) string {
	message := p.message
	if p.opened > 0 {
		message += " for the bracket opened on line " + strconv.Itoa(f.Source.Position(int(p.opened)-1).Line)
	}
	if p.found > 0 {
		message += ", found " + f.describe(f.Tokens[p.found-1])
	}
	return message
}

// describe names a token in a message.
func (f *File) describe(t Token) string {
	switch t.Kind {
	case EndOfFile, NewLine, StringComplete, StringLeft, StringMiddle, StringRight:
		return t.Kind.String()
	}
	return quote(f.Text(t))
}
