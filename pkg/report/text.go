package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Text writes findings for people: each with the line it is on, underlined at
// the place, what explains it and what to do. Findings on one place stand
// together. The last line has the counts.
func Text(w io.Writer, r *lint.Report, o Options) error {
	t := textWriter{bufio.NewWriter(w), palette(o.Color)}
	findings := r.Findings
	if !o.ShowSuppressed {
		findings = Open(findings)
	}
	for i := 0; i < len(findings); {
		end := i + 1
		for end < len(findings) && source.Compare(findings[end].Range, findings[i].Range) == 0 {
			end++
		}
		t.findings(findings[i:end])
		i = end
	}
	if o.ShowUndecided {
		t.undecided(r.Undecided)
		t.undeclared(r.Undeclared)
		if len(r.Undecided)+len(r.Undeclared) > 0 {
			t.printf("\n")
		}
	}
	if !o.Quiet {
		t.summary(r, o)
	}
	return t.Flush()
}

// WriteDiagnostics writes what is wrong with the input, in the manner of Text.
func WriteDiagnostics(w io.Writer, diags []source.Diagnostic, color bool) {
	t := textWriter{bufio.NewWriter(w), palette(color)}
	for _, d := range diags {
		t.header(d.Range, string(d.Severity), d.Message, d.Code)
		t.excerpt(d.Range)
		t.printf("\n")
	}
	_ = t.Flush()
}

type textWriter struct {
	*bufio.Writer
	colors colors
}

func (t textWriter) printf(format string, args ...any) { _, _ = fmt.Fprintf(t, format, args...) }

// header writes the line that editors and people read first.
func (t textWriter) header(at source.Range, severity, message, name string) {
	t.printf("%s: %s: %s %s\n", t.colors.bold(visible(place(at))), t.colors.severity(severity), visible(message), t.colors.dim("["+name+"]"))
}

func place(at source.Range) string {
	switch {
	case at.IsZero():
		return "hublint"
	case at.File.Size() == 0:
		return at.File.Path
	}
	return at.String()
}

// findings writes the findings on one place.
func (t textWriter) findings(list []lint.Finding) {
	said := Headlines(list)
	for _, h := range said {
		t.header(h.Range, string(h.Severity), h.Text(), h.Rule.Name)
	}
	width := t.excerpt(list[0].Range)
	margin := strings.Repeat(" ", width) + " "
	seen := map[string]bool{}
	more := 0
	for _, h := range said {
		for _, r := range h.Related {
			if line := fmt.Sprintf("%s: %s", visible(r.Message), visible(r.Range.String())); !seen[line] {
				seen[line] = true
				t.printf("%s%s %s\n", margin, t.colors.dim("="), line)
			}
		}
		more = max(more, h.unrelated)
	}
	if more > 0 {
		t.printf("%s%s and %s\n", margin, t.colors.dim("="), Counted(more, "more place"))
	}
	for _, h := range said {
		if s := h.Suppressed; s != nil {
			t.printf("%s%s %s %s\n", margin, t.colors.dim("="), h.Rule.Name, visible(suppressedBy(s)))
		}
	}
	helps := helps(list)
	for _, h := range helps {
		name := ""
		if len(helps) > 1 {
			name = " " + h.Rule.Name
		}
		t.printf("%s%s %s: %s\n", margin, t.colors.dim("="), t.colors.help("help"+name), visible(oneLine(h.Remediation)))
	}
	t.printf("\n")
}

// suppressedBy says what accepts a finding.
func suppressedBy(s *lint.Suppression) string {
	switch s.Kind {
	case "comment":
		return fmt.Sprintf("is accepted at %s: %s", s.Range, s.Reason)
	case "elsewhere":
		return "lives elsewhere: " + s.Reason
	}
	return "is in the " + s.Kind
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// undecided writes what rules could not tell, once of a place where several
// units share it.
func (t textWriter) undecided(list []lint.Undecided) {
	type line struct {
		at            source.Place
		rule, message string
	}
	said := map[line]bool{}
	for _, u := range list {
		l := line{u.Range.Place(), u.Rule.Name, fmt.Sprintf("%s: %s", u.Resource.Name, u.Reason)}
		if !said[l] {
			said[l] = true
			t.header(u.Range, "undecided", l.message, l.rule)
		}
	}
}

// undeclared says once how to have the rules asked that compare with a workload.
func (t textWriter) undeclared(rules []*rule.Rule) {
	if len(rules) == 0 {
		return
	}
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Name
	}
	t.printf("%s not asked: %s; declare the workload in .hublint.yaml (keys: hublint size --help)\n", Counted(len(rules), "rule"), strings.Join(names, ", "))
}

