package load

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/hublint/hublint/pkg/value"
)

// maxNesting is how deep conditions may stand in each other.
const maxNesting = 20

// pathParser reads a JSONPath the way Newtonsoft's JPath does.
type pathParser struct {
	text  []rune
	pos   int
	depth int
	err   error
}

func (p *pathParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
	p.pos = len(p.text)
}

// peek returns the next character, 0 at the end.
func (p *pathParser) peek() rune {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *pathParser) spaces() {
	for unicode.IsSpace(p.peek()) {
		p.pos++
	}
}

// whole reads a path from its begin to its end.
func (p *pathParser) whole() []step {
	p.dollar()
	steps := p.path(false)
	if p.pos < len(p.text) {
		p.fail("found '%c' after its end", p.peek())
	}
	return steps
}

// dollar skips the sign for the root, which may be left out.
func (p *pathParser) dollar() {
	if p.peek() != '$' {
		return
	}
	if next := p.pos + 1; next == len(p.text) || strings.ContainsRune(".[ =!<>&|)", p.text[next]) {
		p.pos++
	}
}

// path reads steps up to the end or, within a condition, to what ends the
// path.
func (p *pathParser) path(query bool) []step {
	var steps []step
	scan := false
	add := func(s step) {
		if scan {
			s, scan = deep{s}, false
		}
		steps = append(steps, s)
	}
	dotted, indexed := false, false
	for p.pos < len(p.text) && p.err == nil {
		switch c := p.peek(); {
		case c == '[' || c == '(':
			p.pos++
			add(p.indexer(c))
			dotted, indexed = false, true
		case c == '.':
			scan = p.dots()
			dotted, indexed = true, false
		case c == ' ' || c == ')' || c == ']' || query && strings.ContainsRune("=<>!|&", c):
			if dotted {
				p.fail("expected a name after '.'")
			}
			return steps
		case indexed:
			p.fail("found '%c' after ']'", c)
		default:
			add(p.name(query))
			dotted = false
		}
	}
	if dotted {
		p.fail("expected a name after '.'")
	}
	return steps
}

// dots reads "." or, and then it reports true, "..".
func (p *pathParser) dots() bool {
	p.pos++
	if p.peek() != '.' {
		return false
	}
	p.pos++
	return true
}

func (p *pathParser) name(query bool) step {
	start := p.pos
	ends := "[(]). "
	if query {
		ends += "=<>!|&"
	}
	for p.pos < len(p.text) && !strings.ContainsRune(ends, p.peek()) {
		p.pos++
	}
	name := string(p.text[start:p.pos])
	if name == "*" {
		return fields{}
	}
	return fields{[]string{name}}
}

// indexer reads what stands in brackets.
func (p *pathParser) indexer(open rune) step {
	closing := ']'
	if open == '(' {
		closing = ')'
	}
	p.spaces()
	var s step
	switch p.peek() {
	case '\'', '"':
		s = p.quotedNames()
	case '?':
		p.pos++
		s = p.filter()
	default:
		s = p.indexes()
	}
	p.expect(closing)
	return s
}

// expect reads one character.
func (p *pathParser) expect(c rune) {
	p.spaces()
	if p.peek() != c {
		p.fail("expected '%c'", c)
		return
	}
	p.pos++
}

func (p *pathParser) quotedNames() step {
	var names []string
	for p.err == nil {
		p.spaces()
		names = append(names, p.quoted())
		p.spaces()
		if p.peek() != ',' {
			break
		}
		p.pos++
	}
	return fields{names}
}

// quoted reads a string in quotes.
func (p *pathParser) quoted() string {
	quote := p.peek()
	if quote != '\'' && quote != '"' {
		p.fail("expected a name in quotes")
		return ""
	}
	var b strings.Builder
	for p.pos++; p.pos < len(p.text); p.pos++ {
		switch c := p.text[p.pos]; {
		case c == quote:
			p.pos++
			return b.String()
		case c == '\\' && p.pos+1 < len(p.text):
			p.pos++
			b.WriteRune(p.text[p.pos])
		default:
			b.WriteRune(c)
		}
	}
	p.fail("expected %c at the end of a name", quote)
	return ""
}

// indexes reads "*", "1", "1,2" or "1:2:3".
func (p *pathParser) indexes() step {
	if p.peek() == '*' {
		p.pos++
		return items{}
	}
	first := p.integer()
	p.spaces()
	if p.peek() == ':' {
		return p.slice(first)
	}
	if first == nil {
		p.fail("expected an index")
		return items{}
	}
	list := []int{*first}
	for p.peek() == ',' {
		p.pos++
		next := p.integer()
		if next == nil {
			p.fail("expected an index")
			break
		}
		list = append(list, *next)
		p.spaces()
	}
	return items{list}
}

