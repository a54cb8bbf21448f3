package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// maxMarkdown is the most findings that are written out: GitHub takes comments
// of 65,536 characters; source: docs.github.com/rest/issues/comments.
const maxMarkdown = 100

// Markdown writes findings as a comment for a reviewer: the counts, a table by
// file, and what to do in details that open.
func Markdown(w io.Writer, r *lint.Report, o Options) error {
	out := bufio.NewWriter(w)
	findings := make([]lint.Finding, 0, len(r.Findings))
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			findings = append(findings, f)
		}
	}
	_, _ = fmt.Fprintf(out, "### hublint: %s\n\n", countsOf(r.Summary, o))
	left := max(0, len(findings)-maxMarkdown)
	for _, group := range byFile(findings[:len(findings)-left]) {
		markdownFile(out, group)
	}
	if left > 0 {
		_, _ = fmt.Fprintf(out, "%d more are not listed.\n\n", left)
	}
	markdownProblems(out, r.Diagnostics)
	_, _ = fmt.Fprintf(out, "<sub>%s</sub>\n", about(r.Summary))
	return out.Flush()
}

// byFile splits findings, which are sorted by place, by the files they are in.
func byFile(findings []lint.Finding) [][]lint.Finding {
	var out [][]lint.Finding
	for i, f := range findings {
		if i == 0 || pathOf(f.Range) != pathOf(findings[i-1].Range) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], f)
	}
	return out
}

var markdownMarks = map[rule.Severity]string{rule.Error: "🔴", rule.Warning: "🟠", rule.Note: "🔵"}

func markdownFile(out io.Writer, findings []lint.Finding) {
	_, _ = fmt.Fprintf(out, "**%s**\n\n| line | | finding | rule |\n|---:|---|---|---|\n", markdownText(pathOf(findings[0].Range)))
	for _, f := range findings {
		_, _ = fmt.Fprintf(out, "| %s | %s %s | %s | [%s](%s) |\n", lineOf(f.Range), markdownMarks[f.Severity], f.Severity,
			markdownText(f.Resource.Name+" "+f.Message+variantsOf(f)), f.Rule.Name, f.Rule.URL())
	}
	_, _ = fmt.Fprint(out, "\n<details><summary>What to do</summary>\n\n")
	seen := map[string]bool{}
	for _, f := range findings {
		if line := fmt.Sprintf("- **%s**: %s\n", f.Rule.Name, markdownText(oneLine(f.Remediation))); !seen[line] {
			seen[line] = true
			_, _ = fmt.Fprint(out, line)
		}
	}
	_, _ = fmt.Fprint(out, "\n</details>\n\n")
}

func markdownProblems(out io.Writer, diags []source.Diagnostic) {
	first := true
	for _, d := range diags {
		if d.Severity == source.SeverityNote {
			continue
		}
		if first {
			_, _ = fmt.Fprint(out, "**Not all could be read**\n\n")
			first = false
		}
		_, _ = fmt.Fprintf(out, "- %s: %s\n", markdownText(place(d.Range)), markdownText(d.Message))
	}
	if !first {
		_, _ = fmt.Fprintln(out)
	}
}

// countsOf writes the counts that are listed: "1 error, 2 warnings".
func countsOf(s lint.Summary, o Options) string {
	var counts []string
	for _, c := range []struct {
		n        int
		severity rule.Severity
	}{{s.Errors, rule.Error}, {s.Warnings, rule.Warning}, {s.Notes, rule.Note}} {
		if c.n > 0 && c.severity.Rank() >= o.MinSeverity.Rank() {
			counts = append(counts, plural(c.n, string(c.severity)))
		}
	}
	if len(counts) == 0 {
		return "no findings"
	}
	return strings.Join(counts, ", ")
}

// about says what was read and what is not listed.
func about(s lint.Summary) string {
	text := plural(s.Files, "file") + ", " + plural(s.Resources, "resource")
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
