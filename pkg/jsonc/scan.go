package jsonc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
)

// maxDepth is how deep arrays and objects may stand in each other.
const maxDepth = 500

// maxWork bounds the sum of the lengths of all arrays and objects: the parser
// looks at each text once for every level it stands in.
const maxWork = 1 << 29

// scan checks that a text is JSON, in one pass and without recursion. It
// returns where the text begins, after a byte order mark.
func scan(f *source.File) (start int, err *source.Diagnostic) {
	data := f.Data
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	s := &scanner{file: f, data: data, pos: start}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		s.fail(0, 0, "expected UTF-8 text, found UTF-16")
		return 0, s.err
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		s.fail(i, i+1, "expected text, found binary data")
		return 0, s.err
	}
	s.run()
	return start, s.err
}

// expectation is what may come next.
type expectation uint8

const (
	aValue      expectation = iota
	valueOrEnd              // the first item of an array, or after a comma
	keyOrEnd                // the first key of an object, or after a comma
	aColon                  // after a key
	commaOrEnd              // after an item or a member
	nothingMore             // after the whole text
)

// opened is an array or object that is not closed yet.
type opened struct {
	bracket byte
	at      int
}

type scanner struct {
	file   *source.File
	data   []byte
	pos    int
	stack  []opened
	expect expectation
	work   int
	err    *source.Diagnostic
}

func (s *scanner) fail(start, end int, format string, args ...any) {
	if s.err == nil {
		d := source.Errorf(s.file.Range(start, end), "json-syntax", format, args...)
		s.err = &d
	}
}

func (s *scanner) run() {
	for s.err == nil {
		s.blank()
		if s.err != nil || s.pos >= len(s.data) {
			break
		}
		s.token(s.data[s.pos])
	}
	if s.err == nil && s.expect != nothingMore {
		s.ended()
	}
}

// ended reports a text that stops too early.
func (s *scanner) ended() {
	end := len(s.data)
	switch {
	case len(s.stack) > 0:
		last := s.stack[len(s.stack)-1]
		line := s.file.Position(last.at).Line
		s.fail(last.at, last.at+1, "expected '%c' to close this '%c' of line %d, found the end of the file", closing(last.bracket), last.bracket, line)
	case len(bytes.TrimSpace(s.data)) == 0:
		s.fail(0, 0, "expected JSON, found an empty file")
	default:
		s.fail(end, end, "expected a value, found the end of the file")
	}
}

func closing(bracket byte) byte {
	if bracket == '{' {
		return '}'
	}
	return ']'
}

// blank moves past white space and comments.
func (s *scanner) blank() {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			s.pos++
		case c == '/' && s.pos+1 < len(s.data) && s.data[s.pos+1] == '/':
			if i := bytes.IndexByte(s.data[s.pos:], '\n'); i >= 0 {
				s.pos += i
			} else {
				s.pos = len(s.data)
			}
		case c == '/' && s.pos+1 < len(s.data) && s.data[s.pos+1] == '*':
			i := bytes.Index(s.data[s.pos+2:], []byte("*/"))
			if i < 0 {
				s.fail(s.pos, s.pos+2, "expected '*/' to close this comment, found the end of the file")
				return
			}
			s.pos += i + 4
		default:
			return
		}
	}
}

func (s *scanner) token(c byte) {
	switch {
	case s.expect == nothingMore:
		s.unexpected("the end of the file")
	case c == '}' || c == ']':
		s.close(c)
	case s.expect == commaOrEnd:
		s.comma(c)
	case s.expect == aColon:
		if c != ':' {
			s.unexpected("':' after the property name")
			return
		}
		s.pos++
		s.expect = aValue
	case s.expect == keyOrEnd:
		if c != '"' {
			s.unexpected("a property name in double quotes or '}'")
			return
		}
		s.string()
		s.expect = aColon
	default:
		s.value(c)
	}
}

func (s *scanner) comma(c byte) {
	inside := s.stack[len(s.stack)-1].bracket
	switch {
	case c == ',' && inside == '{':
		s.expect = keyOrEnd
	case c == ',':
		s.expect = valueOrEnd
	case inside == '{':
		s.unexpected("',' or '}' after a property")
		return
	default:
		s.unexpected("',' or ']' after an item")
		return
	}
	s.pos++
}

func (s *scanner) close(c byte) {
	if len(s.stack) == 0 {
		s.unexpected("a value")
		return
	}
	top := s.stack[len(s.stack)-1]
	switch {
	case closing(top.bracket) != c:
		s.unexpected(fmt.Sprintf("'%c' to close the '%c' of line %d", closing(top.bracket), top.bracket, s.file.Position(top.at).Line))
		return
	case s.expect == aColon:
		s.unexpected("':' after the property name")
		return
	case s.expect == aValue:
		s.unexpected("a value")
		return
	}
	s.pos++
	s.stack = s.stack[:len(s.stack)-1]
	if s.work += s.pos - top.at; s.work > maxWork {
		s.fail(top.at, top.at+1, "expected less text in deeply nested arrays and objects")
	}
	s.after()
}

