package rule

import "fmt"

// Problem is a mistake in the file of a rule.
type Problem struct {
	File string
	// Line and Column count from 1, columns in code points; a Column of 0 is
	// the whole line.
	Line, Column int
	Message      string
}

// Error returns the problem as "file:line: what is wrong".
func (p *Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// Problems returns the problems that an error is made of. What is none has
// neither file nor line.
func Problems(err error) []*Problem {
	switch e := err.(type) { //nolint:errorlint // the errors joined are taken one by one
	case nil:
		return nil
	case *Problem:
		return []*Problem{e}
	case interface{ Unwrap() []error }:
		var out []*Problem
		for _, part := range e.Unwrap() {
			out = append(out, Problems(part)...)
		}
		return out
	}
	return []*Problem{{Message: err.Error()}}
}
