package syntax

import (
	"strings"
	"unicode/utf8"
)

// stringStart reads from a quote to the end of the string or its first hole.
func (l *lexer) stringStart() Kind {
	if strings.HasPrefix(l.text[l.pos:], "'''") {
		l.pos += 3
		return l.begin(opening{multi: true})
	}
	l.pos++
	return l.begin(opening{})
}

// dollar reads a multi-line string with holes: as many "$" as stand before
// its quotes open one.
func (l *lexer) dollar() Kind {
	dollars := l.run('$')
	if !strings.HasPrefix(l.text[l.pos:], "'''") {
		return l.unrecognized()
	}
	l.pos += 3
	return l.begin(opening{multi: true, dollars: dollars})
}

func (l *lexer) begin(o opening) Kind {
	if l.segment(o) {
		return StringComplete
	}
	l.open = append(l.open, o)
	return StringLeft
}

// segment reads the text of a string to its end, or else to its next hole.
func (l *lexer) segment(o opening) (ended bool) {
	if o.multi {
		return l.multiSegment(o.dollars)
	}
	return l.singleSegment()
}

func (l *lexer) multiSegment(dollars int) (ended bool) {
	for l.pos < len(l.text) {
		switch l.text[l.pos] {
		case '$':
			n := l.run('$')
			if dollars > 0 && n >= dollars && l.peek(0) == '{' {
				l.pos++
				return false
			}
		case '\'':
			if l.run('\'') >= 3 {
				return true
			}
		default:
			l.pos++
		}
	}
	l.problem(l.start, l.pos, "expected ''' at the end of this string")
	return true
}

// run moves past a run of one character and returns its length.
func (l *lexer) run(c byte) int {
	start := l.pos
	for l.peek(0) == c {
		l.pos++
	}
	return l.pos - start
}

func (l *lexer) singleSegment() (ended bool) {
	for l.pos < len(l.text) {
		switch c := l.text[l.pos]; {
		case c == '\'':
			l.pos++
			return true
		case c == '$' && l.peek(1) == '{':
			l.pos += 2
			return false
		case c == '\\':
			l.escape()
		case isNewLine(c):
			l.problem(l.start, l.pos, "expected a closing quote for this string before the end of the line")
			return true
		default:
			l.pos++
		}
	}
	l.problem(l.start, l.pos, "expected a closing quote for this string")
	return true
}

// escape moves past an escape sequence, a wrong one too.
func (l *lexer) escape() {
	_, size := unescape(l.text[l.pos:])
	if size > 0 {
		l.pos += size
		return
	}
	start := l.pos
	l.pos++
	if l.pos >= len(l.text) || isNewLine(l.text[l.pos]) {
		return
	}
	if l.text[l.pos] == 'u' {
		l.pos = start + unicodeExtent(l.text[start:])
		l.problem(start, l.pos, `expected a code point like \u{1F600}`)
		return
	}
	_, size = utf8.DecodeRuneInString(l.text[l.pos:])
	l.pos += size
	l.problem(start, l.pos, `expected one of \n, \r, \t, \\, \', \$ or \u{...}`)
}

// unescape decodes the escape sequence a text begins with and returns its
// size in the source, 0 for a wrong one.
func unescape(text string) (value string, size int) {
	if len(text) < 2 {
		return "", 0
	}
	switch text[1] {
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	case '\\', '\'', '$':
		// "\${" needs no case of its own: the brace is ordinary text, but
		// only after it was taken together with the escape.
		if strings.HasPrefix(text, `\${`) {
			return "${", 3
		}
		return text[1:2], 2
	case 'u':
		return unescapeRune(text)
	}
	return "", 0
}

func unescapeRune(text string) (value string, size int) {
	size = unicodeExtent(text)
	if size < len(`\u{0}`) || text[size-1] != '}' {
		return "", 0
	}
	var r rune
	for _, c := range []byte(text[len(`\u{`) : size-1]) {
		if r = r<<4 | rune(hexValue(c)); r > utf8.MaxRune {
			return "", 0
		}
	}
	return string(r), size
}

// unicodeExtent returns how much of a text that begins with "\u" can belong
// to the escape.
func unicodeExtent(text string) int {
	n := len(`\u`)
	if n >= len(text) || text[n] != '{' {
		return n
	}
	for n++; n < len(text) && isHex(text[n]); n++ {
	}
	if n > len(`\u{`) && n < len(text) && text[n] == '}' {
		n++
	}
	return n
}

func hexValue(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return (c | 0x20) - 'a' + 10
}

// segmentText returns what a token of a string stands for; false if the token
// is malformed, which the lexer has reported.
func segmentText(raw string, kind Kind, o opening) (string, bool) {
	if o.multi {
		return multiText(raw, kind, o.dollars)
	}
	tail := "'"
	if kind == StringLeft || kind == StringMiddle {
		tail = "${"
	}
	if len(raw) < 1+len(tail) || !strings.HasSuffix(raw, tail) {
		return "", false
	}
	return decode(raw[1 : len(raw)-len(tail)])
}

// decode replaces the escapes in the text of a single-line string.
func decode(text string) (string, bool) {
	i := strings.IndexByte(text, '\\')
	if i < 0 {
		return text, true
	}
	var b strings.Builder
	b.Grow(len(text))
	for ; i >= 0; i = strings.IndexByte(text, '\\') {
		value, size := unescape(text[i:])
		if size == 0 {
			return "", false
		}
		b.WriteString(text[:i])
		b.WriteString(value)
		text = text[i+size:]
	}
	b.WriteString(text)
	return b.String(), true
}

// multiText strips what opens and closes a multi-line string and the line
// ending right after its opening.
func multiText(raw string, kind Kind, dollars int) (string, bool) {
	head, tail := len("}"), "'''"
	first := kind == StringComplete || kind == StringLeft
	if first {
		head = dollars + len("'''")
	}
	if kind == StringLeft || kind == StringMiddle {
		tail = raw[max(len(raw)-dollars-len("{"), 0):]
	}
	if len(raw) < head+len(tail) || !strings.HasSuffix(raw, tail) {
		return "", false
	}
	text := raw[head : len(raw)-len(tail)]
	if first {
		text = strings.TrimPrefix(strings.TrimPrefix(text, "\r"), "\n")
	}
	return text, true
}

// openingOf tells from the first token of a string what kind it is.
func openingOf(raw string) opening {
	dollars := len(raw) - len(strings.TrimLeft(raw, "$"))
	return opening{multi: dollars > 0 || strings.HasPrefix(raw, "'''"), dollars: dollars}
}
