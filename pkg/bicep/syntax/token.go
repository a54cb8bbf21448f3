package syntax

import (
	"sort"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// Token is a piece of the source that has a meaning; what stands between two
// tokens is blanks and trivia.
type Token struct {
	Kind Kind
	// Start and End are offsets in bytes, End not included.
	Start, End int32
}

// TriviaKind is the kind of a piece of trivia.
type TriviaKind uint8

// Kinds of trivia.
const (
	// LineComment begins with "//" and ends before the line ending.
	LineComment TriviaKind = iota
	// BlockComment stands between "/*" and "*/".
	BlockComment
	// Directive is #disable-next-line, #disable-diagnostics or
	// #restore-diagnostics with the codes after it.
	Directive
	// ByteOrderMark is the UTF-8 mark at the start of a file.
	ByteOrderMark
)

// Trivia is a comment or another piece of the source that is not part of the
// program.
type Trivia struct {
	Kind TriviaKind
	// Start and End are offsets in bytes, End not included.
	Start, End int32
}

// Text returns the text of a token.
func (f *File) Text(t Token) string { return f.text[t.Start:t.End] }

// TriviaText returns the text of a piece of trivia.
func (f *File) TriviaText(t Trivia) string { return f.text[t.Start:t.End] }

// Leading returns the trivia before the token at an index of f.Tokens that
// belongs to it. A comment on a line of its own leads the NewLine after it.
func (f *File) Leading(i int) []Trivia {
	if i > 0 && f.trails(i-1) {
		return nil
	}
	return f.triviaIn(f.tokenEnd(i-1), f.Tokens[i].Start)
}

// Trailing returns the trivia behind the token at an index of f.Tokens on the
// same line, with only the end of the line or of the file after it.
func (f *File) Trailing(i int) []Trivia {
	if !f.trails(i) {
		return nil
	}
	return f.triviaIn(f.Tokens[i].End, f.Tokens[i+1].Start)
}

// Full returns the range of the token at an index of f.Tokens with its trivia
// and the blanks around. The full ranges of all tokens joined are the source.
func (f *File) Full(i int) source.Range {
	start := f.tokenEnd(i - 1)
	if i > 0 && f.trails(i-1) {
		start = f.Tokens[i].Start
	}
	end := f.Tokens[i].End
	if f.trails(i) {
		end = f.Tokens[i+1].Start
	}
	return source.Range{File: f.Source, Start: start, End: end}
}

// trails reports whether what follows a token up to the next belongs to it.
func (f *File) trails(i int) bool {
	if i+1 >= len(f.Tokens) || f.Tokens[i].Kind == NewLine {
		return false
	}
	next := f.Tokens[i+1].Kind
	return next == NewLine || next == EndOfFile && strings.IndexByte(f.text[f.Tokens[i].End:f.Tokens[i+1].Start], '\n') < 0
}

func (f *File) tokenEnd(i int) int32 {
	if i < 0 {
		return 0
	}
	return f.Tokens[i].End
}

func (f *File) triviaIn(start, end int32) []Trivia {
	from := sort.Search(len(f.Trivia), func(i int) bool { return f.Trivia[i].Start >= start })
	to := from
	for to < len(f.Trivia) && f.Trivia[to].End <= end {
		to++
	}
	return f.Trivia[from:to]
}

// TokensIn returns the tokens that lie within a range of the file.
func (f *File) TokensIn(r source.Range) []Token {
	from := sort.Search(len(f.Tokens), func(i int) bool { return f.Tokens[i].Start >= r.Start })
	to := from + sort.Search(len(f.Tokens)-from, func(i int) bool { return f.Tokens[from+i].End > r.End })
	return f.Tokens[from:to]
}
