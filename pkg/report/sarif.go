package report

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// maxResults is the most results GitHub takes in one run; source:
// docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning.
const maxResults = 25_000

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version,omitempty"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID                   string          `json:"id"`
	Name                 string          `json:"name"`
	ShortDescription     sarifText       `json:"shortDescription"`
	FullDescription      sarifText       `json:"fullDescription"`
	Help                 sarifText       `json:"help"`
	HelpURI              string          `json:"helpUri"`
	DefaultConfiguration sarifLevel      `json:"defaultConfiguration"`
	Properties           sarifProperties `json:"properties"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifProperties struct {
	Tags             []string `json:"tags"`
	SecuritySeverity string   `json:"security-severity,omitempty"`
}

type sarifInvocation struct {
	ExecutionSuccessful bool                `json:"executionSuccessful"`
	Notifications       []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Level      string          `json:"level"`
	Message    sarifText       `json:"message"`
	Descriptor *sarifReference `json:"descriptor,omitempty"`
	Locations  []sarifLocation `json:"locations,omitempty"`
}

type sarifReference struct {
	ID string `json:"id"`
}

type sarifResult struct {
	RuleID              string            `json:"ruleId"`
	RuleIndex           int               `json:"ruleIndex"`
	Level               string            `json:"level"`
	Message             sarifText         `json:"message"`
	Locations           []sarifLocation   `json:"locations"`
	RelatedLocations    []sarifLocation   `json:"relatedLocations,omitempty"`
	PartialFingerprints map[string]string `json:"partialFingerprints"`
	// OccurrenceCount is the number of resources that the result is about.
	OccurrenceCount int `json:"occurrenceCount"`
	// Suppressions are written for all results or for none: an empty list says
	// that nobody accepts it.
	Suppressions []sarifSuppression `json:"suppressions"`
	Fixes        []sarifFix         `json:"fixes,omitempty"`
}

type sarifSuppression struct {
	Kind          string         `json:"kind"`
	Justification string         `json:"justification,omitempty"`
	Location      *sarifLocation `json:"location,omitempty"`
}

type sarifLocation struct {
	ID               int           `json:"id,omitempty"`
	PhysicalLocation sarifPhysical `json:"physicalLocation"`
	Message          *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	ArtifactLocation sarifArtifact `json:"artifactLocation"`
	Region           *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

// CodeScanning writes SARIF for those who pass over suppressions, as code
// scanning of GitHub does: without the findings that are accepted.
func CodeScanning(w io.Writer, r *lint.Report, o Options) error {
	rest := *r
	rest.Findings = Open(r.Findings)
	return SARIF(w, &rest, o)
}

// SARIF writes findings in SARIF 2.1.0, with columns in code points.
func SARIF(w io.Writer, r *lint.Report, o Options) error {
	index := make(map[string]int, len(r.Rules))
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{"hublint", o.Version, "https://github.com/hublint/hublint", []sarifRule{}}
	for i, rl := range r.Rules {
		index[rl.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(rl))
	}
	notifications := notificationsOf(r.Diagnostics)
	all := Headlines(r.Findings)
	results := heaviest(all, maxResults, weightOf)
	if left := len(all) - len(results); left > 0 {
		text := fmt.Sprintf("%d of %d results are left out, none of them graver than these: code scanning takes %d", left, len(all), maxResults)
		notifications = append(notifications, sarifNotification{Level: "warning", Message: sarifText{Text: text}})
	}
	for _, h := range results {
		run.Results = append(run.Results, sarifResultOf(h, index[h.Rule.ID]))
	}
	run.Invocations = []sarifInvocation{{!source.HasErrors(r.Diagnostics), notifications}}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// weightOf returns what a result counts; one that is accepted counts nothing.
func weightOf(h Headline) rule.Severity {
	if h.Suppressed != nil {
		return rule.Off
	}
	return h.Severity
}

func sarifRuleOf(r *rule.Rule) sarifRule {
	out := sarifRule{
		ID: r.ID, Name: r.Name, HelpURI: r.URL(),
		ShortDescription:     sarifText{Text: r.Doc().Title},
		FullDescription:      sarifText{Text: oneLine(r.Doc().Description)},
		Help:                 sarifText{Text: oneLine(r.Doc().Remediation), Markdown: helpMarkdown(r)},
		DefaultConfiguration: sarifLevel{string(r.Severity)},
		Properties:           sarifProperties{Tags: append([]string{r.Pillar}, r.Guide...)},
	}
	out.Properties.SecuritySeverity = r.SecuritySeverity
	if r.Pillar == "security" && r.SecuritySeverity == "" {
		out.Properties.SecuritySeverity = map[rule.Severity]string{rule.Error: "8.0", rule.Warning: "5.5", rule.Note: "3.0"}[r.Severity]
	}
	return out
}

func helpMarkdown(r *rule.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n**What to do.** %s\n\n[%s](%s)", oneLine(r.Doc().Description), oneLine(r.Doc().Remediation), r.Name, r.URL())
	for _, link := range r.Doc().Links {
		fmt.Fprintf(&b, " · [%s](%s)", strings.TrimPrefix(link, "https://"), link)
	}
	return b.String()
}

func sarifResultOf(h Headline, index int) sarifResult {
	text := escapeLinks(h.inFull())
	out := sarifResult{
		RuleID: h.Rule.ID, RuleIndex: index, Level: string(h.Severity), OccurrenceCount: h.resources,
		Locations:           []sarifLocation{{PhysicalLocation: physical(h.Range)}},
		PartialFingerprints: map[string]string{"hublint/v1": h.Fingerprint},
		Suppressions:        []sarifSuppression{},
	}
	if s := h.Suppressed; s != nil {
		out.Suppressions = []sarifSuppression{suppressionOf(s)}
	}
	if h.Fix != nil {
		out.Fixes = []sarifFix{sarifFixOf(h.Fix)}
	}
	var links []string
	for i, r := range h.Related {
		message := escapeLinks(r.Message)
		out.RelatedLocations = append(out.RelatedLocations, sarifLocation{i + 1, physical(r.Range), &sarifText{Text: message}})
		// Code scanning shows a related place only if the message links to it.
		links = append(links, fmt.Sprintf("[%s](%d)", message, i+1))
	}
	if len(links) > 0 {
		text += " " + strings.Join(links, ", ") + "."
	}
	out.Message = sarifText{Text: text}
	return out
}

func suppressionOf(s *lint.Suppression) sarifSuppression {
	if s.Range.IsZero() {
		return sarifSuppression{Kind: "external", Justification: s.Reason}
	}
	return sarifSuppression{"inSource", s.Reason, &sarifLocation{PhysicalLocation: physical(s.Range)}}
}

// escapeLinks keeps brackets in a message from being read as links.
func escapeLinks(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(s)
}

func physical(at source.Range) sarifPhysical {
	if at.IsZero() {
		return sarifPhysical{ArtifactLocation: sarifArtifact{"."}}
	}
	out := sarifPhysical{ArtifactLocation: sarifArtifact{(&url.URL{Path: at.File.Path}).String()}}
	if at.File.Size() > 0 {
		start, end := at.StartPosition(), at.EndPosition()
		out.Region = &sarifRegion{start.Line, start.Column, end.Line, end.Column}
	}
	return out
}

func notificationsOf(diags []source.Diagnostic) []sarifNotification {
	out := []sarifNotification{}
	for _, d := range diags {
		n := sarifNotification{Level: string(d.Severity), Message: sarifText{Text: escapeLinks(d.Message)}, Descriptor: &sarifReference{d.Code}}
		if !d.Range.IsZero() {
			n.Locations = []sarifLocation{{PhysicalLocation: physical(d.Range)}}
		}
		out = append(out, n)
	}
	return out
}
