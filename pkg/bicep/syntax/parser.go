package syntax

import (
	"fmt"

	"github.com/hublint/hublint/pkg/source"
)

// maxDepth bounds how deep the tree may get, operators and accesses in a row
// counted as well, so that neither the parser nor a walk over the tree runs
// out of stack.
const maxDepth = 500

// parser is a recursive-descent parser over the tokens of a file. A parse
// function that finds something else than it needs calls expected and returns
// nil; whoever can go on from there calls skip.
type parser struct {
	file   *File
	tokens []Token
	pos    int
	// problems are what was reported so far. What lies in source that is
	// skipped later is taken back, so that one fault gives one report.
	problems []problem
	// failure says why the last parse function returned nil.
	failure problem
	// depth is the level of the tree the parser is on, deepest the lowest
	// level below the current expression.
	depth, deepest int
	// tooDeep is set once maxDepth was passed; nothing is read after it.
	tooDeep *problem
	// newLinesFrom and newLinesTo remember the last look beyond new lines.
	newLinesFrom, newLinesTo int
	// items is a stack of list elements that belong to unfinished nodes.
	items []Node
}

// Sets of tokens at which the parser goes on after something it could not
// read. The operand set is for what may stand anywhere in an expression.
const (
	stopLine    kindSet = 1 << NewLine
	stopObject          = stopLine | 1<<RightBrace
	stopArray           = stopLine | 1<<RightSquare
	stopParen           = stopLine | 1<<RightParen
	stopItem            = stopParen | 1<<Comma
	stopHole            = stopLine | 1<<StringMiddle | 1<<StringRight
	stopOperand         = stopLine | 1<<StringRight | 1<<RightBrace | 1<<RightParen | 1<<RightSquare
)

func (p *parser) token() Token { return p.tokens[p.pos] }

func (p *parser) kind() Kind { return p.tokens[p.pos].Kind }

// here returns where the next token begins.
func (p *parser) here() int32 { return p.tokens[p.pos].Start }

// kindAt returns the kind of the token n places on.
func (p *parser) kindAt(n int) Kind {
	if p.pos+n < len(p.tokens) {
		return p.tokens[p.pos+n].Kind
	}
	return EndOfFile
}

// text returns the text of the next token.
func (p *parser) text() string { return p.file.Text(p.token()) }

func (p *parser) atEnd() bool { return p.kind() == EndOfFile }

// atWord reports whether the next token is a certain word.
func (p *parser) atWord(word string) bool { return p.isWord(p.pos, word) }

func (p *parser) isWord(pos int, word string) bool {
	return p.tokens[pos].Kind == Identifier && p.file.Text(p.tokens[pos]) == word
}

// next moves past a token and returns it. The end of the file stays.
func (p *parser) next() Token {
	t := p.tokens[p.pos]
	if t.Kind != EndOfFile {
		p.pos++
	}
	return t
}

func (p *parser) accept(k Kind) bool {
	if p.kind() != k {
		return false
	}
	p.next()
	return true
}

func (p *parser) acceptWord(word string) bool {
	if !p.atWord(word) {
		return false
	}
	p.pos++
	return true
}

// skipNewLines moves past new lines, which blanks or comments may part.
func (p *parser) skipNewLines() {
	if p.kind() == NewLine {
		p.pos = p.beyondNewLines()
	}
}

// beyondNewLines returns the index of the first token that is not a new line.
// The last answer is kept: many levels of one expression ask the same.
func (p *parser) beyondNewLines() int {
	if p.kind() != NewLine {
		return p.pos
	}
	if p.newLinesFrom > p.pos || p.pos >= p.newLinesTo {
		p.newLinesFrom, p.newLinesTo = p.pos, p.pos
		for p.tokens[p.newLinesTo].Kind == NewLine {
			p.newLinesTo++
		}
	}
	return p.newLinesTo
}

// expected says what should stand at the next token.
func (p *parser) expected(what string) { p.expectedAt(p.pos, what) }

func (p *parser) expectedAt(pos int, what string) {
	t := p.tokens[pos]
	if t.Kind == NewLine {
		t.End = t.Start
	}
	p.failure = problem{start: t.Start, end: t.End, message: "expected " + what, found: int32(pos) + 1}
}

// report says what is wrong with something that was read.
func (p *parser) report(r source.Range, message string) {
	p.problems = append(p.problems, problem{start: r.Start, end: r.End, message: message})
}

// missing reports that something should stand before the next token.
func (p *parser) missing(what string) {
	p.expected(what)
	p.failure.end = p.failure.start
	p.problems = append(p.problems, p.failure)
}

// require moves past a token of a kind; if another comes next it fails.
func (p *parser) require(k Kind, what string) bool {
	if p.accept(k) {
		return true
	}
	p.expected(what)
	return false
}

// requireClosing is like require for the bracket that closes what began at an
// offset.
func (p *parser) requireClosing(k Kind, what string, opened int32) bool {
	if p.require(k, what) {
		return true
	}
	p.failure.opened = opened + 1
	return false
}

