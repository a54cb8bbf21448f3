package report_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/policies"
)

var update = flag.Bool("update", false, "write the goldens anew")

// Each archive in testdata holds a project and what every format makes of it.
func TestFormats(t *testing.T) {
	forEachArchive(t, func(t *testing.T, file string, archive *txtar.Archive) {
		got := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			if !strings.HasPrefix(f.Name, "want.") {
				got.Files = append(got.Files, f)
			}
		}
		r := run(t, got)
		for _, format := range report.Formats() {
			got.Files = append(got.Files, txtar.File{Name: "want." + format.Name, Data: write(t, format, r)})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

// A report is read by more people than the code: a key in the code is not in
// it.
func TestNoFormatRepeatsAKey(t *testing.T) {
	const key = "kPc3mF9uZ0qLr7WxT2bYvN8sJ5hGd1AeQi6oUzXwRtE="
	text := "connectionString: 'HostName=h;SharedAccessKey=" + key + "'"
	catalogue, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	literal, err := catalogue.ByName("literal-key")
	if err != nil {
		t.Fatal(err)
	}
	r := &lint.Report{Rules: []*rule.Rule{literal}, Findings: []lint.Finding{{
		Rule: literal, Severity: rule.Error, Message: "a key in clear text",
		Range: source.NewFile("main.bicep", []byte(text)).Range(18, len(text)),
	}}}
	for _, format := range report.Formats() {
		out := write(t, format, r)
		if bytes.Contains(out, []byte(key)) {
			t.Errorf("%s repeats the key", format.Name)
		}
		if !bytes.Contains(out, []byte("literal-key")) {
			t.Errorf("%s does not report it", format.Name)
		}
	}
}

func forEachArchive(t *testing.T, f func(*testing.T, string, *txtar.Archive)) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f(t, file, archive)
		})
	}
}

// samplePolicies are rules of the tests' own upon the real library, so that no
// edit of a rule changes a report.
func samplePolicies(t *testing.T) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, from := range []struct {
		files    fs.FS
		patterns []string
	}{
		{policies.FS, []string{"main.rego", "lib/*.rego"}},
		{os.DirFS("testdata/policies"), []string{"*/*.rego"}},
	} {
		for _, pattern := range from.patterns {
			names, err := fs.Glob(from.files, pattern)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				data, err := fs.ReadFile(from.files, name)
				if err != nil {
					t.Fatal(err)
				}
				out[name] = &fstest.MapFile{Data: data}
			}
		}
	}
	return out
}

// run lints the project in an archive.
func run(t *testing.T, archive *txtar.Archive) *lint.Report {
	t.Helper()
	dir := t.TempDir()
	for _, f := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rego := samplePolicies(t)
	catalogue, err := rule.Load(rego, ".")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	p, diags := project.Find(reader, project.Options{Paths: []string{"."}})
	r := lint.Run(context.Background(), p, lint.Options{
		Engine:      engine.New(engine.Options{Policies: rego, Catalogue: catalogue}),
		MinSeverity: rule.Note, Excerpt: true, Fixes: true,
	})
	r.Diagnostics = append(r.Diagnostics, diags...)
	r.Sort()
	return r
}

