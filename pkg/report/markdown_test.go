package report_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

func markdown(t *testing.T, r *lint.Report) string {
	t.Helper()
	format, _ := report.ByName("markdown")
	return string(write(t, format, r))
}

// However much there is to say, a comment fits, has what is gravest and says
// how much it leaves out.
func TestMarkdownFitsAComment(t *testing.T) {
	const many = 3000
	tls := &rule.Rule{Name: "hub-min-tls"}
	r := &lint.Report{}
	for i := range many {
		file := source.NewFile(strings.Repeat("folder/", 30)+fmt.Sprintf("%04d.bicep", i), []byte("x"))
		f := lint.Finding{Rule: tls, Severity: rule.Warning, Message: strings.Repeat("<>", 5000), Remediation: strings.Repeat("mend ", 100), Range: file.Range(0, 1)}
		if i == many-1 {
			f.Severity, f.Message = rule.Error, "the gravest"
		}
		f.Resource = lint.Resource{ID: fmt.Sprint(i), Name: strings.Repeat("long", 5000)}
		r.Findings = append(r.Findings, f)
		r.Diagnostics = append(r.Diagnostics, source.Errorf(f.Range, "x", "%s", strings.Repeat("_", 5000)))
		r.Excerpt.Nodes = append(r.Excerpt.Nodes, lint.Node{ID: f.Resource.ID, Unit: strings.Repeat("u", 5000), Name: f.Resource.Name})
		r.Excerpt.Edges = append(r.Excerpt.Edges, lint.Edge{From: "0", To: f.Resource.ID}, lint.Edge{From: f.Resource.ID, To: fmt.Sprint(i / 2)})
	}
	out := markdown(t, r)
	if n := utf8.RuneCountInString(out); n > 65_536 {
		t.Errorf("%d characters", n)
	}
	listed := strings.Count(out, "[hub-min-tls](")
	for _, want := range []string{"the gravest", fmt.Sprintf("**%d more are left out**", many-listed), "- and 2980 more", "```mermaid", "more resources not drawn"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if listed < 10 {
		t.Errorf("%d findings listed", listed)
	}
}

// What is said of a place is said once, of however many resources.
func TestMarkdownSaysOnceWhatHoldsForMany(t *testing.T) {
	at := source.NewFile("main.bicep", []byte("minTlsVersion: '1.0'")).Range(15, 20)
	r := &lint.Report{}
	for _, id := range []string{"a", "b", "c", "c"} {
		r.Findings = append(r.Findings, lint.Finding{
			Rule: &rule.Rule{Name: "hub-min-tls"}, Severity: rule.Error, Message: "accepts TLS 1.0", Range: at, Resource: lint.Resource{ID: id},
		})
	}
	out := markdown(t, r)
	if strings.Count(out, "accepts TLS 1.0") != 1 || !strings.Contains(out, "| 3 resources |") {
		t.Error(out)
	}
}

// The diagram shows resources with findings, marked, and what stands beside
// them.
func TestMarkdownDrawsWhatIsConcerned(t *testing.T) {
	at := source.NewFile("main.bicep", []byte("x")).Range(0, 1)
	r := &lint.Report{
		Findings: []lint.Finding{
			{Rule: &rule.Rule{Name: "a"}, Severity: rule.Warning, Resource: lint.Resource{ID: "hub"}, Range: at},
			{Rule: &rule.Rule{Name: "b"}, Severity: rule.Error, Resource: lint.Resource{ID: "hub"}, Range: at},
			{Rule: &rule.Rule{Name: "b"}, Severity: rule.Error, Resource: lint.Resource{ID: "accepted"}, Range: at, Suppressed: &lint.Suppression{}},
		},
		Excerpt: lint.Excerpt{
			Nodes: []lint.Node{
				{ID: "hub", Unit: "main.bicep", Type: "IotHubs", Name: "pumps", More: 3},
				{ID: "store", Unit: "main.bicep", Type: "storageAccounts", Name: `a "b"`, Existing: true},
				{ID: "accepted", Unit: "main.bicep", Type: "IotHubs", Name: "accepted"},
			},
			Edges: []lint.Edge{{From: "hub", To: "store", Kind: "depends-on"}, {From: "hub", To: "store", Kind: "refers"}},
		},
	}
	_, out, _ := strings.Cut(markdown(t, r), "```mermaid\n")
	out, rest, _ := strings.Cut(out, "```")
	want := `flowchart LR
  n0["🔴 IotHubs<br/>pumps"]:::error
  n1(["storageAccounts<br/>a #34;b#34;"])
  n0 --> n1
  classDef error stroke:#d1242f,stroke-width:3px
`
	if out != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
	if !strings.Contains(rest, "3 more resources not drawn.") {
		t.Errorf("expected to be told of 3 more, found %q", rest)
	}
}