// requireOr is like require but skips to a stop instead of failing. It returns
// what it skipped, nil if all is well.
func (p *parser) requireOr(k Kind, what string, quiet bool, stops kindSet) *Skipped {
	start := p.pos
	if p.require(k, what) {
		return nil
	}
	return p.skip(start, len(p.problems), quiet, stops)
}

// attempt runs a parse function. If that fails it skips to a stop.
func attempt[N Node](p *parser, parse func() N, quiet bool, stops kindSet) N {
	start, mark := p.pos, len(p.problems)
	n := parse()
	if any(n) == nil {
		n, _ = any(p.skip(start, mark, quiet, stops)).(N)
	}
	return n
}

// skip gives up on what began at the token start, moves on to the next of the
// stops and reports the failure in place of all that was reported since mark.
// A quiet one follows from something that is missing already.
func (p *parser) skip(start, mark int, quiet bool, stops kindSet) *Skipped {
	p.problems = p.problems[:mark]
	if !quiet {
		p.problems = append(p.problems, p.failure)
	}
	p.sync(stops)
	return p.skipped(start)
}

func (p *parser) sync(stops kindSet) {
	for !p.atEnd() && !stops.has(p.kind()) {
		p.pos++
	}
}

// skipped returns the tokens from start up to the next token.
func (p *parser) skipped(start int) *Skipped {
	from := p.tokens[start].Start
	if p.pos == start {
		return &Skipped{at: p.span(from, from)}
	}
	return &Skipped{at: p.span(from, p.tokens[p.pos-1].End)}
}

// span returns the place between two offsets.
func (p *parser) span(start, end int32) at {
	return at{p.file.Source.Range(int(start), int(end))}
}

// upTo returns the place from an offset to the end of a node.
func (p *parser) upTo(start int32, last Node) at { return p.span(start, last.Range().End) }

// read returns the place from an offset to the end of the last token read.
func (p *parser) read(start int32) at { return p.span(start, p.lastEnd()) }

func (p *parser) lastEnd() int32 {
	if p.pos == 0 {
		return 0
	}
	return p.tokens[p.pos-1].End
}

// absent reports whether a node is only a place where something is missing.
// What follows it is then not worth a report of its own.
func absent(n Node) bool {
	switch n := n.(type) {
	case *Skipped:
		return n != nil && n.Empty()
	case *Name:
		return n.Text == "" && n.r.Start == n.r.End
	}
	return false
}

// enter begins a level of the tree and returns what leave needs.
func (p *parser) enter() (outer int) {
	p.depth++
	outer, p.deepest = p.deepest, p.depth-1
	p.deepen()
	return outer
}

func (p *parser) leave(outer int) {
	p.depth--
	p.deepest = max(outer, p.deepest)
}

// deepen counts a node put around what was read last.
func (p *parser) deepen() {
	p.deepest++
	if p.deepest > maxDepth && p.tooDeep == nil {
		t := p.token()
		p.tooDeep = &problem{start: t.Start, end: t.End, message: fmt.Sprintf("expected at most %d levels of nesting", maxDepth)}
		p.pos = len(p.tokens) - 1
	}
}

// reports returns what the parser has to say. Where the nesting was too deep
// that is the last word.
func (p *parser) reports() []problem {
	if p.tooDeep == nil {
		return p.problems
	}
	var before []problem
	for _, r := range p.problems {
		if r.start < p.tooDeep.start {
			before = append(before, r)
		}
	}
	return append(before, *p.tooDeep)
}

// mark returns the height of the stack of items, for take.
func (p *parser) mark() int { return len(p.items) }

func (p *parser) push(n Node) { p.items = append(p.items, n) }

// take pops the items above a mark.
func take[N Node](p *parser, mark int) []N {
	if mark == len(p.items) {
		return nil
	}
	taken := make([]N, 0, len(p.items)-mark)
	for _, n := range p.items[mark:] {
		if n, ok := n.(N); ok {
			taken = append(taken, n)
		}
	}
	clear(p.items[mark:])
	p.items = p.items[:mark]
	return taken
}

// name reads an identifier; nil if none comes next.
func (p *parser) name(what string) *Name {
	if p.kind() != Identifier {
		p.expected(what)
		return nil
	}
	t := p.next()
	return &Name{p.span(t.Start, t.End), p.file.Text(t)}
}

// nameOr reads an identifier. If none comes next it skips to a stop and
// returns a name without text.
func (p *parser) nameOr(what string, stops kindSet) Name {
	if p.kind() == Identifier {
		t := p.next()
		return Name{p.span(t.Start, t.End), p.file.Text(t)}
	}
	p.expected(what)
	return Name{at: p.skip(p.pos, len(p.problems), false, stops).at}
}

// nameHere reads an identifier. If none comes next it reports that and returns
// a name without text.
func (p *parser) nameHere(what string) Name {
	if p.kind() == Identifier {
		return p.nameOr(what, 0)
	}
	p.missing(what)
	return Name{at: p.span(p.here(), p.here())}
}