func write(t *testing.T, f report.Format, r *lint.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, r, report.Options{Version: "1.2.3", MinSeverity: rule.Note, ShowUndecided: true}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A loop gives one place many resources, and a module that several units call is
// read for each: what is said of a place is said once, with all that leads there.
// What is accepted is another thing to say.
func TestSaysOnceWhatHoldsForMany(t *testing.T) {
	place := func() source.Range { return source.NewFile("main.bicep", []byte("minTlsVersion: '1.0'")).Range(15, 20) }
	from := func(unit string) []lint.Related {
		return []lint.Related{{Message: "deployed through here", Range: source.NewFile(unit, []byte("module")).Range(0, 6)}}
	}
	tls, wide := &rule.Rule{Name: "hub-min-tls", ID: "SEC003"}, &rule.Rule{Name: "ip-range-broad", ID: "SEC004"}
	r := &lint.Report{Findings: []lint.Finding{
		{Rule: tls, Severity: rule.Error, Message: "accepts TLS 1.0", Range: place(), Remediation: "Set it.", Related: from("dev.bicep"), Fingerprint: "1", Resource: lint.Resource{ID: "1"}},
		{Rule: tls, Severity: rule.Error, Message: "accepts TLS 1.0", Range: place(), Remediation: "Set it.", Related: from("prod.bicep"), Fingerprint: "2", Resource: lint.Resource{ID: "2"}},
		{Rule: tls, Severity: rule.Error, Message: "accepts TLS 1.0", Range: place(), Remediation: "Set it.", Suppressed: &lint.Suppression{Kind: "baseline"}, Fingerprint: "3", Resource: lint.Resource{ID: "3"}},
		{Rule: tls, Severity: rule.Error, Message: "accepts TLS 1.1", Range: place(), Remediation: "Set it.", Fingerprint: "4", Resource: lint.Resource{ID: "4"}},
		{Rule: wide, Severity: rule.Error, Message: "lets in everyone", Range: place(), Remediation: "Name them.", Fingerprint: "5", Resource: lint.Resource{ID: "5"}},
	}}
	for format, counts := range map[string]map[string]int{
		"text": {
			"accepts TLS 1.0 (2 resources)": 1, "accepts TLS 1.1 [": 1, "lets in everyone [": 1, "Set it.": 1, "Name them.": 1,
			"dev.bicep:1:1": 1, "prod.bicep:1:1": 1,
		},
		"github":        {"accepts TLS 1.0 (2 resources)": 1, "::error": 3},
		"gitlab":        {"accepts TLS 1.0 (2 resources)": 1, `"description"`: 3},
		"junit":         {"accepts TLS 1.0 (2 resources)": 1, "<failure": 3},
		"markdown":      {"2 resources | accepts TLS 1.0": 1, "accepts TLS 1.": 2},
		"code-scanning": {"accepts TLS 1.0 (2 resources)": 1, `"ruleId"`: 3, `"occurrenceCount": 2`: 1, `"uri": "dev.bicep"`: 1, `"uri": "prod.bicep"`: 1},
		"sarif":         {"accepts TLS 1.0 (2 resources)": 1, `"ruleId"`: 4, `"kind": "external"`: 1},
		"json":          {"accepts TLS 1.0": 3},
	} {
		f, _ := report.ByName(format)
		out := string(write(t, f, r))
		for want, times := range counts {
			if got := strings.Count(out, want); got != times {
				t.Errorf("%s: %q stands there %d times, expected %d:\n%s", format, want, got, times, out)
			}
		}
	}
}

// What holds for a resource under some parameter files and for another under all
// is said of all.
func TestNamesTheVariantsOfAll(t *testing.T) {
	at := source.NewFile("main.bicep", []byte("'1.0'")).Range(0, 5)
	finding := func(message string, variants ...string) lint.Finding {
		return lint.Finding{Rule: &rule.Rule{Name: "hub-min-tls"}, Message: message, Range: at, Variants: variants}
	}
	text, _ := report.ByName("text")
	out := string(write(t, text, &lint.Report{Findings: []lint.Finding{
		finding("one", "dev"), finding("one", "prod", "dev"), finding("two", "dev"), finding("two"),
	}}))
	for _, want := range []string{"one (with dev, prod) [hub-min-tls]", "two [hub-min-tls]"} {
		if strings.Count(out, want) != 1 || strings.Count(out, "[hub-min-tls]") != 2 {
			t.Errorf("expected %q once and one line each:\n%s", want, out)
		}
	}
}

// A module with many callers has a few of them named.
func TestNamesFewCallers(t *testing.T) {
	r := &lint.Report{}
	for i := range 30 {
		caller := source.NewFile(fmt.Sprintf("%d.bicep", i), []byte("module")).Range(0, 6)
		r.Findings = append(r.Findings, lint.Finding{
			Rule: &rule.Rule{Name: "hub-min-tls"}, Range: source.NewFile("hub.bicep", []byte("'1.0'")).Range(0, 5), Related: []lint.Related{{Message: "deployed through here", Range: caller}},
		})
	}
	text, _ := report.ByName("text")
	out := string(write(t, text, r))
	if got := strings.Count(out, "deployed through here"); got != 10 || !strings.Contains(out, "= and 20 more places\n") {
		t.Errorf("%d callers named:\n%s", got, out)
	}
}

// Text goes to a terminal and to logs: nothing in the code it shows is a command
// to them.
func TestTextObeysNobody(t *testing.T) {
	line := "tls: '1.0\x1b[2J\x1b]0;title\x07' \u202e// rtl\u2066"
	at := source.NewFile("a\x1b[31m.bicep", []byte(line)).Range(5, 10)
	r := &lint.Report{
		Findings: []lint.Finding{{
			Rule: &rule.Rule{Name: "hub-min-tls"}, Severity: rule.Error, Message: "accepts " + line, Range: at, Remediation: line,
			Related: []lint.Related{{Message: line, Range: source.NewFile("b\x9b.bicep", []byte("x")).Range(0, 1)}}, Suppressed: &lint.Suppression{Kind: "comment", Reason: line, Range: at},
		}},
		Undecided:   []lint.Undecided{{Rule: &rule.Rule{Name: "x"}, Reason: line, Range: at}},
		Diagnostics: []source.Diagnostic{source.Errorf(at, "x", "expected %s", line)},
	}
	var out bytes.Buffer
	if err := report.Text(&out, r, report.Options{ShowUndecided: true, ShowSuppressed: true}); err != nil {
		t.Fatal(err)
	}
	report.WriteDiagnostics(&out, r.Diagnostics, false)
	for _, c := range out.String() {
		if c != '\n' && (unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c)) {
			t.Errorf("%q stands bare in %q", c, out.String())
			break
		}
	}
	if !strings.Contains(out.String(), "tls: '1.0␛[2J␛]0;title␇'") {
		t.Errorf("expected the line to be shown, found %q", out.String())
	}
}
