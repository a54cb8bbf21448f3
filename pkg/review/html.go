package review

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

//go:embed page.html
var pageText string

// maxDrawings is the most units that are drawn on a page.
const maxDrawings = 20

// page is what the template of the page sees.
type page struct {
	*Review
	Version  string
	About    string
	Drawings []Unit
	// Undrawn is the number of units beyond those.
	Undrawn int
	Answers []Answer
	Shown   []section
}

// section is a pillar with its rows.
type section struct {
	Score
	Rows []Row
}

// HTML writes a review as one page that asks for nothing from anywhere.
func HTML(w io.Writer, r *Review, version string) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"mark":     func(a Answer) string { return symbols[a] },
		"place":    placeLine,
		"accepted": accepted,
		"under":    under,
		"curve":    curve,
		"add":      func(a, b int) int { return a + b },
		"count":    countAnswers,
	}).Parse(pageText)
	if err != nil {
		return err
	}
	p := page{Review: r, Version: version, About: r.about(), Drawings: r.Units, Answers: Answers()}
	if n := len(r.Units); n > maxDrawings {
		p.Drawings, p.Undrawn = r.Units[:maxDrawings], n-maxDrawings
	}
	for _, s := range r.Scores {
		one := section{Score: s}
		for _, row := range r.Rows {
			if row.Pillar == s.Name {
				one.Rows = append(one.Rows, row)
			}
		}
		p.Shown = append(p.Shown, one)
	}
	return t.Execute(w, p)
}

var symbols = map[Answer]string{Met: "✓", NotMet: "✗", Undecided: "?", NotInCode: "…", NotApplicable: "–"}

func countAnswers(rows []Row, a Answer) int {
	n := 0
	for _, r := range rows {
		if r.Answer == a {
			n++
		}
	}
	return n
}

// placeLine names the line of a location or a finding, empty if there is none.
func placeLine(of any) string {
	l, ok := of.(source.Location)
	if f, is := of.(lint.Finding); is {
		l, ok = f.Range.Location(), true
	}
	if !ok || !located(l) {
		return ""
	}
	return fmt.Sprintf("%s:%d", l.File, l.Start.Line)
}

// curve is the path of an arrow.
func curve(a Arrow) string {
	bend := gapX / 2
	if a.X2 < a.X1 {
		bend = -bend
	}
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", a.X1, a.Y1, a.X1+bend, a.Y1, a.X2-bend, a.Y2, a.X2, a.Y2)
}
