package lint

import (
	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Report is the outcome of a run. Everything in it is in its final order.
type Report struct {
	Summary  Summary
	Findings []Finding
	// Yielded are findings that gave way to others on the same resource.
	Yielded     []Finding
	Undecided   []Undecided
	Diagnostics []source.Diagnostic
	// Rules are those that had something to say about a type that was read, by
	// id.
	Rules []*rule.Rule
	// Undeclared are rules that were not asked because they compare with a
	// workload that is not declared, by id.
	Undeclared []*rule.Rule
	// Excerpt is what findings concern of the graphs, unit by unit; empty
	// unless the options ask for it.
	Excerpt Excerpt
}

// Summary counts what a run read and found. Findings below the least severity
// to show are counted, not listed.
type Summary struct {
	Files      int `json:"files"`
	Units      int `json:"units"`
	Resources  int `json:"resources"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Notes      int `json:"notes"`
	Undecided  int `json:"undecided"`
	Suppressed int `json:"suppressed"`
}

// Resource names the resource a finding is on.
type Resource struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Name    string `json:"name"`
	Address string `json:"address"`
}

// Finding is one fault at one place.
type Finding struct {
	Rule     *rule.Rule
	Severity rule.Severity
	// Message says what is wrong and names the value seen.
	Message string
	// Remediation says what to do, in the language at hand.
	Remediation string
	// Unit is the root of the deployment unit.
	Unit     string
	Resource Resource
	Path     value.Path
	// Range is the text to change.
	Range source.Range
	// Related are other places that explain the finding, nearest first.
	Related []Related
	// Assumed findings rest on a parameter's default.
	Assumed bool
	// Conditional findings are on a resource that may not be deployed.
	Conditional bool
	// Variants are the parameter files it holds for, if not for all.
	Variants []string
	// Fingerprint stays the same while code around it moves.
	Fingerprint string
	// Entry is the finding as a baseline knows it.
	Entry baseline.Entry
	// Fix puts the finding right; nil if that takes more than a certain change
	// of the text, or if it is suppressed.
	Fix *Fix
	// Suppressed says why the finding does not count; nil if it does.
	Suppressed *Suppression

	// anchors are the places by which a comment can speak of the finding.
	anchors []source.Range
	// pieces are those of each piece that the finding rests on.
	pieces [][]source.Range
	// fixes work out Fix, for each variant of the unit.
	fixes []func() *Fix
	// language of the resource, which what to do depends on.
	language string
	// declared is the text of the resource, missing says that the finding is
	// on what is not in it.
	declared source.Range
	missing  bool
	// about are the resources that what is absent may be on, present says that
	// the finding claims no absence whatever its rule does.
	about   []subject
	present bool
	// onChanged says that it is on changed lines, isNew that changes bring it.
	onChanged, isNew bool
}

// Suppression is the acceptance of a finding.
type Suppression struct {
	// Kind is "comment", "elsewhere" or "baseline".
	Kind string
	// Reason is what people said; empty for a baseline.
	Reason string
	// Range is where they said it; zero for a baseline.
	Range source.Range
}

// Related is a place that explains a finding.
type Related struct {
	Message string
	Range   source.Range
}

// Undecided says that a rule could not tell, and why.
type Undecided struct {
	Rule     *rule.Rule
	Unit     string
	Resource Resource
	Path     value.Path
	Reason   string
	Range    source.Range

	anchors []source.Range
}
