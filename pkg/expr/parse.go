package expr

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Place maps offsets in the text of an expression to the range they have in
// the file.
type Place func(start, end int) source.Range

// maxNesting bounds how deep calls may stand in each other.
const maxNesting = 200

// IsExpression reports whether the text of a string in a template is an
// expression: it begins with "[" but not with "[[", and ends with "]".
func IsExpression(text string) bool {
	return len(text) >= 2 && text[0] == '[' && text[len(text)-1] == ']' && text[1] != '['
}

// Unescape returns the literal a string stands for that is not an expression:
// "[[x]" is "[x]".
func Unescape(text string) string {
	if strings.HasPrefix(text, "[[") && strings.HasSuffix(text, "]") {
		return text[1:]
	}
	return text
}

// Parse reads an expression with its brackets, as IsExpression has it. On an
// error it returns an Invalid node and says what was expected.
func Parse(text string, at Place) (Node, []source.Diagnostic) {
	p := &parser{text: text, pos: 1, end: len(text) - 1, at: at}
	n := p.expression()
	p.space()
	if p.err == nil && p.pos < p.end {
		p.fail(p.pos, "expected the end of the expression")
	}
	if p.err != nil {
		return &Invalid{At: at(0, len(text))}, []source.Diagnostic{*p.err}
	}
	return n, nil
}

type parser struct {
	text  string
	pos   int
	end   int
	at    Place
	depth int
	err   *source.Diagnostic
}

// fail records the first error and moves to the end, so that nothing follows.
func (p *parser) fail(at int, format string, args ...any) Node {
	if p.err == nil {
		word := p.wordAt(at)
		found := "'" + word + "'"
		switch word {
		case "":
			found = "the end of the expression"
		case "'":
			found = "a string"
		}
		d := source.Errorf(p.at(at, max(at+len(word), min(at+1, len(p.text)))), "arm-expression", "%s, found %s", fmt.Sprintf(format, args...), found)
		p.err = &d
	}
	p.pos = p.end
	return &Invalid{At: p.at(0, len(p.text))}
}

// wordAt returns the name or else the one character at a place, empty at the
// end.
func (p *parser) wordAt(at int) string {
	word := p.text[min(at, p.end):p.end]
	switch i := strings.IndexFunc(word, func(r rune) bool { return !isName(r) }); i {
	case -1:
		return word
	case 0:
		_, size := utf8.DecodeRuneInString(word)
		return word[:size]
	default:
		return word[:i]
	}
}

func (p *parser) space() {
	for p.pos < p.end && strings.IndexByte(" \t\r\n", p.text[p.pos]) >= 0 {
		p.pos++
	}
}

// accept moves past a character if it comes next.
func (p *parser) accept(c byte) bool {
	p.space()
	if p.pos < p.end && p.text[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

func (p *parser) expression() Node {
	p.depth++
	defer func() { p.depth-- }()
	p.space()
	start := p.pos
	if p.depth > maxNesting {
		return p.fail(start, "expected at most %d nested calls", maxNesting)
	}
	if p.pos >= p.end {
		return p.fail(p.pos, "expected a function call, a string or a number")
	}
	switch c := p.text[p.pos]; {
	case c == '\'':
		return p.literalString()
	case c == '-' || c == '+' || '0' <= c && c <= '9':
		return p.number()
	case isName(rune(c)):
		return p.access(start, p.callOrName())
	}
	return p.fail(p.pos, "expected a function call, a string or a number")
}

// literalString reads a string in single quotes; two of them stand for one.
func (p *parser) literalString() Node {
	start := p.pos
	var b strings.Builder
	for p.pos++; p.pos < p.end; p.pos++ {
		if p.text[p.pos] != '\'' {
			b.WriteByte(p.text[p.pos])
			continue
		}
		if p.pos+1 < p.end && p.text[p.pos+1] == '\'' {
			b.WriteByte('\'')
			p.pos++
			continue
		}
		p.pos++
		return &Literal{value.OfString(b.String()).At(p.at(start, p.pos))}
	}
	return p.fail(start, "expected a closing quote for this string")
}

func (p *parser) number() Node {
	start := p.pos
	for p.pos++; p.pos < p.end && '0' <= p.text[p.pos] && p.text[p.pos] <= '9'; p.pos++ {
	}
	n, err := strconv.ParseInt(p.text[start:p.pos], 10, 64)
	if err != nil {
		return p.fail(start, "expected a whole number")
	}
	return &Literal{value.OfInt(n).At(p.at(start, p.pos))}
}

func isName(r rune) bool {
	return r == '_' || r == '$' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

func (p *parser) name() string {
	start := p.pos
	for p.pos < p.end && isName(rune(p.text[p.pos])) {
		p.pos++
	}
	return p.text[start:p.pos]
}

// callOrName reads name(args) or namespace.name(args).
func (p *parser) callOrName() Node {
	start := p.pos
	namespace, name := "", p.name()
	nameStart := start
	if p.accept('.') {
		p.space()
		nameStart = p.pos
		namespace, name = name, p.name()
		if name == "" {
			return p.fail(p.pos, "expected a function name after '%s.'", namespace)
		}
	}
	nameEnd := p.pos
	if !p.accept('(') {
		return p.fail(nameStart, "expected a function call; a name needs '(' after it")
	}
	args := p.arguments(name)
	call := &Call{Namespace: namespace, Name: name, Args: args, At: p.at(start, p.pos), NameAt: p.at(nameStart, nameEnd)}
	if namespace != "" || p.err != nil {
		return call
	}
	return p.bind(call)
}

func (p *parser) arguments(name string) []Node {
	var args []Node
	if p.accept(')') {
		return nil
	}
	for p.err == nil {
		args = append(args, p.expression())
		if p.accept(',') {
			continue
		}
		if !p.accept(')') {
			p.fail(p.pos, "expected ',' or ')' in the arguments of %s", name)
		}
		break
	}
	return args
}

// bind turns the functions that bind or read local names into their nodes.
func (p *parser) bind(call *Call) Node {
	switch strings.ToLower(call.Name) {
	case "lambda":
		if params, ok := literalTexts(call.Args); ok {
			return &Lambda{Params: params, Body: call.Args[len(params)], At: call.At}
		}
	case "lambdavariables":
		if len(call.Args) == 1 {
			if name, ok := LiteralText(call.Args[0]); ok {
				return &Local{Name: name, At: call.At}
			}
		}
	}
	return call
}

// literalTexts returns all arguments but the last as literal strings.
func literalTexts(args []Node) (texts []string, ok bool) {
	for i := range len(args) - 1 {
		text, ok := LiteralText(args[i])
		if !ok {
			return nil, false
		}
		texts = append(texts, text)
	}
	return texts, len(args) > 0
}

// access reads the properties and indexes after a call.
func (p *parser) access(start int, base Node) Node {
	for n := 0; p.err == nil; n++ {
		if n > maxNesting {
			return p.fail(p.pos, "expected at most %d properties in a row", maxNesting)
		}
		switch {
		case p.accept('.'):
			p.space()
			keyStart := p.pos
			name := p.name()
			if name == "" {
				return p.fail(p.pos, "expected a property name after '.'")
			}
			key := &Literal{value.OfString(name).At(p.at(keyStart, p.pos))}
			base = &Access{Base: base, Key: key, At: p.at(start, p.pos)}
		case p.accept('['):
			key := p.expression()
			if !p.accept(']') {
				return p.fail(p.pos, "expected ']' after the index")
			}
			base = &Access{Base: base, Key: key, At: p.at(start, p.pos)}
		default:
			return base
		}
	}
	return base
}
