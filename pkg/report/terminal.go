package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// colors wraps text in the escape codes of a terminal, or leaves it alone.
type colors struct{ on bool }

func palette(on bool) colors { return colors{on} }

func (c colors) wrap(code, s string) string {
	if !c.on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (c colors) bold(s string) string { return c.wrap("1", s) }
func (c colors) dim(s string) string  { return c.wrap("2", s) }
func (c colors) mark(s string) string { return c.wrap("1;33", s) }
func (c colors) help(s string) string { return c.wrap("36", s) }

func (c colors) severity(s string) string {
	switch s {
	case "error":
		return c.wrap("1;31", s)
	case "warning":
		return c.wrap("1;33", s)
	}
	return c.wrap("1;36", s)
}

// visible shows what a terminal would obey, such as codes that clear it, and
// what would turn the direction of the text; each by one character.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r < ' ':
			return '␀' + r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// blanks returns white space as wide as a text, so that what is written below
// it stands under what follows it.
func blanks(text []rune) string { return fill(text, ' ') }

// carets returns a mark as wide as a text, at least one.
func carets(text []rune) string {
	if s := strings.ReplaceAll(fill(text, '^'), "\t", "^"); s != "" {
		return s
	}
	return "^"
}

func fill(text []rune, with rune) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteByte('\t')
		case unicode.Is(unicode.Mn, r) || r == '\u200d':
		case isWide(r):
			b.WriteRune(with)
			b.WriteRune(with)
		default:
			b.WriteRune(with)
		}
	}
	return b.String()
}

// isWide reports whether a character takes two columns.
func isWide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	}
	return false
}