// after sets what may follow a complete value.
func (s *scanner) after() {
	s.expect = commaOrEnd
	if len(s.stack) == 0 {
		s.expect = nothingMore
	}
}

func (s *scanner) value(c byte) {
	switch {
	case c == '{' || c == '[':
		s.open(c)
		return
	case c == '"':
		s.string()
	case c == '-' || '0' <= c && c <= '9':
		s.number()
	case s.word("true") || s.word("false") || s.word("null"):
	default:
		s.unexpected("a value")
	}
	s.after()
}

func (s *scanner) open(c byte) {
	if len(s.stack) == maxDepth {
		s.fail(s.pos, s.pos+1, "expected at most %d arrays and objects within each other", maxDepth)
		return
	}
	s.stack = append(s.stack, opened{c, s.pos})
	s.pos++
	s.expect = valueOrEnd
	if c == '{' {
		s.expect = keyOrEnd
	}
}

// word moves past a word if it comes next.
func (s *scanner) word(w string) bool {
	rest := s.data[s.pos:]
	if !bytes.HasPrefix(rest, []byte(w)) || len(rest) > len(w) && isWordByte(rest[len(w)]) {
		return false
	}
	s.pos += len(w)
	return true
}

func isWordByte(c byte) bool {
	return c == '_' || c == '$' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func (s *scanner) string() {
	start := s.pos
	for s.pos++; s.pos < len(s.data); s.pos++ {
		switch s.data[s.pos] {
		case '"':
			s.pos++
			return
		case '\\':
			if !s.escape() {
				return
			}
		}
	}
	line, _, _ := bytes.Cut(s.data[start:], []byte("\n"))
	s.fail(start, start+len(bytes.TrimRight(line, "\r")), "expected '\"' to close this string, found the end of the file")
}

// escape moves to the last byte of an escape.
func (s *scanner) escape() bool {
	start := s.pos
	s.pos++
	if s.pos >= len(s.data) {
		return true
	}
	if s.data[s.pos] == 'u' {
		for range 4 {
			s.pos++
			if s.pos >= len(s.data) || !isHex(s.data[s.pos]) {
				s.fail(start, min(s.pos, len(s.data)), "expected four hexadecimal digits after '\\u'")
				return false
			}
		}
		return true
	}
	if strings.IndexByte(`"\/bfnrt`, s.data[s.pos]) < 0 {
		_, size := utf8.DecodeRune(s.data[s.pos:])
		s.fail(start, s.pos+size, "expected an escape that JSON has, found '%s'", s.data[start:s.pos+size])
		return false
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// number checks the form of a number: no leading zeros, digits around the
// point and in the exponent.
func (s *scanner) number() {
	start := s.pos
	if s.data[s.pos] == '-' {
		s.pos++
	}
	whole := s.digits()
	ok := whole == 1 || whole > 1 && s.data[s.pos-whole] != '0'
	if s.at('.') {
		s.pos++
		ok = s.digits() > 0 && ok
	}
	if s.at('e') || s.at('E') {
		s.pos++
		if s.at('+') || s.at('-') {
			s.pos++
		}
		ok = s.digits() > 0 && ok
	}
	for s.pos < len(s.data) && (isWordByte(s.data[s.pos]) || s.data[s.pos] == '.') {
		s.pos++
		ok = false
	}
	if !ok {
		s.fail(start, s.pos, "expected a number as JSON has it, found '%s'", clip(s.data[start:s.pos]))
	}
}

func (s *scanner) at(c byte) bool { return s.pos < len(s.data) && s.data[s.pos] == c }

func (s *scanner) digits() int {
	start := s.pos
	for s.pos < len(s.data) && '0' <= s.data[s.pos] && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos - start
}

// unexpected reports what stands here in place of what was expected.
func (s *scanner) unexpected(expected string) {
	end := s.pos
	for end < len(s.data) && isWordByte(s.data[end]) {
		end++
	}
	if end == s.pos {
		r, size := utf8.DecodeRune(s.data[s.pos:])
		end += size
		if !unicode.IsPrint(r) {
			s.fail(s.pos, end, "expected %s, found the character %U", expected, r)
			return
		}
	}
	s.fail(s.pos, end, "expected %s, found '%s'", expected, clip(s.data[s.pos:end]))
}

// clip keeps what a message quotes short.
func clip(text []byte) string {
	const most = 20
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
