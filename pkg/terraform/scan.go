package terraform

import (
	"bytes"

	"github.com/hublint/hublint/pkg/source"
)

// The HCL parser recurses without bound and takes quadratic time over open
// heredocs, so every text is looked at in one linear pass before it is parsed.
const (
	// maxNesting is how deep brackets, blocks and templates may stand within
	// each other.
	maxNesting = 500
	// maxChain is how many operators that the parser recurses on may follow
	// each other in one expression.
	maxChain = 500
	// maxParts is how many operators, indexes and attributes one expression
	// may have, and how many parts one template.
	maxParts = 20_000
	// maxHeredocs is how many heredocs one file may have.
	maxHeredocs = 5000
)

// scanner walks over HCL as far as needed to know its nesting.
type scanner struct {
	file *source.File
	data []byte
	// base is the offset in the file of the first byte of data.
	base     int
	pos      int
	levels   []level
	heredocs int
	problem  *source.Diagnostic
	// blocks are the braces at the top level.
	blocks []span
}

// span is the offsets of an opening brace and the closing one.
type span struct{ open, close int }

// level is an open bracket or template.
type level struct {
	// kind is the byte that opened it: ( [ { for brackets, $ for a part of a
	// template, and " or < for a quoted or heredoc template.
	kind byte
	// chain counts the operators that the parser recurses on, directives
	// those of a template, and parts all there are.
	chain, directives, parts int
	// end is where a heredoc's text ends.
	end int
	// closing is the length of a heredoc's last line.
	closing int
}

// scanConfig says what would harm the parser in a configuration file; nil if
// nothing does. It also returns the blocks at the top, nil if braces do not
// match.
func scanConfig(f *source.File) ([]span, *source.Diagnostic) {
	s := &scanner{file: f, data: f.Data}
	s.levels = []level{{kind: '{'}}
	problem := s.run()
	if len(s.levels) != 1 {
		s.blocks = nil
	}
	return s.blocks, problem
}

// scanTemplate is scanConfig for the text of a template; at is where it stands.
func scanTemplate(at source.Range, text []byte) *source.Diagnostic {
	s := &scanner{file: at.File, data: text, base: int(at.Start)}
	s.levels = []level{{kind: '<', end: len(text)}}
	return s.run()
}

func (s *scanner) run() *source.Diagnostic {
	for s.pos < len(s.data) && s.problem == nil && len(s.levels) > 0 {
		top := &s.levels[len(s.levels)-1]
		switch top.kind {
		case '"', '<':
			s.template(top)
		default:
			s.code(top)
		}
	}
	return s.problem
}

func (s *scanner) fail(code, format string, args ...any) {
	at := min(s.base+s.pos, len(s.file.Data))
	d := source.Errorf(s.file.Range(at, min(at+1, len(s.file.Data))), code, format, args...)
	s.problem = &d
}

func (s *scanner) push(l level) {
	if len(s.levels) >= maxNesting {
		s.fail("hcl-depth", "expected at most %d levels of nesting", maxNesting)
		return
	}
	s.levels = append(s.levels, l)
}

func (s *scanner) pop() {
	if len(s.levels) > 1 {
		s.levels = s.levels[:len(s.levels)-1]
	}
}

func (s *scanner) chain(top *level) {
	top.chain++
	if top.chain > maxChain {
		s.fail("hcl-depth", "expected at most %d operators in one expression", maxChain)
	}
}

// count counts a part of an expression or a template.
func (s *scanner) count(top *level) {
	top.parts++
	if top.parts > maxParts {
		s.fail("hcl-depth", "expected at most %d parts in one expression", maxParts)
	}
}

// code takes one token of the native syntax.
func (s *scanner) code(top *level) {
	c := s.data[s.pos]
	switch c {
	case '#', '/', '"', '<':
		if s.special(c) {
			return
		}
	case '(', '[', '{':
		s.count(top)
		if len(s.levels) == 1 {
			s.blocks = append(s.blocks, span{open: s.pos})
		}
		s.push(level{kind: c})
	case ')', ']', '}':
		s.close(c)
	case '\n':
		if top.kind == '{' {
			top.chain, top.parts = 0, 0
		}
	case ',':
		top.chain, top.parts = 0, 0
	case '.', '+', '%', '|', '&':
		s.count(top)
	case '?', '!', '-':
		s.chain(top)
	case '*':
		if s.pos > 0 && (s.data[s.pos-1] == '[' || s.data[s.pos-1] == '.') {
			s.star()
		}
	}
	s.pos++
}

