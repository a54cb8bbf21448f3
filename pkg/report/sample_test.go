package report_test

import (
	"fmt"
	"testing"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// oddTexts are what names and messages may hold and formats may stumble on.
var oddTexts = []string{
	"plain", "100%", "%0A%25%2C", "a\nb", "a\r\n::error::b", "::set-output name=a::b", "a:b", "a,line=1,b", "größer ≥ 日本 😀", "%", "]]>", `"quoted" 'single'`,
	`back\slash`, "[text](1)", "[x]", "a|b", "<b>&amp;</b>", "@someone #1", "`code` *bold* _it_", "\x00\x01\x1b[31m\ufffe", " led by blanks", "{0}", "https://example.org",
}

// samples are reports of every kind of thing to say.
func samples(t *testing.T) map[string]*lint.Report {
	t.Helper()
	catalogue, err := rule.Load(samplePolicies(t), ".")
	if err != nil {
		t.Fatal(err)
	}
	tls, err := catalogue.ByName("hub-min-tls")
	if err != nil {
		t.Fatal(err)
	}
	rules := []*rule.Rule{tls}
	odd := &lint.Report{Rules: rules}
	for _, text := range oddTexts {
		odd.Findings = append(odd.Findings, everyFinding(tls, "infra/"+text+".bicep", text)...)
		odd.Diagnostics = append(odd.Diagnostics, everyDiagnostic(text+".json", text)...)
		odd.Excerpt.Nodes = append(odd.Excerpt.Nodes, lint.Node{ID: text, Unit: text, Type: text, Name: text})
		odd.Excerpt.Edges = append(odd.Excerpt.Edges, lint.Edge{From: text, To: oddTexts[0], Kind: "refers"})
	}
	return map[string]*lint.Report{
		"nothing": {},
		"odd":     odd,
		"only diagnostics": {
			Diagnostics: append(everyDiagnostic("main.json", "expected a value"), source.Errorf(source.Range{}, "no-files", "nothing to lint")),
		},
		"elsewhere": {Rules: rules, Findings: append(everyFinding(tls, "../up.bicep", "above"), everyFinding(tls, "/home/x/main.bicep", "absolute")...)},
	}
}

// everyFinding returns findings of each severity and kind, on a file of a name.
func everyFinding(r *rule.Rule, file, text string) []lint.Finding {
	f := source.NewFile(file, []byte("// größer\nminTlsVersion: '1.0'\n\nname: 😀 'x'\n"))
	empty := source.NewFile(file, nil)
	at := f.Range(26, 31)
	related := []lint.Related{{Message: "parameter " + text + " is used here", Range: f.Range(11, 24)}, {Message: "deployed through here", Range: f.Range(34, 40)}}
	resource := lint.Resource{ID: text, Type: "Microsoft.Devices/IotHubs", Name: text, Address: text}
	var out []lint.Finding
	for _, severity := range []rule.Severity{rule.Error, rule.Warning, rule.Note} {
		out = append(out, lint.Finding{
			Rule: r, Severity: severity, Message: "says " + text, Remediation: "Set " + text + ".", Range: at, Resource: resource,
			Path: value.Path{"properties", text, 0}, Fingerprint: "f-" + text,
		})
	}
	for _, change := range []func(*lint.Finding){
		func(f *lint.Finding) { f.Suppressed = &lint.Suppression{Kind: "comment", Reason: text, Range: at} },
		func(f *lint.Finding) { f.Suppressed = &lint.Suppression{Kind: "elsewhere", Reason: text} },
		func(f *lint.Finding) { f.Suppressed = &lint.Suppression{Kind: "baseline"} },
		func(f *lint.Finding) { f.Conditional = true },
		func(f *lint.Finding) { f.Assumed, f.Related = true, related },
		func(f *lint.Finding) { f.Variants = []string{text + ".bicepparam", "prod.json"} },
		func(f *lint.Finding) { f.Range = empty.Range(0, 0) },
		func(f *lint.Finding) { f.Range = source.Range{} },
	} {
		next := out[1]
		change(&next)
		out = append(out, next)
	}
	// What is said twice of one place is one thing to say.
	for i := range out {
		out[i].Message += fmt.Sprintf(" %d", i)
	}
	return out
}

func everyDiagnostic(file, text string) []source.Diagnostic {
	at := source.NewFile(file, []byte("{\n  ]\n")).Range(4, 5)
	return []source.Diagnostic{
		source.Errorf(at, "json-syntax", "expected %s", text), source.Warningf(at, "ignore-unused", "unused %s", text),
		source.Notef(at, "unread", "unread %s", text), source.Errorf(source.NewFile(file, nil).Range(0, 0), "empty", "empty %s", text),
	}
}
