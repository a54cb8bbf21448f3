package lint_test

import (
	"slices"
	"testing"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/policies"
)

// Where only warnings are listed, notes need not be looked for, unless a
// configuration makes one heavier or a warning gives way to it.
func TestNeeded(t *testing.T) {
	all, err := rule.Load(policies.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	note, warning := named(t, all, "hub-no-zones"), named(t, all, "hub-no-failover-region")
	raised := config.RuleSetting{Rule: "hub-no-zones", Severity: rule.Warning}
	off := config.RuleSetting{Rule: "hub-no-failover-region", Severity: rule.Off}
	for _, test := range []struct {
		name  string
		conf  config.Config
		least rule.Severity
		want  []*rule.Rule
	}{
		{"a warning", config.Config{}, rule.Warning, []*rule.Rule{warning}},
		{"all", config.Config{}, rule.Note, []*rule.Rule{warning, note}},
		{"a note made a warning, and what it yields to", config.Config{Rules: []config.RuleSetting{raised}}, rule.Warning, []*rule.Rule{warning, note}},
		{"for some files only", config.Config{Paths: []config.PathSetting{{Rules: []config.RuleSetting{raised}}}}, rule.Warning, []*rule.Rule{warning, note}},
		{"a rule that is off", config.Config{Rules: []config.RuleSetting{off}}, rule.Note, []*rule.Rule{note}},
		{"what a heavier one yields to", config.Config{Rules: []config.RuleSetting{{Rule: "hub-no-zones", Severity: rule.Error}}}, rule.Error, []*rule.Rule{warning, note}},
	} {
		got := slices.DeleteFunc([]*rule.Rule{warning, note}, func(r *rule.Rule) bool { return !lint.Needed(&test.conf, all, test.least)(r) })
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func named(t *testing.T, all *rule.Catalogue, name string) *rule.Rule {
	t.Helper()
	r, err := all.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