// special takes a comment or the beginning of a template; false if the byte is
// an operator.
func (s *scanner) special(c byte) bool {
	switch c {
	case '#':
		s.skipLine()
	case '"':
		s.pos++
		s.push(level{kind: '"'})
	case '/':
		return s.skipComment()
	default:
		return s.heredoc()
	}
	return true
}

// star counts a splat where the expression goes on after its bracket.
func (s *scanner) star() {
	i := len(s.levels) - 1
	if s.data[s.pos-1] == '[' && i > 0 {
		i--
	}
	s.chain(&s.levels[i])
}

// close takes a closing bracket. One that does not match is left to the parser.
func (s *scanner) close(c byte) {
	switch s.levels[len(s.levels)-1].kind {
	case '(':
		if c == ')' {
			s.pop()
		}
	case '[':
		if c == ']' {
			s.pop()
		}
	case '{', '$':
		if c == '}' {
			if n := len(s.blocks); len(s.levels) == 2 && n > 0 {
				s.blocks[n-1].close = s.pos
			}
			s.pop()
		}
	}
}

func (s *scanner) skipLine() {
	if i := bytes.IndexByte(s.data[s.pos:], '\n'); i >= 0 {
		s.pos += i
		return
	}
	s.pos = len(s.data)
}

// skipComment skips "//" and "/* */".
func (s *scanner) skipComment() bool {
	rest := s.data[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		s.skipLine()
		return true
	case bytes.HasPrefix(rest, []byte("/*")):
		if i := bytes.Index(rest[2:], []byte("*/")); i >= 0 {
			s.pos += i + 4
		} else {
			s.pos = len(s.data)
		}
		return true
	}
	return false
}

// heredoc takes "<<NAME" and the text up to the line that closes it.
func (s *scanner) heredoc() bool {
	name, body, ok := heredocName(s.data, s.pos)
	if !ok {
		return false
	}
	s.heredocs++
	if s.heredocs > maxHeredocs {
		s.fail("hcl-heredoc", "expected at most %d heredocs in one file", maxHeredocs)
		return true
	}
	end, closing, ok := heredocEnd(s.data, body, name)
	if !ok {
		s.fail("hcl-heredoc", "expected a line with %s that closes this heredoc, found the end of the file", name)
		return true
	}
	s.pos = body
	s.push(level{kind: '<', end: end, closing: closing})
	return true
}

// heredocName reads "<<NAME" or "<<-NAME"; body is where the next line begins.
func heredocName(data []byte, at int) (name []byte, body int, ok bool) {
	if !bytes.HasPrefix(data[at:], []byte("<<")) {
		return nil, 0, false
	}
	i := at + 2
	if i < len(data) && data[i] == '-' {
		i++
	}
	start := i
	for i < len(data) && isNameByte(data[i]) {
		i++
	}
	name = data[start:i]
	if i < len(data) && data[i] == '\r' {
		i++
	}
	if len(name) == 0 || i >= len(data) || data[i] != '\n' {
		return nil, 0, false
	}
	return name, i + 1, true
}

func isNameByte(c byte) bool {
	return c == '_' || c == '-' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// heredocEnd finds the line that closes a heredoc.
func heredocEnd(data []byte, body int, name []byte) (end, closing int, ok bool) {
	for at := body; at < len(data); {
		next := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		if bytes.Equal(bytes.TrimSpace(data[at:next]), name) {
			return at, next - at, true
		}
		at = next
	}
	return 0, 0, false
}

// template takes text up to the next part in braces or the template's end.
func (s *scanner) template(top *level) {
	if top.kind == '<' && s.pos >= top.end {
		// The line end after the name is code again.
		s.pos = max(s.pos, top.end+max(top.closing-1, 0))
		s.pop()
		return
	}
	c := s.data[s.pos]
	switch {
	case c == '\\' && top.kind == '"':
		s.pos += 2
		return
	case c == '"' && top.kind == '"', c == '\n' && top.kind == '"':
		s.pos++
		s.pop()
		return
	case (c == '$' || c == '%') && s.pos+1 < len(s.data):
		s.part(top, c)
		return
	}
	s.pos++
}

// part takes "${" or "%{", which "$${" and "%%{" are not.
func (s *scanner) part(top *level, c byte) {
	next := s.data[s.pos+1]
	if next == c && s.pos+2 < len(s.data) && s.data[s.pos+2] == '{' {
		s.pos += 3
		return
	}
	s.pos++
	if next != '{' {
		return
	}
	s.pos++
	s.count(top)
	if c == '%' {
		top.directives++
		if top.directives > maxChain {
			s.fail("hcl-depth", "expected at most %d directives in one template", maxChain)
			return
		}
	}
	s.push(level{kind: '$'})
}
