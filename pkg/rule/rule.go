// Package rule describes rules: what they are called and what they say of
// themselves in the annotations of their Rego files.
package rule

import "strings"

// Severity of a finding.
type Severity string

// Severities from the heaviest to the lightest.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
	// Off is the severity of a rule that does not run.
	Off Severity = "off"
)

// Rank orders severities: a heavier one has a higher rank.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Note:
		return 1
	}
	return 0
}

// Rule is what a rule says of itself, as far as a run needs it. What it says to
// people is in its Doc.
type Rule struct {
	// ID is the stable number, "SEC003".
	ID string
	// Name is the word people use, "hub-min-tls".
	Name string
	// Pillar is the folder it stands in: "security".
	Pillar string
	// Package is its Rego package below data: "policies.security.hub_min_tls",
	// "custom.security.hub_tag" for a user's.
	Package string
	// File is the path of its Rego file within the policies, for a user's rule
	// as reports name it.
	File     string
	Severity Severity
	// SecuritySeverity is a figure from "0.0" to "10.0" as vulnerability
	// scores have it; empty if the rule is not about security.
	SecuritySeverity string
	// Guide lists the rows of the Well-Architected checklist it serves.
	Guide []string
	// Types are the resource types without which it has nothing to say.
	Types []string
	// Needs are properties, as "properties.routing": unless one of them is
	// written in a resource of Types, or may be, the rule has nothing to say.
	// A type among them has to be there.
	// Of the whole graph there are "outputs", "terraform", "variants", "facts.keys"
	// and "unread", a part that could not be read.
	// Empty if it also speaks of what is not written.
	Needs []string
	// Workload are keys of the declared workload, as "devices": unless all are
	// declared, the rule has nothing to say. Empty if it asks the code alone.
	Workload []string
	// Beside are types as well: unless a resource of one of them is there, the
	// rule has nothing to say. Empty if it needs none.
	Beside []string
	// AbsenceOf are the types whose absence it claims.
	AbsenceOf []string
	// YieldsTo are the rules whose finding on the same resource wins.
	YieldsTo []string
	// Elsewhere names what the rule misses, for users to say that it lives
	// outside the code that is linted: "dps", "diagnostics". Empty if the
	// rule claims no absence.
	Elsewhere string
	// Development is the severity in a development environment; empty if it
	// does not differ.
	Development Severity
	// OptIn rules are off unless configured.
	OptIn bool
	// Since is the version that brought the rule.
	Since string
	// Fixes says that its Doc has a Fix.
	Fixes bool
	// Broken rules have a mistake in their file. They are known, so that they
	// can be named, and never run.
	Broken bool

	doc func() (*Doc, error)
}

// Doc is what a rule says to people.
type Doc struct {
	Title       string
	Description string
	// Remediation says what to do, in one or more sentences.
	Remediation string
	// Terraform is Remediation for resources of the azurerm provider; empty
	// where the ARM property's name serves.
	Terraform string
	// Fix is the scalar that puts right what a finding points at; nil if one
	// value does not fit all.
	Fix any
	// Links are pages to read, the first one the best.
	Links []string
}

// Doc returns what the rule says to people. It is read when it is first asked
// for; what Check would report is left out.
func (r *Rule) Doc() *Doc {
	d, err := r.doc()
	if err != nil {
		return &Doc{}
	}
	return d
}

// IsCustom reports whether the rule is a user's own.
func (r *Rule) IsCustom() bool { return strings.HasPrefix(r.Package, customRoot+".") }

// docs is where the documentation is.
const docs = "https://github.com/hublint/hublint/blob/main/docs/"

// URL returns the rule's own page in the documentation. For a user's rule it is
// the first of its links, or the page on such rules if it has none.
func (r *Rule) URL() string {
	switch {
	case !r.IsCustom():
		return docs + "rules/" + r.Name + ".md"
	case len(r.Doc().Links) > 0:
		return r.Doc().Links[0]
	}
	return docs + "custom-rules.md"
}