// excerpt writes the line a range begins on, underlined, and returns the width
// of its margin.
func (t textWriter) excerpt(at source.Range) int {
	if at.IsZero() || at.File.Size() == 0 {
		return 1
	}
	start, end := at.StartPosition(), at.EndPosition()
	line := []rune(visible(masked(at.File.Line(start.Line))))
	last := len(line)
	if end.Line == start.Line {
		last = end.Column - 1
	}
	first, last := clamp(start.Column-1, last, len(line))
	text, first, last := window(line, first, last)
	number := fmt.Sprint(start.Line)
	margin := strings.Repeat(" ", len(number))
	t.printf("%s\n", t.colors.dim(margin+" |"))
	t.printf("%s %s\n", t.colors.dim(number+" |"), string(text))
	t.printf("%s %s%s\n", t.colors.dim(margin+" |"), blanks(text[:first]), t.colors.mark(carets(text[first:last])))
	return len(number)
}

// keyForm is what a key or a certificate looks like: a report often ends up
// where more people read it than the code.
var keyForm = pattern.Lazy(`[A-Za-z0-9+/]{40,}={0,2}`)

// masked hides what may be a key in a line, without changing its length. Words
// that long are no loss either.
func masked(line string) string {
	return keyForm().ReplaceAllStringFunc(line, func(s string) string { return s[:4] + strings.Repeat("*", len(s)-4) })
}

// clamp keeps a stretch within a line of n characters.
func clamp(first, last, n int) (int, int) {
	first = min(max(first, 0), n)
	return first, min(max(last, first), n)
}

// maxLine is the number of characters of a line that are shown.
const maxLine = 120

// window cuts a long line to what stands around a stretch of it.
func window(line []rune, first, last int) (text []rune, from, to int) {
	if len(line) <= maxLine {
		return line, first, last
	}
	start := max(0, first-maxLine/3)
	end := min(len(line), start+maxLine)
	text = append(text, line[start:end]...)
	if start > 0 {
		text[0] = '…'
	}
	if end < len(line) {
		text[len(text)-1] = '…'
	}
	return text, first - start, min(last, end) - start
}

// summary writes the counts.
func (t textWriter) summary(r *lint.Report, o Options) {
	s := r.Summary
	if s.Files == 0 {
		t.printf("%s; %s\n", t.colors.bold("no files to lint"), "folders whose name begins with a dot are looked into only when named")
		return
	}
	var counts []string
	hidden, none := "", "no findings"
	for _, c := range []struct {
		n        int
		severity rule.Severity
	}{{s.Errors, rule.Error}, {s.Warnings, rule.Warning}, {s.Notes, rule.Note}} {
		switch {
		case c.n == 0:
		case c.severity.Rank() < o.MinSeverity.Rank():
			hidden += fmt.Sprintf("; %s not shown (--min-severity %s)", Counted(c.n, string(c.severity)), c.severity)
			if c.severity != rule.Note {
				none = "nothing listed"
			}
		default:
			counts = append(counts, Counted(c.n, string(c.severity)))
		}
	}
	if len(counts) == 0 {
		counts = []string{none}
	}
	if s.Suppressed > 0 && !o.ShowSuppressed {
		hidden += fmt.Sprintf("; %d suppressed (--show-suppressed)", s.Suppressed)
	}
	if s.Undecided > 0 && !o.ShowUndecided {
		hidden += fmt.Sprintf("; %d undecided (--show-undecided)", s.Undecided)
	}
	if n := len(r.Undeclared); n > 0 && !o.ShowUndecided {
		hidden += fmt.Sprintf("; %s not asked without a workload in .hublint.yaml (hublint size --help)", Counted(n, "rule"))
	}
	t.printf("%s in %s with %s%s\n", t.colors.bold(strings.Join(counts, ", ")), Counted(s.Files, "file"), Counted(s.Resources, "resource"), hidden)
}

// Counted returns a number of things, as "1 file" or "2 files".
func Counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
