package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

const (
	// maxComment is the size of the text in characters: GitHub takes comments of
	// 65,536; source: docs.github.com/rest/issues/comments.
	maxComment = 60_000
	// maxRows is the most lines in its tables, maxProblems in its list of what
	// could not be read, maxCell the longest text in one.
	maxRows, maxProblems, maxCell = 100, 20, 400
)

var markdownMarks = map[rule.Severity]string{rule.Error: "🔴", rule.Warning: "🟠", rule.Note: "🔵"}

// Markdown writes findings as a comment for a reviewer: the counts, a table by
// file, and in details that open what to do and the resources concerned.
func Markdown(w io.Writer, r *lint.Report, o Options) error {
	findings := Open(r.Findings)
	rows := Headlines(findings)
	var out bytes.Buffer
	for n := min(len(rows), maxRows); ; n = n * 3 / 4 {
		out.Reset()
		_, _ = fmt.Fprintf(&out, "### hublint: %s\n\n", countsOf(r.Summary, o))
		markdownRows(&out, heaviest(rows, n, func(h Headline) rule.Severity { return h.Severity }))
		if n < len(rows) {
			_, _ = fmt.Fprintf(&out, "**%d more are left out**, none of them graver than these.\n\n", len(rows)-n)
		}
		markdownProblems(&out, r.Diagnostics)
		markdownDiagram(&out, r.Excerpt, findings)
		_, _ = fmt.Fprintf(&out, "<sub>%s</sub>\n", about(r.Summary))
		if n == 0 || utf8.RuneCount(out.Bytes()) <= maxComment {
			_, err := out.WriteTo(w)
			return err
		}
	}
}

// heaviest keeps the n gravest items of a list, in their order.
func heaviest[T any](list []T, n int, severity func(T) rule.Severity) []T {
	if len(list) <= n {
		return list
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(severity(list[b]).Rank(), severity(list[a]).Rank()) })
	order = order[:n]
	slices.Sort(order)
	out := make([]T, n)
	for i, at := range order {
		out[i] = list[at]
	}
	return out
}

// markdownRows writes a table for each file: rows are sorted by place.
func markdownRows(out io.Writer, rows []Headline) {
	for len(rows) > 0 {
		file := pathOf(rows[0].Range)
		n := slices.IndexFunc(rows, func(h Headline) bool { return pathOf(h.Range) != file })
		if n < 0 {
			n = len(rows)
		}
		markdownFile(out, file, rows[:n])
		rows = rows[n:]
	}
}

func markdownFile(out io.Writer, file string, rows []Headline) {
	_, _ = fmt.Fprintf(out, "**%s**\n\n| line | | resource | finding | rule |\n|---:|---|---|---|---|\n", markdownText(file))
	for _, h := range rows {
		resource := source.Shorten(oneLine(h.Resource.Name), maxLabel)
		if h.resources > 1 {
			resource = Counted(h.resources, "resource")
		}
		_, _ = fmt.Fprintf(out, "| %s | %s %s | %s | %s | [%s](%s) |\n", lineOf(h.Range), markdownMarks[h.Severity], h.Severity,
			markdownText(resource), markdownText(source.Shorten(h.message(), maxCell)), h.Rule.Name, h.Rule.URL())
	}
	_, _ = fmt.Fprint(out, "\n<details><summary>What to do</summary>\n\n")
	seen := map[string]bool{}
	for _, h := range rows {
		if line := fmt.Sprintf("- **%s**: %s\n", h.Rule.Name, markdownText(oneLine(h.Remediation))); !seen[line] {
			seen[line] = true
			_, _ = fmt.Fprint(out, line)
		}
	}
	_, _ = fmt.Fprint(out, "\n</details>\n\n")
}

// markdownDiagram draws the resources concerned, if there is more to see than
// the resources by themselves.
func markdownDiagram(out io.Writer, x lint.Excerpt, findings []lint.Finding) {
	d := diagramOf(x, findings)
	if len(d.edges) == 0 {
		return
	}
	_, _ = fmt.Fprint(out, "<details><summary>The resources concerned</summary>\n\n```mermaid\n")
	d.write(out)
	_, _ = fmt.Fprint(out, "```\n\n")
	if d.left > 0 {
		_, _ = fmt.Fprintf(out, "%s not drawn.\n\n", Counted(d.left, "more resource"))
	}
	_, _ = fmt.Fprint(out, "</details>\n\n")
}

func markdownProblems(out io.Writer, diags []source.Diagnostic) {
	diags = slices.DeleteFunc(slices.Clone(diags), func(d source.Diagnostic) bool { return d.Severity == source.SeverityNote })
	if len(diags) == 0 {
		return
	}
	title := "About the input"
	if source.HasErrors(diags) {
		title = "Not all could be read"
	}
	_, _ = fmt.Fprintf(out, "**%s**\n\n", title)
	shown := heaviest(diags, maxProblems, func(d source.Diagnostic) rule.Severity { return rule.Severity(d.Severity) })
	for _, d := range shown {
		_, _ = fmt.Fprintf(out, "- %s: %s\n", markdownText(place(d.Range)), markdownText(source.Shorten(d.Message, maxCell)))
	}
	if n := len(diags) - len(shown); n > 0 {
		_, _ = fmt.Fprintf(out, "- and %d more\n", n)
	}
	_, _ = fmt.Fprintln(out)
}

// countsOf writes the counts that are listed: "1 error, 2 warnings".
func countsOf(s lint.Summary, o Options) string {
	var counts []string
	for _, c := range []struct {
		n        int
		severity rule.Severity
	}{{s.Errors, rule.Error}, {s.Warnings, rule.Warning}, {s.Notes, rule.Note}} {
		if c.n > 0 && c.severity.Rank() >= o.MinSeverity.Rank() {
			counts = append(counts, Counted(c.n, string(c.severity)))
		}
	}
	if len(counts) == 0 {
		return "no findings"
	}
	return strings.Join(counts, ", ")
}

// about says what was read and what is not listed.
func about(s lint.Summary) string {
	text := Counted(s.Files, "file") + ", " + Counted(s.Resources, "resource")
	if s.Undecided > 0 {
		text += fmt.Sprintf(", %d undecided", s.Undecided)
	}
	if s.Suppressed > 0 {
		text += fmt.Sprintf(", %d suppressed", s.Suppressed)
	}
	return text
}

func lineOf(at source.Range) string {
	if at.IsZero() || at.File.Size() == 0 {
		return ""
	}
	return fmt.Sprint(at.StartPosition().Line)
}

// markdownText keeps what means something in Markdown, in a table or in HTML
// from doing so.
func markdownText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "&", "&amp;", "*", "\\*", "_", "\\_", "`", "\\`",
		"[", "\\[", "]", "\\]", "@", "@\u200b", "#", "&#35;", "\n", " ").Replace(s)
}
