package source

import "fmt"

// Severity says how much a diagnostic weighs.
type Severity string

// Severities of diagnostics. Only an error changes the exit code.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityNote    Severity = "note"
)

// Diagnostic says what is wrong with the input itself: text that cannot be
// read, parsed or evaluated. What rules find is a finding, not a diagnostic.
type Diagnostic struct {
	Severity Severity
	// Code is a short stable word for the kind of problem, "json-syntax".
	Code string
	// Message is lower-case, without the place and without a full stop.
	Message string
	// Range is the tight place. Where only the file is known it has that
	// file and spans nothing.
	Range Range
}

// String returns the diagnostic as "place: message".
func (d Diagnostic) String() string { return d.Range.String() + ": " + d.Message }

// Errorf returns an error diagnostic at a range.
func Errorf(r Range, code, format string, args ...any) Diagnostic {
	return Diagnostic{SeverityError, code, fmt.Sprintf(format, args...), r}
}

// Warningf returns a warning diagnostic at a range.
func Warningf(r Range, code, format string, args ...any) Diagnostic {
	return Diagnostic{SeverityWarning, code, fmt.Sprintf(format, args...), r}
}

// Notef returns a note diagnostic at a range.
func Notef(r Range, code, format string, args ...any) Diagnostic {
	return Diagnostic{SeverityNote, code, fmt.Sprintf(format, args...), r}
}

// HasErrors reports whether any of the diagnostics is an error.
func HasErrors(diags []Diagnostic) bool {
	for _, d := range diags {
		if d.Severity == SeverityError {
			return true
		}
	}
	return false
}
