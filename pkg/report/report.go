// Package report writes the outcome of a run, one file a format.
package report

import (
	"io"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
)

// Options say how to write a report.
type Options struct {
	// Version of hublint, for formats that name the tool.
	Version string
	// Color allows colours in text.
	Color bool
	// ShowUndecided lists what rules could not tell.
	ShowUndecided bool
	// ShowSuppressed lists findings that people accepted.
	ShowSuppressed bool
	// Quiet leaves out the summary of text.
	Quiet bool
	// MinSeverity is the least severity that is listed.
	MinSeverity rule.Severity
}

// Format is a form of report.
type Format struct {
	Name string
	// Write writes a report in this form.
	Write func(w io.Writer, r *lint.Report, o Options) error
	// Draws says that the format shows the excerpt of a report, Fixes that it has
	// the fixes of findings, Undecided that it has what rules could not tell.
	Draws, Fixes, Undecided bool
}

// Formats returns all formats, in the order to name them.
func Formats() []Format {
	return []Format{
		{Name: "text", Write: Text, Undecided: true}, {Name: "json", Write: JSON, Fixes: true, Undecided: true}, {Name: "sarif", Write: SARIF, Fixes: true},
		{Name: "code-scanning", Write: CodeScanning, Fixes: true}, {Name: "github", Write: GitHub},
		{Name: "gitlab", Write: GitLab}, {Name: "junit", Write: JUnit}, {Name: "markdown", Write: Markdown, Draws: true, Undecided: true},
	}
}

// uses say what each format is for, those of every command.
var uses = map[string]string{
	"text":          "people, at a terminal",
	"json":          "programs; fields are only ever added",
	"sarif":         "Azure DevOps, editors, viewers: with what comments and the baseline accept, marked so",
	"code-scanning": "SARIF for code scanning of GitHub, which makes an alert of each result: without what is accepted",
	"github":        "annotations on the lines of a pull request, from a workflow of GitHub Actions",
	"gitlab":        "the code quality widget of a merge request of GitLab",
	"junit":         "the tests tab of Azure Pipelines, Jenkins and others",
	"markdown":      "comments, job summaries and wikis",
	"html":          "a page of its own, to send or print",
	"dot":           "Graphviz",
	"mermaid":       "drawings in Markdown",
}

// Use says what a format of any command is for; empty if there is none of that
// name.
func Use(format string) string { return uses[format] }

// Names returns the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// ByName returns a format by its name; false if there is none.
func ByName(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
