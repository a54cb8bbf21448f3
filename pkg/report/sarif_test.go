package report_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

// scanned is what code scanning reads of a SARIF file.
type scanned struct {
	Runs []struct {
		ColumnKind string `json:"columnKind"`
		Tool       struct {
			Driver struct {
				Rules []scanRule `json:"rules"`
			} `json:"driver"`
		} `json:"tool"`
		Invocations []struct {
			Notifications []struct {
				Message text `json:"message"`
			} `json:"toolExecutionNotifications"`
		} `json:"invocations"`
		Results []result `json:"results"`
	} `json:"runs"`
}

type scanRule struct {
	ID, Name                                string
	ShortDescription, FullDescription, Help text
	Properties                              struct {
		Tags             []string
		SecuritySeverity string `json:"security-severity"`
	}
}

type text struct{ Text, Markdown string }

type result struct {
	RuleID              string
	RuleIndex           int
	Message             text
	Locations           []location
	RelatedLocations    []location
	PartialFingerprints map[string]string
	Suppressions        *[]struct{ Kind, Justification string }
}

type location struct {
	ID               int
	PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
	Message          text
}

func readSARIF(t *testing.T, r *lint.Report) scanned {
	t.Helper()
	format, _ := report.ByName("sarif")
	var out scanned
	if err := json.Unmarshal(write(t, format, r), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// A place is named relative to the repository, and reads as the file's name.
func TestSARIFNamesFilesByURI(t *testing.T) {
	for _, name := range []string{"infra/main.bicep", "a b/100%.bicep", "größe/日本.tf", "a:b/x.json", "a?b#c.bicep", "%41.bicep", "a,b;c=d&e.bicep"} {
		at := source.NewFile(name, []byte("x")).Range(0, 1)
		out := readSARIF(t, &lint.Report{Findings: []lint.Finding{{Rule: &rule.Rule{}, Range: at}}})
		uri := out.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI
		u, err := url.Parse(uri)
		if err != nil || u.IsAbs() || strings.TrimPrefix(u.Path, "./") != name || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q is named %q: %v", name, uri, err)
		}
		if strings.ContainsAny(uri, " ?#öß日") {
			t.Errorf("%q stands bare in %q", name, uri)
		}
	}
}

var link = regexp.MustCompile(`(?:^|[^\\])\[((?:\\.|[^\]\\])*)\]\((\d+)\)`)

// A related place is shown only if the message links to it; nothing else in a
// message is a link.
func TestSARIFLinksRelatedPlaces(t *testing.T) {
	for _, r := range readSARIF(t, samples(t)["odd"]).Runs[0].Results {
		links := link.FindAllStringSubmatch(r.Message.Text, -1)
		if len(links) != len(r.RelatedLocations) {
			t.Errorf("%d links to %d places in %q", len(links), len(r.RelatedLocations), r.Message.Text)
			continue
		}
		for i, related := range r.RelatedLocations {
			if links[i][1] != related.Message.Text || links[i][2] != fmt.Sprint(related.ID) {
				t.Errorf("%q does not link to %d, %q", links[i][0], related.ID, related.Message.Text)
			}
		}
	}
}

// Every result has what tells it apart, and says whether anybody accepts it.
func TestSARIFResults(t *testing.T) {
	odd := samples(t)["odd"]
	run := readSARIF(t, odd).Runs[0]
	if run.ColumnKind != "unicodeCodePoints" || len(run.Results) != len(odd.Findings) {
		t.Errorf("columns in %s, %d results of %d findings", run.ColumnKind, len(run.Results), len(odd.Findings))
	}
	for i, r := range run.Results {
		f := odd.Findings[i]
		switch {
		case r.PartialFingerprints["hublint/v1"] != f.Fingerprint:
			t.Errorf("fingerprints %q, expected %q", r.PartialFingerprints, f.Fingerprint)
		case run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID:
			t.Errorf("rule %d is not %s", r.RuleIndex, r.RuleID)
		case r.Suppressions == nil:
			t.Error("expected a list of suppressions, empty or not")
		case (f.Suppressed != nil) != (len(*r.Suppressions) == 1):
			t.Errorf("suppressions %v of %v", *r.Suppressions, f.Suppressed)
		case f.Suppressed != nil && ((*r.Suppressions)[0].Kind == "inSource") != (f.Suppressed.Kind == "comment"):
			t.Errorf("suppression %v of %v", *r.Suppressions, f.Suppressed)
		}
	}
}

// Rules say what code scanning shows of them, within its limits; source:
// docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning.
func TestSARIFRules(t *testing.T) {
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	rules := readSARIF(t, &lint.Report{Rules: catalogue.All()}).Runs[0].Tool.Driver.Rules
	if len(rules) != len(catalogue.All()) {
		t.Fatalf("%d rules of %d", len(rules), len(catalogue.All()))
	}
	for i, r := range rules {
		of := catalogue.All()[i]
		tags := append([]string{of.Pillar}, of.Guide...)
		switch {
		case r.ID == r.Name || len(r.Name) > 255:
			t.Errorf("%s is named %q", r.ID, r.Name)
		case len(r.ShortDescription.Text) == 0 || len(r.ShortDescription.Text) > 1024 || len(r.FullDescription.Text) == 0 || len(r.FullDescription.Text) > 1024:
			t.Errorf("%s: descriptions of %d and %d characters", r.Name, len(r.ShortDescription.Text), len(r.FullDescription.Text))
		case r.Help.Text == "" || !strings.Contains(r.Help.Markdown, "**What to do.**") || !strings.Contains(r.Help.Markdown, "]("+of.URL()+")"):
			t.Errorf("%s: help %q", r.Name, r.Help)
		case len(tags) > 10 || strings.Join(r.Properties.Tags, " ") != strings.Join(tags, " "):
			t.Errorf("%s: tags %q, expected %q", r.Name, r.Properties.Tags, tags)
		case (of.Pillar == "security") != (r.Properties.SecuritySeverity != "") && of.SecuritySeverity == "":
			t.Errorf("%s: security-severity %q in %s", r.Name, r.Properties.SecuritySeverity, of.Pillar)
		}
	}
}

// Code scanning refuses a file with more than 25,000 results: those that are
// accepted go first, then the lightest, and the run says so.
func TestSARIFIsCapped(t *testing.T) {
	file := source.NewFile("main.bicep", make([]byte, 25_010))
	r := &lint.Report{}
	for i := range 25_010 {
		f := lint.Finding{Rule: &rule.Rule{}, Severity: rule.Note, Message: "light", Range: file.Range(i, i+1)}
		switch {
		case i >= 25_005:
			f.Severity, f.Message = rule.Error, "grave"
		case i < 4:
			f.Severity, f.Message, f.Suppressed = rule.Error, "accepted", &lint.Suppression{Kind: "baseline"}
		}
		r.Findings = append(r.Findings, f)
	}
	run := readSARIF(t, r).Runs[0]
	count := map[string]int{}
	for _, r := range run.Results {
		word, _, _ := strings.Cut(r.Message.Text, ".")
		count[word]++
	}
	if len(run.Results) != 25_000 || count["grave"] != 5 || count["accepted"] != 0 {
		t.Errorf("%d results: %v", len(run.Results), count)
	}
	notes := run.Invocations[0].Notifications
	if len(notes) != 1 || !strings.HasPrefix(notes[0].Message.Text, "10 of 25010 results are left out") {
		t.Errorf("notifications %v", notes)
	}
}
