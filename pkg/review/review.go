// Package review answers the rows of the Well-Architected guide for what is
// deployed: from the graphs, from what rules found, and from what people said.
package review

import (
	"slices"
	"time"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Answer is what a review says of a row.
type Answer string

// The answers. A row is met only if something in the code shows it.
const (
	Met           Answer = "met"
	NotMet        Answer = "not-met"
	Undecided     Answer = "undecided"
	NotInCode     Answer = "not-in-code"
	NotApplicable Answer = "not-applicable"
)

// Answers returns all answers in the order to show them.
func Answers() []Answer { return []Answer{NotMet, Undecided, NotInCode, Met, NotApplicable} }

// Words returns the answer for a reader.
func (a Answer) Words() string {
	switch a {
	case NotMet:
		return "not met"
	case NotInCode:
		return "not in code"
	case NotApplicable:
		return "not applicable"
	}
	return string(a)
}

// Review is the guide, answered. Everything in it is in its final order.
type Review struct {
	Summary lint.Summary
	Scores  []Score
	Rows    []Row
	Units   []Unit
	// Comparisons are of the parameter sets of a unit that has several.
	Comparisons []Comparison
	Diagnostics []source.Diagnostic
}

// Row is a row of the guide with its answer.
type Row struct {
	guide.Row
	Answer Answer
	// Evidence shows that the row is met, or in part so.
	Evidence []Evidence
	// Findings are what rules that serve the row found, accepted ones too.
	Findings []lint.Finding
	// Reasons say why it is undecided or not met, beside the findings.
	Reasons []Reason
	// Given is what people answer; nil if they did not.
	Given *Given
	// Rules are those that serve the row.
	Rules []*rule.Rule
}

// Evidence is a place in the code that shows something.
type Evidence struct {
	Resource lint.Resource
	Text     string
	Path     string
	Location source.Location
}

// Reason explains an answer. Location is zero if no place does.
type Reason struct {
	Text     string
	Location source.Location
}

// Given is an answer from the configuration.
type Given struct {
	Text string
	// Date is empty if none is given.
	Date     string
	Location source.Location
}

// Unit is a deployment that was read.
type Unit struct {
	Root      string
	Language  string
	Sets      []string
	Resources int
	// Drawing is of the first parameter set.
	Drawing *Drawing
}

// Input is what a review is made of.
type Input struct {
	Guide    *guide.Guide
	Observer *Observer
	// Report has to hold findings of all severities.
	Report *lint.Report
	Config *config.Config
	// Workload is as policies see it; the zero Value for none.
	Workload value.Value
	// Rules are all rules there are.
	Rules []*rule.Rule
}

// New answers every row of the guide.
func New(in Input) *Review {
	r := &Review{Summary: in.Report.Summary, Diagnostics: in.Report.Diagnostics}
	for i := range in.Observer.units {
		u := &in.Observer.units[i]
		if u.drawing == nil {
			continue
		}
		u.drawing.mark(in.Report.Findings)
		r.Units = append(r.Units, Unit{u.root, u.language, u.sets, u.resources, u.drawing})
		if u.comparison != nil {
			r.Comparisons = append(r.Comparisons, *u.comparison)
		}
	}
	for i := range in.Guide.Rows {
		r.Rows = append(r.Rows, in.answer(i, r.Comparisons))
	}
	for _, p := range guide.Pillars() {
		r.Scores = append(r.Scores, score(p, r.Rows))
	}
	return r
}

// Score counts the answers of a pillar.
type Score struct {
	Name  string
	Title string
	Rows  int
	// Met is of Decidable: the rows that code shows to be met or not met.
	Met       int
	Decidable int
	Undecided int
	// Answered is of NotInCode: the questions that people answered.
	NotInCode     int
	Answered      int
	NotApplicable int
}

func score(p guide.Pillar, rows []Row) Score {
	s := Score{Name: p.Name, Title: p.Title}
	for _, r := range rows {
		if r.Pillar != p.Name {
			continue
		}
		s.Rows++
		switch r.Answer {
		case Met:
			s.Met++
			s.Decidable++
		case NotMet:
			s.Decidable++
		case Undecided:
			s.Undecided++
		case NotInCode:
			s.NotInCode++
			if r.Given != nil {
				s.Answered++
			}
		case NotApplicable:
			s.NotApplicable++
		}
	}
	return s
}

// Total adds the scores of all pillars.
func (r *Review) Total() Score {
	total := Score{Title: "All"}
	for _, s := range r.Scores {
		total.Rows += s.Rows
		total.Met += s.Met
		total.Decidable += s.Decidable
		total.Undecided += s.Undecided
		total.NotInCode += s.NotInCode
		total.Answered += s.Answered
		total.NotApplicable += s.NotApplicable
	}
	return total
}

func (in *Input) given(row string) *Given {
	a, ok := in.Config.Answers[row]
	if !ok || a.Text == "" {
		return nil
	}
	g := &Given{Text: a.Text, Location: a.At.Location()}
	if !a.Date.IsZero() {
		g.Date = a.Date.Format(time.DateOnly)
	}
	return g
}

// serving returns the rules that name a row.
func serving(rules []*rule.Rule, row string) []*rule.Rule {
	var out []*rule.Rule
	for _, r := range rules {
		if slices.Contains(r.Guide, row) {
			out = append(out, r)
		}
	}
	return out
}
