package syntax

import (
	"strings"
	"unicode/utf8"
)

// maxIdentifier is how many characters the compiler allows in a name.
const maxIdentifier = 255

// lexer cuts a text into tokens and trivia. It never fails: what begins no
// token becomes an Unrecognized one.
type lexer struct {
	text string
	pos  int
	// start is where the token being read begins.
	start    int
	tokens   []Token
	trivia   []Trivia
	problems []problem
	// open holds the strings whose holes the lexer is in, and the braces
	// opened in those holes.
	open []opening
}

// opening is a string with an open hole, or a brace in such a hole.
type opening struct {
	brace bool
	multi bool
	// dollars is how many "$" open a hole in a multi-line string.
	dollars int
}

func lex(text string) *lexer {
	// Real files have a token for 5 to 6 bytes.
	l := &lexer{text: text, tokens: make([]Token, 0, len(text)/5+16)}
	if strings.HasPrefix(text, "\ufeff") {
		l.pos = len("\ufeff")
		l.addTrivia(ByteOrderMark, 0)
	}
	for {
		l.skipTrivia()
		l.start = l.pos
		kind := l.scan()
		l.tokens = append(l.tokens, Token{kind, int32(l.start), int32(l.pos)})
		if kind == EndOfFile {
			return l
		}
	}
}

// peek returns the byte n places on; 0 after the end.
func (l *lexer) peek(n int) byte {
	if l.pos+n < len(l.text) {
		return l.text[l.pos+n]
	}
	return 0
}

func (l *lexer) addTrivia(kind TriviaKind, start int) {
	l.trivia = append(l.trivia, Trivia{kind, int32(start), int32(l.pos)})
}

func (l *lexer) skipTrivia() {
	for {
		switch c := l.peek(0); {
		case c == ' ' || c == '\t':
			l.pos++
		case c == '/' && l.peek(1) == '/':
			l.lineComment()
		case c == '/' && l.peek(1) == '*':
			l.blockComment()
		case c == '#' && l.atLineStart() && l.directive():
		default:
			return
		}
	}
}

func (l *lexer) lineComment() {
	start := l.pos
	if n := strings.IndexAny(l.text[start:], "\r\n"); n >= 0 {
		l.pos += n
	} else {
		l.pos = len(l.text)
	}
	l.addTrivia(LineComment, start)
}

func (l *lexer) blockComment() {
	start := l.pos
	if n := strings.Index(l.text[start+2:], "*/"); n >= 0 {
		l.pos += n + 4
	} else {
		l.pos = len(l.text)
		l.problem(start, l.pos, "expected '*/' at the end of this comment")
	}
	l.addTrivia(BlockComment, start)
}

// atLineStart reports whether only blanks stand before this place on its line.
func (l *lexer) atLineStart() bool {
	before := strings.TrimRight(l.text[:l.pos], " \t")
	return before == "" || before == "\ufeff" || isNewLine(before[len(before)-1])
}

var directives = [...]string{"#disable-next-line", "#disable-diagnostics", "#restore-diagnostics"}

// directive reads a directive and the codes after it; false if none is here.
func (l *lexer) directive() bool {
	for _, d := range directives {
		if strings.HasPrefix(l.text[l.pos:], d) {
			l.directiveCodes(len(d))
			return true
		}
	}
	return false
}

func (l *lexer) directiveCodes(length int) {
	start := l.pos
	l.pos += length
	end := l.pos
	for c := l.peek(0); c == ' ' || c == '\t' || c == '-' || isWord(c); c = l.peek(0) {
		l.pos++
		if c != ' ' && c != '\t' {
			end = l.pos
		}
	}
	if end == start+length {
		l.problem(l.pos, l.pos, "expected the code of a diagnostic after '"+l.text[start:end]+"'")
	}
	l.pos = end
	l.addTrivia(Directive, start)
}

func isNewLine(c byte) bool { return c == '\n' || c == '\r' }

func isDigit(c byte) bool { return c-'0' < 10 }

func isLetter(c byte) bool { return (c|0x20)-'a' < 26 || c == '_' }

func isWord(c byte) bool { return isLetter(c) || isDigit(c) }

func isHex(c byte) bool { return isDigit(c) || (c|0x20)-'a' < 6 }