func (p *pathParser) slice(start *int) step {
	s := slice{start: start, step: 1}
	p.pos++
	s.end = p.integer()
	p.spaces()
	if p.peek() == ':' {
		p.pos++
		if n := p.integer(); n != nil {
			s.step = *n
		}
	}
	if s.step == 0 {
		p.fail("expected a step other than 0")
		s.step = 1
	}
	return s
}

// integer reads a number, nil if there is none.
func (p *pathParser) integer() *int {
	p.spaces()
	start := p.pos
	for p.peek() == '-' || p.peek() >= '0' && p.peek() <= '9' {
		p.pos++
	}
	if start == p.pos {
		return nil
	}
	n, err := strconv.ParseInt(string(p.text[start:p.pos]), 10, 32)
	if err != nil {
		p.fail("expected an index")
	}
	i := int(n)
	return &i
}

// filter reads "(condition)" after the question mark.
func (p *pathParser) filter() step {
	p.expect('(')
	if p.depth++; p.depth > maxNesting {
		p.fail("expected at most %d conditions within each other", maxNesting)
	}
	c := p.condition(nil, false)
	p.depth--
	p.expect(')')
	return filter{c}
}

// condition reads comparisons joined by "&&" or "||". Where one changes to the
// other, what follows belongs together.
func (p *pathParser) condition(parts []condition, all bool) condition {
	for p.err == nil {
		c := p.comparison()
		p.spaces()
		op := p.operator("&&", "||")
		switch {
		case op == "":
			if parts = append(parts, c); len(parts) == 1 {
				return c
			}
			return compound{parts, all}
		case len(parts) == 0 || all == (op == "&&"):
			parts, all = append(parts, c), op == "&&"
		default:
			if p.depth++; p.depth > maxNesting {
				p.fail("expected at most %d conditions within each other", maxNesting)
			}
			return compound{append(parts, p.condition([]condition{c}, op == "&&")), all}
		}
	}
	return compound{}
}

// operator reads one of the given operators, longest first.
func (p *pathParser) operator(ops ...string) string {
	for _, op := range ops {
		if strings.HasPrefix(string(p.text[p.pos:min(len(p.text), p.pos+3)]), op) {
			p.pos += len(op)
			return op
		}
	}
	return ""
}

func (p *pathParser) comparison() condition {
	c := comparison{left: p.operand()}
	p.spaces()
	if c.op = p.operator("===", "!==", "==", "!=", "<>", "<=", ">=", "<", ">", "=~"); c.op != "" {
		c.right = p.operand()
	} else if !c.left.isPath {
		p.fail("expected an operator")
	}
	if c.op == "<>" {
		c.op = "!="
	}
	return c
}

func (p *pathParser) operand() *operand {
	p.spaces()
	switch p.peek() {
	case '@':
		p.pos++
		return &operand{isPath: true, steps: p.path(true)}
	case '$':
		p.dollar()
		return &operand{isPath: true, fromRoot: true, steps: p.path(true)}
	case '\'', '"':
		return &operand{literal: value.OfString(p.quoted())}
	case '/':
		return &operand{pattern: p.pattern()}
	}
	start := p.pos
	for p.pos < len(p.text) && !strings.ContainsRune(" )]=<>!|&", p.peek()) {
		p.pos++
	}
	v, err := literal(string(p.text[start:p.pos]))
	if err != nil {
		p.fail("%w", err)
	}
	return &operand{literal: v}
}

func literal(text string) (value.Value, error) {
	switch text {
	case "true", "false":
		return value.OfBool(text == "true"), nil
	case "null":
		return value.Of(nil), nil
	}
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return value.OfInt(i), nil
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return value.OfFloat(f), nil
	}
	return value.Value{}, errors.New("expected a value to compare with")
}

// pattern reads "/pattern/options", of which the options i, m and s count.
func (p *pathParser) pattern() *regexp.Regexp {
	start := p.pos + 1
	for p.pos++; p.pos < len(p.text) && p.peek() != '/'; p.pos++ {
		if p.peek() == '\\' {
			p.pos++
		}
	}
	if p.pos >= len(p.text) {
		p.fail("expected '/' at the end of a pattern")
		return nil
	}
	expression, options := string(p.text[start:p.pos]), ""
	for p.pos++; unicode.IsLetter(p.peek()); p.pos++ {
		if c := p.peek(); strings.ContainsRune("ims", c) {
			options += string(c)
		}
	}
	if options != "" {
		expression = "(?" + options + ")" + expression
	}
	re, err := regexp.Compile(expression)
	if err != nil {
		p.fail("found a pattern that is not supported: %v", err)
	}
	return re
}
