package rule

import "fmt"

// FileError is a mistake in the file of a rule.
type FileError struct {
	File string
	// Line and Column count from 1, columns in code points; a Column of 0 is
	// the whole line.
	Line, Column int
	Message      string
}

// Error returns the problem as "file:line: what is wrong".
func (p *FileError) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// FileErrors returns the mistakes that an error is made of. What is none has
// neither file nor line.
func FileErrors(err error) []*FileError {
	switch e := err.(type) { //nolint:errorlint // the errors joined are taken one by one
	case nil:
		return nil
	case *FileError:
		return []*FileError{e}
	case interface{ Unwrap() []error }:
		var out []*FileError
		for _, part := range e.Unwrap() {
			out = append(out, FileErrors(part)...)
		}
		return out
	}
	return []*FileError{{Message: err.Error()}}
}
