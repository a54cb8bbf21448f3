package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Whatever stands in names and messages, an annotation is one command, and what
// the runner reads from it is what was meant.
func TestAnnotationsSurvive(t *testing.T) {
	for _, text := range []string{
		"plain", "100%", "%0A", "%25", "a\nb", "a\r\n::error::b", "::set-output name=a::b", "a:b", "a,line=1", "größer ≥ 日本", "", "%", "a::b,c%2Cd",
	} {
		file := source.NewFile("infra/"+text+".bicep", []byte("x\n"))
		r := &lint.Report{Findings: []lint.Finding{{
			Rule: &rule.Rule{Name: "hub-" + text}, Severity: rule.Warning, Message: "says " + text, Remediation: "Mend.", Range: file.Range(0, 1),
		}}}
		var out bytes.Buffer
		if err := report.GitHub(&out, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		if len(lines) != 1 || strings.Contains(lines[0], "\r") {
			t.Errorf("%q: expected one line, found %q", text, lines)
			continue
		}
		properties, message := command(t, lines[0])
		if got, want := properties["file"], file.Path; got != want {
			t.Errorf("file: %q, want %q", got, want)
		}
		if got, want := properties["title"], "hub-"+text; got != want {
			t.Errorf("title: %q, want %q", got, want)
		}
		if want := "says " + text + ". Mend."; message != want {
			t.Errorf("message: %q, want %q", message, want)
		}
		if properties["line"] != "1" || len(properties) != 6 {
			t.Errorf("%q: properties %q", text, properties)
		}
	}
}

// Findings that count and what is wrong with the input: each is one command, with
// what was meant.
func TestEveryAnnotationReadsBack(t *testing.T) {
	for name, r := range samples(t) {
		var want, got []string
		for _, f := range r.Findings {
			if f.Suppressed == nil {
				with := ""
				if len(f.Variants) > 0 {
					with = " (with " + strings.Join(f.Variants, ", ") + ")"
				}
				want = append(want, annotation(f.Range, f.Rule.Name, f.Message+with+". "+strings.Join(strings.Fields(f.Remediation), " ")))
			}
		}
		for _, d := range r.Diagnostics {
			if d.Severity != source.SeverityNote {
				want = append(want, annotation(d.Range, d.Code, d.Message))
			}
		}
		var out bytes.Buffer
		if err := report.GitHub(&out, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			properties, message := command(t, strings.TrimSuffix(line, "\n"))
			got = append(got, fmt.Sprintf("%q %q %q", properties["file"], properties["title"], message))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func annotation(at source.Range, title, message string) string {
	file := ""
	if !at.IsZero() {
		file = at.File.Path
	}
	return fmt.Sprintf("%q %q %q", file, title, message)
}

// command reads a command as the runner does; source: actions/runner,
// src/Runner.Common/ActionCommand.cs.
func command(t *testing.T, line string) (map[string]string, string) {
	t.Helper()
	body, ok := strings.CutPrefix(line, "::")
	head, message, found := strings.Cut(body, "::")
	name, list, spaced := strings.Cut(head, " ")
	if !ok || !found || !spaced || !slices.Contains([]string{"error", "warning", "notice"}, name) {
		t.Fatalf("expected a command, found %q", line)
	}
	out := map[string]string{}
	for pair := range strings.SplitSeq(list, ",") {
		key, v, _ := strings.Cut(pair, "=")
		out[key] = unescape(v, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	}
	return out, unescape(message, "%0D", "\r", "%0A", "\n", "%25", "%")
}

// unescape replaces one after the other, as the runner does.
func unescape(s string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, pairs[i], pairs[i+1])
	}
	return s
}
