package engine

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/hublint/hublint/pkg/rule"
)

// Check compiles the rules of a user with every check there is, and marks those
// with a mistake as broken. The error says what is wrong with them.
func (l *Library) Check(c *rule.Catalogue) error {
	b, err := l.base()
	if err != nil {
		return err
	}
	var errs []error
	for {
		_, rules := byOwner(slices.DeleteFunc(c.All(), func(r *rule.Rule) bool { return r.Broken }))
		texts := usersTexts(c, rules)
		if len(texts) == 0 {
			return errors.Join(errs...)
		}
		problems := b.problems(texts, rules)
		for _, p := range problems {
			errs = append(errs, p)
		}
		for _, p := range problems {
			c.Break(p.File)
		}
		if len(problems) == 0 {
			return errors.Join(errs...)
		}
	}
}

// problems returns the mistakes in files of a user, as far as they are seen
// before those that come first are mended. Each is in one of the files.
func (b *base) problems(texts map[string][]byte, rules []*rule.Rule) []*rule.FileError {
	modules := map[string]*ast.Module{}
	var out []*rule.FileError
	for file, text := range b.with(texts) {
		m, err := ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1})
		out = append(out, problemsIn(texts, err)...)
		modules[file] = m
	}
	for _, r := range rules {
		if m := modules[r.File]; m != nil && !says(m) {
			out = append(out, &rule.FileError{File: r.File, Line: m.Package.Location.Row, Message: "expected findings, the set of what the rule finds"})
		}
	}
	if len(out) > 0 {
		return sorted(out)
	}
	compiler := ast.NewCompiler().WithCapabilities(b.capabilities).SetErrorLimit(0)
	if compiler.Compile(modules); compiler.Failed() {
		out = problemsIn(texts, compiler.Errors)
		if len(out) == 0 {
			// Not in a file of the user, so that all of them are held to it.
			for file := range texts {
				out = append(out, &rule.FileError{File: file, Line: 1, Message: compiler.Errors.Error()})
			}
		}
	}
	return sorted(out)
}

// says reports whether a module says what it finds or can't tell.
func says(m *ast.Module) bool {
	return slices.ContainsFunc(m.Rules, func(r *ast.Rule) bool {
		name := r.Head.Ref()[0].String()
		return name == "findings" || name == "undecided"
	})
}

// problemsIn returns the errors of parser and compiler that are in the files.
func problemsIn(files map[string][]byte, err error) []*rule.FileError {
	var errs ast.Errors
	if !errors.As(err, &errs) {
		return nil
	}
	var out []*rule.FileError
	for _, e := range errs {
		if e.Location != nil && files[e.Location.File] != nil {
			out = append(out, &rule.FileError{File: e.Location.File, Line: e.Location.Row, Column: e.Location.Col, Message: messageOf(e)})
		}
	}
	return out
}

// messageOf returns what an error says, and of what was taken from Rego why.
func messageOf(e *ast.Error) string {
	if name, ok := strings.CutPrefix(e.Message, "undefined function "); ok && slices.Contains(impure, name) {
		return name + " is not for rules: they can't reach out, read the environment or give two answers to one question"
	}
	return e.Message
}

func sorted(problems []*rule.FileError) []*rule.FileError {
	slices.SortFunc(problems, func(a, b *rule.FileError) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(problems, func(a, b *rule.FileError) bool { return a.File == b.File && a.Line == b.Line && a.Column == b.Column })
}
