package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

const whole = `
environment: production
min_severity: note
fail_on: error
rules:
  hub-no-lock: warning
  hub-free-tier: off
ignore:
  - "**/test/**"
paths:
  - files: [dev/**]
    environment: development
    rules: {hub-free-tier: note}
units:
  - root: infra/main.bicep
    parameters: [infra/prod.bicepparam, [infra/base.json, infra/test.json]]
custom: policies
baseline: .hublint-baseline.json
elsewhere:
  dps: platform repository
workload:
  devices: 50000
prices:
  S1: 25
answers:
  RE-2: {answer: exponential backoff, date: 2026-10-01}
`

func TestRead(t *testing.T) {
	c, diags := config.Read(source.NewFile(".hublint.yaml", []byte(whole)))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	got := fmt.Sprintln(c.Environment, c.MinSeverity, c.FailOn, c.Rules[0].Rule, c.Rules[0].Severity, c.Rules[1].Severity, c.Ignore, c.Custom[0].Text, c.Baseline) +
		fmt.Sprintln(c.Units[0].Root.Text, c.Units[0].Root.At, texts(c.Units[0].Parameters), c.Elsewhere, c.Workload != nil, c.Answers["RE-2"].Text, c.Answers["RE-2"].Date.Format("2 Jan"))
	want := `production note error hub-no-lock warning off [**/test/**] policies .hublint-baseline.json
infra/main.bicep .hublint.yaml:15:11 [[infra/prod.bicepparam] [infra/base.json infra/test.json]] map[dps:platform repository] true exponential backoff 1 Oct
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func texts(sets [][]config.Path) [][]string {
	var out [][]string
	for _, set := range sets {
		var files []string
		for _, p := range set {
			files = append(files, p.Text)
		}
		out = append(out, files)
	}
	return out
}

// Settings for paths come after those for all files.
func TestFor(t *testing.T) {
	c, _ := config.Read(source.NewFile(".hublint.yaml", []byte(whole)))
	for file, want := range map[string]string{
		"main.bicep":         "production off",
		"dev/main.bicep":     "development note",
		"dev/a/b/main.bicep": "development note",
	} {
		env, rules := c.For(file)
		severity := rule.Severity("")
		for _, s := range rules {
			if s.Rule == "hub-free-tier" {
				severity = s.Severity
			}
		}
		if got := fmt.Sprint(env, " ", severity); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
	if !c.Ignores("a/test/b/main.bicep") || c.Ignores("a/main.test.bicep") {
		t.Error("ignore does not mean folders named test")
	}
}

// wrong are texts that are not right, with what is said of them. A schema sees
// that too.
var wrong = map[string]string{
	"enviroment: production":              `1:1: there is no key "enviroment", did you mean environment?`,
	"environment: prod":                   `1:14: expected one of production, development, found "prod"`,
	"rules:\n  hub-min-tls: warn":         `2:16: expected one of error, warning, note, off, found "warn"`,
	"rules: [hub-min-tls]":                `1:8: expected a mapping`,
	"ignore: {a: b}":                      `1:9: expected a text`,
	"paths:\n  - rules: {}":               `2:5: expected the files that this is for`,
	"paths:\n  - {files: a, rule: {}}":    `2:16: there is no key "rule", did you mean rules?; expected files, environment, rules`,
	"paths: {}":                           `1:8: expected a list`,
	"units:\n  - parameters: [a]":         `2:5: expected the root of the unit`,
	"elsewhere:\n  dsp: there":            `2:3: expected one of dps, defender, diagnostics, monitoring, budget, network, locks, found "dsp", did you mean dps?`,
	"elsewhere:\n  dps: ''":               `2:8: expected a text`,
	"answers:\n  X-1: {answer: a}":        `2:3: expected a row of the guide, as RE-2, found "X-1"`,
	"answers:\n  RE-2: {date: someday}":   `2:16: expected a day as YYYY-MM-DD, found "someday"`,
	"- a":                                 `1:1: expected a mapping of environment, `,
	"workload:\n  devices: many":          `2:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "many"`,
	"workload:\n  device: 5":              `2:3: workload.device: unknown key; did you mean devices?`,
	"workload:\n  growth: 0.5":            `2:11: workload.growth: expected a number from 1 to 1,000, found "0.5"`,
	"workload:\n  rto: soon":              `2:8: workload.rto: expected a duration`,
	"workload:\n  features: [edge, moon]": `2:13: workload.features: expected `,
	"prices: {F1: 5}":                     `1:10: prices.F1: unknown key`,
	"prices: {currency: '<b>'}":           `1:20: prices.currency: expected a name such as EUR`,
}

// ambiguous are texts that are not right for a reason that no schema can tell.
var ambiguous = map[string]string{
	"ignore: ['[']":                   `1:9: expected a pattern such as **/test/**, found "["`,
	"fail_on: error\nfail_on: note":   `2:1: the key fail_on stands twice`,
	"rules:\n  a: off\n  a: note":     `3:3: the key a stands twice`,
	"fail_on: error\n  rules: {}":     `2:1: expected YAML: `,
	"workload: {rto: 1d}\nrules: {,}": `2:1: expected YAML: `,
}

// Everything that is wrong is said at its place, with what was probably meant.
func TestErrors(t *testing.T) {
	for _, list := range []map[string]string{wrong, ambiguous} {
		for text, want := range list {
			_, diags := config.Read(source.NewFile("c", []byte(text)))
			if len(diags) == 0 || !strings.HasPrefix(strings.TrimPrefix(diags[0].String(), "c:"), want) {
				t.Errorf("%q: %v, want %s", text, diags, want)
			}
		}
	}
}

// A key whose parts are all commented out is as if it was not there.
func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "# nothing", "rules:", "ignore:", "paths:", "units:", "elsewhere:", "workload:", "prices:", "answers:", "paths: [{files: a, rules: }]"} {
		if _, diags := config.Read(source.NewFile("c", []byte(text))); len(diags) > 0 {
			t.Errorf("%q: %v", text, diags)
		}
	}
}

func TestFind(t *testing.T) {
	files := map[string]bool{"/a/.hublint.yaml": true, "/a/b/.git": true, "/a/b/c/.hublint.yaml": true}
	for dir, want := range map[string]string{
		"/a/b/c/d": "/a/b/c/.hublint.yaml",
		"/a/b/e":   "", // not beyond the repository
		"/a/f":     "/a/.hublint.yaml",
		"/g":       "",
	} {
		if got := config.Find(dir, func(p string) bool { return files[p] }); got != want {
			t.Errorf("%s: %s, want %s", dir, got, want)
		}
	}
}
