// Package syntax reads Bicep and .bicepparam files into a tree that keeps all
// of the source, broken files included.
//
// It follows the grammar of the Bicep compiler, what it accepts and what it
// does not, down to where a line may end.
package syntax

import "github.com/hublint/hublint/pkg/source"

// File is the tree of one file.
type File struct {
	// Source is the file that was parsed.
	Source *source.File
	// Statements are the statements in order, *Skipped among them.
	Statements []Statement
	// Tokens are all tokens in order; the last is EndOfFile.
	Tokens []Token
	// Trivia are all comments and directives in order.
	Trivia []Trivia

	text string
}

// Range returns the range of the whole file.
func (f *File) Range() source.Range { return f.Source.Range(0, len(f.text)) }

func (f *File) children(visit func(Node)) { visitAll(visit, f.Statements) }

// Parse reads a Bicep file. The tree is never nil and holds what could be
// read; the diagnostics, in the order of the source, say what could not.
func Parse(src *source.File) (*File, []source.Diagnostic) {
	return parse(src, (*parser).declaration)
}

// ParseParams reads a .bicepparam file, and is otherwise like Parse.
func ParseParams(src *source.File) (*File, []source.Diagnostic) {
	return parse(src, (*parser).paramsDeclaration)
}

func parse(src *source.File, declaration func(*parser) Statement) (*File, []source.Diagnostic) {
	text := string(src.Data)
	l := lex(text)
	p := &parser{
		file:   &File{Source: src, Tokens: l.tokens, Trivia: l.trivia, text: text},
		tokens: l.tokens,
	}
	p.program(declaration)
	return p.file, p.file.diagnostics(append(l.problems, p.reports()...))
}
