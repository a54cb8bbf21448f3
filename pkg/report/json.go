package report

import (
	"encoding/json"
	"io"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// jsonVersion is the version of the form. Within one, fields are only added.
const jsonVersion = 1

type jsonReport struct {
	Version     int              `json:"version"`
	Tool        jsonTool         `json:"tool"`
	Summary     lint.Summary     `json:"summary"`
	Findings    []jsonFinding    `json:"findings"`
	Undecided   []jsonUndecided  `json:"undecided"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonRule struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Pillar string   `json:"pillar"`
	Guide  []string `json:"guide"`
	URL    string   `json:"url"`
}

type jsonFinding struct {
	Rule        jsonRule         `json:"rule"`
	Severity    rule.Severity    `json:"severity"`
	Message     string           `json:"message"`
	Remediation string           `json:"remediation"`
	Resource    lint.Resource    `json:"resource"`
	Path        string           `json:"path"`
	Location    source.Location  `json:"location"`
	Related     []jsonRelated    `json:"related"`
	Assumed     bool             `json:"assumed"`
	Conditional bool             `json:"conditional"`
	Variants    []string         `json:"variants,omitempty"`
	Fingerprint string           `json:"fingerprint"`
	Fix         *jsonFix         `json:"fix"`
	Suppressed  *jsonSuppression `json:"suppressed"`
}

type jsonFix struct {
	Description string     `json:"description"`
	Edits       []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Location source.Location `json:"location"`
	Text     string          `json:"text"`
}

type jsonSuppression struct {
	Kind     string          `json:"kind"`
	Reason   string          `json:"reason"`
	Location source.Location `json:"location"`
}

type jsonRelated struct {
	Message  string          `json:"message"`
	Location source.Location `json:"location"`
}

type jsonUndecided struct {
	Rule     jsonRule        `json:"rule"`
	Resource lint.Resource   `json:"resource"`
	Path     string          `json:"path"`
	Reason   string          `json:"reason"`
	Location source.Location `json:"location"`
}

type jsonDiagnostic struct {
	Severity source.Severity `json:"severity"`
	Code     string          `json:"code"`
	Message  string          `json:"message"`
	Location source.Location `json:"location"`
}

// JSON writes everything that was found, for programs.
func JSON(w io.Writer, r *lint.Report, o Options) error {
	out := jsonReport{
		Version:     jsonVersion,
		Tool:        jsonTool{"hublint", o.Version},
		Summary:     r.Summary,
		Findings:    make([]jsonFinding, len(r.Findings)),
		Undecided:   make([]jsonUndecided, len(r.Undecided)),
		Diagnostics: make([]jsonDiagnostic, len(r.Diagnostics)),
	}
	for i, f := range r.Findings {
		out.Findings[i] = jsonFinding{
			Rule: ruleOf(f.Rule), Severity: f.Severity, Message: f.Message, Remediation: oneLine(f.Remediation),
			Resource: f.Resource, Path: f.Path.String(), Location: f.Range.Location(), Related: relatedOf(f.Related),
			Assumed: f.Assumed, Conditional: f.Conditional, Variants: f.Variants, Fingerprint: f.Fingerprint,
			Fix: fixOf(f.Fix),
		}
		if s := f.Suppressed; s != nil {
			out.Findings[i].Suppressed = &jsonSuppression{s.Kind, s.Reason, s.Range.Location()}
		}
	}
	for i, u := range r.Undecided {
		out.Undecided[i] = jsonUndecided{ruleOf(u.Rule), u.Resource, u.Path.String(), u.Reason, u.Range.Location()}
	}
	for i, d := range r.Diagnostics {
		out.Diagnostics[i] = jsonDiagnostic{d.Severity, d.Code, d.Message, d.Range.Location()}
	}
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func ruleOf(r *rule.Rule) jsonRule {
	return jsonRule{r.ID, r.Name, r.Pillar, append([]string{}, r.Guide...), r.URL()}
}

func fixOf(f *lint.Fix) *jsonFix {
	if f == nil {
		return nil
	}
	out := &jsonFix{f.Description, make([]jsonEdit, len(f.Edits))}
	for i, e := range f.Edits {
		out.Edits[i] = jsonEdit{e.Range.Location(), e.Text}
	}
	return out
}

func relatedOf(list []lint.Related) []jsonRelated {
	out := make([]jsonRelated, len(list))
	for i, r := range list {
		out[i] = jsonRelated{r.Message, r.Range.Location()}
	}
	return out
}
