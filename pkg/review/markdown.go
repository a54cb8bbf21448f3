package review

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

var marks = map[Answer]string{Met: "✅", NotMet: "❌", Undecided: "❔", NotInCode: "💬", NotApplicable: "➖"}

// Markdown writes a review for a pull request or a wiki.
func Markdown(w io.Writer, r *Review) error {
	out := &printer{bufio.NewWriter(w)}
	out.printf("# Review against the Well-Architected guide for IoT Hub\n\n%s.\n\n", r.about())
	out.printf("| pillar | met of decidable | undecided | to ask, answered | not applicable |\n|---|---:|---:|---:|---:|\n")
	for _, s := range append(r.Scores, r.Total()) {
		out.printf("| %s | %d of %d | %d | %d, %d | %d |\n", s.Title, s.Met, s.Decidable, s.Undecided, s.NotInCode, s.Answered, s.NotApplicable)
	}
	for _, s := range r.Scores {
		out.printf("\n## %s: %d of %d met\n", s.Title, s.Met, s.Decidable)
		for _, row := range r.Rows {
			if row.Pillar == s.Name {
				out.row(row)
			}
		}
	}
	for _, c := range r.Comparisons {
		out.comparison(c)
	}
	out.problems(r.Problems())
	return out.w.Flush()
}

// about says what was read.
func (r *Review) about() string {
	text := fmt.Sprintf("%s, %s, %s", plural(r.Summary.Units, "deployment", "deployments"),
		plural(r.Summary.Files, "file", "files"), plural(r.Summary.Resources, "resource", "resources"))
	var roots []string
	for _, u := range r.Units {
		roots = append(roots, u.Root)
	}
	if len(roots) > 0 && len(roots) <= 5 {
		text += ": " + strings.Join(roots, ", ")
	}
	return text
}

type printer struct{ w *bufio.Writer }

func (p *printer) printf(format string, args ...any) { _, _ = fmt.Fprintf(p.w, format, args...) }

func (p *printer) row(r Row) {
	p.printf("\n### %s %s: %s\n\n%s ([more](%s))\n\n", marks[r.Answer], r.ID, r.Answer.Words(), plain(r.Recommendation), r.Link)
	n := 0
	for _, line := range r.lines() {
		p.printf("- %s\n", line)
		n++
	}
	if n == 0 {
		p.printf("Nothing of the kind is deployed.\n")
	}
}

// lines returns what stands below a row.
func (r Row) lines() []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, fmt.Sprintf("%s: **%s** %s ([%s](%s))%s%s", f.Severity, plain(f.Resource.Name), plain(f.Message+under(f)),
			f.Rule.Name, f.Rule.URL(), placeText(f.Range.Location()), plain(accepted(f))))
	}
	for _, reason := range r.Reasons {
		out = append(out, plain(reason.Text)+placeText(reason.Location))
	}
	for _, e := range r.Evidence {
		out = append(out, fmt.Sprintf("**%s** %s%s", plain(e.Resource.Name), plain(e.Text), placeText(e.Location)))
	}
	switch {
	case r.Given != nil:
		out = append(out, "*"+plain(r.Question)+"* "+plain(r.Given.Text)+plain(r.Given.dated()))
	case r.Asks():
		out = append(out, "*"+plain(r.Question)+"*")
	}
	return out
}

// Asks reports whether the row has a question that code leaves open.
func (r Row) Asks() bool {
	return r.Answer == NotInCode || r.Answer == Met && r.Sees == "part"
}

func (g *Given) dated() string {
	if g.Date == "" {
		return ""
	}
	return " (" + g.Date + ")"
}

// accepted says why a finding does not count.
func accepted(f lint.Finding) string {
	if f.Suppressed == nil {
		return ""
	}
	text := ", accepted by " + f.Suppressed.Kind
	if f.Suppressed.Kind == "elsewhere" {
		text = ", said to be elsewhere"
	}
	if f.Suppressed.Reason != "" {
		text += ": " + f.Suppressed.Reason
	}
	return text
}

// under names the parameter sets that a finding holds for, if not for all.
func under(f lint.Finding) string {
	if len(f.Variants) == 0 {
		return ""
	}
	return " (under " + strings.Join(f.Variants, ", ") + ")"
}

// placeText names a line, where there is one.
func placeText(l source.Location) string {
	if !located(l) {
		return ""
	}
	return fmt.Sprintf(" · `%s:%d`", l.File, l.Start.Line)
}

func (p *printer) comparison(c Comparison) {
	p.printf("\n## %s under its parameters\n\n%s that matter are equal, %s.\n", plain(c.Unit),
		plural(c.Equal, "value", "values"), plural(len(c.Differences), "differs", "differ"))
	if len(c.Differences) == 0 {
		return
	}
	p.printf("\n| about | resource | property |")
	for _, s := range c.Sets {
		p.printf(" %s |", plain(s))
	}
	p.printf("\n|---|---|---|%s\n", strings.Repeat("---|", len(c.Sets)))
	for _, d := range c.Differences {
		p.printf("| %s | %s | %s |", d.Aspect, plain(d.Resource.Name), plain(d.Path))
		for _, v := range d.Values {
			p.printf(" %s |", plain(source.Shorten(v.Text, 2*maxBrief)))
		}
		p.printf("\n")
	}
}

// Problems are the diagnostics that a reader of the review has to know of.
func (r *Review) Problems() []source.Diagnostic {
	var out []source.Diagnostic
	for _, d := range r.Diagnostics {
		if d.Severity != source.SeverityNote || d.Code == "unread" {
			out = append(out, d)
		}
	}
	return out
}

func (p *printer) problems(diags []source.Diagnostic) {
	if len(diags) > 0 {
		p.printf("\n## Not all could be read\n\n")
	}
	for _, d := range diags {
		p.printf("- %s%s\n", plain(d.Message), placeText(d.Range.Location()))
	}
}

// plain keeps what means something in Markdown, in a table or in HTML from
// doing so.
func plain(s string) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "&", "&amp;", "*", "\\*", "_", "\\_", "`", "\\`",
		"[", "\\[", "]", "\\]", "@", "@\u200b", "#", "&#35;", "\n", " ").Replace(s)
}
