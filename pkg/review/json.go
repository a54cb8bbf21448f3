package review

import (
	"encoding/json"
	"io"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// jsonVersion is the version of the form. Within one, fields are only added.
const jsonVersion = 1

type jsonReview struct {
	Version     int              `json:"version"`
	Tool        jsonTool         `json:"tool"`
	Summary     jsonSummary      `json:"summary"`
	Pillars     []jsonScore      `json:"pillars"`
	Rows        []jsonRow        `json:"rows"`
	Units       []jsonUnit       `json:"units"`
	Comparisons []jsonComparison `json:"comparisons"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonSummary struct {
	Files     int `json:"files"`
	Units     int `json:"units"`
	Resources int `json:"resources"`
	jsonCounts
}

type jsonCounts struct {
	Rows          int `json:"rows"`
	Met           int `json:"met"`
	Decidable     int `json:"decidable"`
	Undecided     int `json:"undecided"`
	NotInCode     int `json:"not_in_code"`
	Answered      int `json:"answered"`
	NotApplicable int `json:"not_applicable"`
}

type jsonScore struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	jsonCounts
}

type jsonRow struct {
	ID             string         `json:"id"`
	Pillar         string         `json:"pillar"`
	Recommendation string         `json:"recommendation"`
	Sees           string         `json:"sees"`
	URL            string         `json:"url"`
	Answer         Answer         `json:"answer"`
	Question       string         `json:"question"`
	Given          *jsonGiven     `json:"given"`
	Evidence       []jsonEvidence `json:"evidence"`
	Findings       []jsonFinding  `json:"findings"`
	Reasons        []jsonReason   `json:"reasons"`
	Rules          []string       `json:"rules"`
}

type jsonGiven struct {
	Text     string          `json:"text"`
	Date     string          `json:"date"`
	Location source.Location `json:"location"`
}

type jsonEvidence struct {
	Text     string          `json:"text"`
	Resource lint.Resource   `json:"resource"`
	Path     string          `json:"path"`
	Location source.Location `json:"location"`
}

type jsonFinding struct {
	Rule     jsonRule        `json:"rule"`
	Severity rule.Severity   `json:"severity"`
	Message  string          `json:"message"`
	Resource lint.Resource   `json:"resource"`
	Path     string          `json:"path"`
	Location source.Location `json:"location"`
	// Variants are the parameter sets it holds for, if not for all.
	Variants []string `json:"variants,omitempty"`
	// Accepted says by what the finding is accepted; empty if it is not.
	Accepted string `json:"accepted"`
}

type jsonRule struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

type jsonReason struct {
	Text     string           `json:"text"`
	Location *source.Location `json:"location"`
}

type jsonUnit struct {
	Root       string   `json:"root"`
	Language   string   `json:"language"`
	Parameters []string `json:"parameters"`
	Resources  int      `json:"resources"`
}

type jsonComparison struct {
	Unit        string           `json:"unit"`
	Sets        []string         `json:"sets"`
	Equal       int              `json:"equal"`
	Differences []jsonDifference `json:"differences"`
}

type jsonDifference struct {
	Resource lint.Resource  `json:"resource"`
	Path     string         `json:"path"`
	Aspect   string         `json:"aspect"`
	Values   []jsonSetValue `json:"values"`
}

type jsonSetValue struct {
	Set      string           `json:"set"`
	Text     string           `json:"text"`
	Known    bool             `json:"known"`
	Location *source.Location `json:"location"`
}

type jsonDiagnostic struct {
	Severity source.Severity `json:"severity"`
	Code     string          `json:"code"`
	Message  string          `json:"message"`
	Location source.Location `json:"location"`
}

// JSON writes a review for programs.
func JSON(w io.Writer, r *Review, version string) error {
	out := jsonReview{
		Version:     jsonVersion,
		Tool:        jsonTool{"hublint", version},
		Summary:     jsonSummary{r.Summary.Files, r.Summary.Units, r.Summary.Resources, countsOf(r.Total())},
		Pillars:     each(r.Scores, func(s Score) jsonScore { return jsonScore{s.Name, s.Title, countsOf(s)} }),
		Rows:        each(r.Rows, rowOf),
		Units:       each(r.Units, func(u Unit) jsonUnit { return jsonUnit{u.Root, u.Language, append([]string{}, u.Sets...), u.Resources} }),
		Comparisons: each(r.Comparisons, comparisonOf),
		Diagnostics: each(r.Diagnostics, func(d source.Diagnostic) jsonDiagnostic {
			return jsonDiagnostic{d.Severity, d.Code, d.Message, d.Range.Location()}
		}),
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// each maps a list, so that an empty one is [] and not null.
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

func countsOf(s Score) jsonCounts {
	return jsonCounts{s.Rows, s.Met, s.Decidable, s.Undecided, s.NotInCode, s.Answered, s.NotApplicable}
}

func rowOf(r Row) jsonRow {
	out := jsonRow{
		ID: r.ID, Pillar: r.Pillar, Recommendation: r.Recommendation, Sees: string(r.Sees), URL: r.Link, Answer: r.Answer, Question: r.Question,
		Evidence: each(r.Evidence, func(e Evidence) jsonEvidence { return jsonEvidence{e.Text, e.Resource, e.Path, e.Location} }),
		Findings: each(r.Findings, findingOf),
		Reasons:  each(r.Reasons, func(r Reason) jsonReason { return jsonReason{r.Text, placeOf(r.Location)} }),
		Rules:    each(r.Rules, func(r *rule.Rule) string { return r.Name }),
	}
	if r.Given != nil {
		out.Given = &jsonGiven{r.Given.Text, r.Given.Date, r.Given.Location}
	}
	return out
}

func findingOf(f lint.Finding) jsonFinding {
	out := jsonFinding{
		Rule: jsonRule{f.Rule.ID, f.Rule.Name, f.Rule.URL()}, Severity: f.Severity, Message: f.Message,
		Resource: f.Resource, Path: f.Path.String(), Location: f.Range.Location(), Variants: f.Variants,
	}
	if f.Suppressed != nil {
		out.Accepted = f.Suppressed.Kind
	}
	return out
}

func comparisonOf(c Comparison) jsonComparison {
	return jsonComparison{c.Unit, c.Sets, c.Equal, each(c.Differences, func(d Difference) jsonDifference {
		out := jsonDifference{d.Resource, d.Path, d.Aspect, nil}
		for i, v := range d.Values {
			out.Values = append(out.Values, jsonSetValue{c.Sets[i], v.Text, v.Known, placeOf(v.Location)})
		}
		return out
	})}
}

// placeOf returns a location, nil if it names no line.
func placeOf(l source.Location) *source.Location {
	if !located(l) {
		return nil
	}
	return &l
}
