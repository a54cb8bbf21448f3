package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
)

// Guide writes the page of the guide: each row with the rules that serve it, or
// with what to ask where code can't show it.
func Guide(g *guide.Guide, rules []*rule.Rule) string {
	var b strings.Builder
	b.WriteString("# The guide, row by row\n\n" +
		"What the Well-Architected guide for IoT Hub recommends, in our words, and what hublint does about it. `hublint review` answers these rows for a\n" +
		"deployment; [review.md](review.md) says how.\n\n" +
		"A row is shown by code wholly, in part, or not at all. Of what code can't show the review asks.\n")
	fmt.Fprintf(&b, "\nSource: %s (%s).\n", g.Source, g.Date)
	for _, p := range guide.Pillars() {
		fmt.Fprintf(&b, "\n## %s\n\n| row | recommendation | shown by code | rules |\n|---|---|---|---|\n", p.Title)
		for _, row := range g.Rows {
			if row.Pillar == p.Name {
				fmt.Fprintf(&b, "| %s | %s [Read more](%s) | %s | %s |\n", row.ID, row.Recommendation, row.Link, shown(row), links(row.ID, rules))
			}
		}
	}
	return b.String()
}

// shown says what code shows of a row, and what it leaves to ask.
func shown(row guide.Row) string {
	switch row.Sees {
	case guide.Yes:
		return "Yes: " + row.Shows
	case guide.Part:
		return "In part: " + row.Shows + ". Asked: " + row.Question
	}
	return "No: it lives on the device, in the data plane or in a process. Asked: " + row.Question
}

// links lists the rules that serve a row.
func links(row string, rules []*rule.Rule) string {
	var out []string
	for _, r := range sorted(rules) {
		if slices.Contains(r.Guide, row) {
			out = append(out, fmt.Sprintf("[%s](rules/%s.md)", r.Name, r.Name))
		}
	}
	if out == nil {
		return "—"
	}
	return strings.Join(out, ", ")
}
