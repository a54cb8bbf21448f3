package lint

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Runs reports whether a configuration lets a rule run for any file.
func Runs(c *config.Config, r *rule.Rule) bool {
	on := !r.OptIn || r.Development.Rank() > 0 && develops(c)
	for _, s := range c.Rules {
		if isFor(s, r) {
			on = s.Severity != rule.Off
		}
	}
	for _, p := range c.Paths {
		for _, s := range p.Rules {
			on = on || isFor(s, r) && s.Severity != rule.Off
		}
	}
	return on
}

// Needed returns which rules have to be asked for all findings of a severity or
// above: those that may find one, those that they yield to, and a user's own, of
// which it is told when they fail.
func Needed(c *config.Config, all *rule.Catalogue, least rule.Severity) func(*rule.Rule) bool {
	needed := map[string]bool{}
	runs := slices.DeleteFunc(all.All(), func(r *rule.Rule) bool { return !Runs(c, r) })
	for _, r := range runs {
		if r.IsCustom() || heaviest(c, r).Rank() >= least.Rank() {
			needed[r.Name] = true
			for _, other := range r.YieldsTo {
				needed[other] = true
			}
		}
	}
	return func(r *rule.Rule) bool { return needed[r.Name] && Runs(c, r) }
}

// heaviest returns the most that a finding of a rule may weigh anywhere.
func heaviest(c *config.Config, r *rule.Rule) rule.Severity {
	out := r.Severity
	settings := slices.Clone(c.Rules)
	for _, p := range c.Paths {
		settings = append(settings, p.Rules...)
	}
	for _, s := range settings {
		if isFor(s, r) && s.Severity.Rank() > out.Rank() {
			out = s.Severity
		}
	}
	if r.Development.Rank() > out.Rank() {
		out = r.Development
	}
	return out
}

// develops reports whether any file is for a development environment.
func develops(c *config.Config) bool {
	return c.Environment == config.Development ||
		slices.ContainsFunc(c.Paths, func(p config.PathSetting) bool { return p.Environment == config.Development })
}

func isFor(s config.RuleSetting, r *rule.Rule) bool {
	return strings.EqualFold(s.Rule, r.Name) || strings.EqualFold(s.Rule, r.ID)
}

// settle gives the findings of a variant the weight they have by the
// configuration, drops those of rules that are off where they are, and accepts
// those on what lives elsewhere. The parameter files of the variant are given by
// their paths from the folder of the configuration.
func settle(findings []Finding, c *config.Config, parameters []string) []Finding {
	if c == nil {
		return findings
	}
	for i := range findings {
		f := &findings[i]
		f.Severity = severityOf(f, c, parameters)
		if reason := c.Elsewhere[f.Rule.Elsewhere]; reason != "" {
			f.Suppressed = &Suppression{Kind: "elsewhere", Reason: reason}
		}
	}
	return slices.DeleteFunc(findings, func(f Finding) bool { return f.Severity == rule.Off })
}

// severityOf returns what a finding weighs where it is, and under these
// parameters. A rule that is off by default and has a severity in development is
// on there.
func severityOf(f *Finding, c *config.Config, parameters []string) rule.Severity {
	env, settings := c.For(append([]string{relative(f.Range, c)}, parameters...)...)
	out, there := f.Severity, f.Rule.Development
	switch {
	case env == config.Development && there != "" && (f.Rule.OptIn || there.Rank() < out.Rank()):
		out = there
	case f.Rule.OptIn:
		out = rule.Off
	}
	for _, s := range settings {
		if isFor(s, f.Rule) {
			out = s.Severity
		}
	}
	return out
}

// fromHome returns the paths of files from the folder of the configuration.
func fromHome(p *project.Project, displayed []string, c *config.Config) []string {
	if c == nil || c.File == nil || c.File.Name == "" {
		return nil
	}
	out := make([]string, len(displayed))
	for i, d := range displayed {
		out[i] = p.Relative(filepath.Dir(c.File.Name), d)
	}
	return out
}

// relative returns the path of a file from the folder of the configuration.
func relative(at source.Range, c *config.Config) string {
	if at.File == nil {
		return ""
	}
	if c.File == nil || c.File.Name == "" || at.File.Name == "" {
		return at.File.Path
	}
	rel, err := filepath.Rel(filepath.Dir(c.File.Name), at.File.Name)
	if err != nil {
		return at.File.Path
	}
	return filepath.ToSlash(rel)
}