// scan reads one token.
func (l *lexer) scan() Kind {
	if l.pos >= len(l.text) {
		return EndOfFile
	}
	switch c := l.text[l.pos]; {
	case isLetter(c):
		return l.word()
	case isNewLine(c):
		return l.newLine()
	case isDigit(c):
		for isDigit(l.peek(0)) {
			l.pos++
		}
		return Integer
	case c == '\'':
		return l.stringStart()
	case c == '$':
		return l.dollar()
	case c == '{' || c == '}':
		return l.brace(c)
	}
	return l.punctuation()
}

func (l *lexer) word() Kind {
	for l.pos < len(l.text) && isWord(l.text[l.pos]) {
		l.pos++
	}
	switch word := l.text[l.start:l.pos]; {
	case word == "true":
		return KeywordTrue
	case word == "false":
		return KeywordFalse
	case word == "null":
		return KeywordNull
	case len(word) > maxIdentifier:
		l.problem(l.start, l.pos, "expected a name of at most 255 characters")
	}
	return Identifier
}

// newLine reads line endings. A line that ends inside a hole ends all open
// strings, which an empty StringRight says.
func (l *lexer) newLine() Kind {
	if len(l.open) > 0 {
		l.open = l.open[:0]
		l.problem(l.pos, l.pos, "expected '}' and the closing quote of this string before the end of the line")
		return StringRight
	}
	for isNewLine(l.peek(0)) {
		l.pos++
	}
	return NewLine
}

func (l *lexer) brace(c byte) Kind {
	l.pos++
	if c == '{' {
		if len(l.open) > 0 {
			l.open = append(l.open, opening{brace: true})
		}
		return LeftBrace
	}
	if len(l.open) == 0 {
		return RightBrace
	}
	top := l.open[len(l.open)-1]
	if top.brace {
		// The compiler never takes this brace off again: what is opened in a
		// hole stays open to the end of the line.
		return RightBrace
	}
	if !l.segment(top) {
		return StringMiddle
	}
	l.open = l.open[:len(l.open)-1]
	return StringRight
}

// punctuation reads a token that always has the same text.
func (l *lexer) punctuation() Kind {
	if kind, ok := wide(l.text[l.pos], l.peek(1)); ok {
		l.pos += 2
		return kind
	}
	if strings.HasPrefix(l.text[l.pos:], "...") {
		l.pos += 3
		return Ellipsis
	}
	if kind := narrow(l.text[l.pos]); kind != Unrecognized {
		l.pos++
		return kind
	}
	_, size := utf8.DecodeRuneInString(l.text[l.pos:])
	l.pos += size
	return l.unrecognized()
}

// unrecognized reports a run of unknown characters once.
func (l *lexer) unrecognized() Kind {
	n := len(l.tokens)
	switch {
	case n > 0 && l.tokens[n-1].Kind == Unrecognized && int(l.tokens[n-1].End) == l.start:
	case l.text[l.start] == '"':
		l.problem(l.start, l.pos, "expected a single quote: strings are written 'like this'")
	default:
		l.problem(l.start, l.pos, "expected a character of the language, found "+quote(l.text[l.start:l.pos]))
	}
	return Unrecognized
}

func wide(a, b byte) (Kind, bool) {
	switch [2]byte{a, b} {
	case [2]byte{'?', '?'}:
		return DoubleQuestion, true
	case [2]byte{':', ':'}:
		return DoubleColon, true
	case [2]byte{'!', '='}:
		return NotEqual, true
	case [2]byte{'!', '~'}:
		return NotEqualFold, true
	case [2]byte{'<', '='}:
		return LessEqual, true
	case [2]byte{'>', '='}:
		return GreaterEqual, true
	case [2]byte{'=', '='}:
		return Equal, true
	case [2]byte{'=', '~'}:
		return EqualFold, true
	case [2]byte{'=', '>'}:
		return Arrow, true
	case [2]byte{'&', '&'}:
		return And, true
	case [2]byte{'|', '|'}:
		return Or, true
	}
	return 0, false
}

var narrowKinds = [...]Kind{
	'(': LeftParen, ')': RightParen, '[': LeftSquare, ']': RightSquare, '@': At, ',': Comma, '.': Dot,
	'?': Question, ':': Colon, ';': Semicolon, '=': Assign, '+': Plus, '-': Minus, '*': Star, '/': Slash,
	'%': Percent, '!': Exclamation, '<': Less, '>': Greater, '|': Pipe, '^': Hat,
}

func narrow(c byte) Kind {
	if int(c) < len(narrowKinds) && narrowKinds[c] != EndOfFile {
		return narrowKinds[c]
	}
	return Unrecognized
}
