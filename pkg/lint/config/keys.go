package config

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/rule"
)

// keys are the keys of the file.
func (c *Config) keys() []key {
	return []key{
		{"environment", func(r *reader, n *yaml.Node) { c.Environment = environment(r, n) }},
		{"min_severity", func(r *reader, n *yaml.Node) {
			c.MinSeverity = rule.Severity(r.word(n, "error", "warning", "note"))
		}},
		{"fail_on", func(r *reader, n *yaml.Node) { c.FailOn = r.word(n, "error", "warning", "note", "never") }},
		{"rules", func(r *reader, n *yaml.Node) { c.Rules = ruleSettings(r, n) }},
		{"ignore", func(r *reader, n *yaml.Node) { c.Ignore = patterns(r, n) }},
		{"paths", func(r *reader, n *yaml.Node) {
			r.sequence(n, func(item *yaml.Node) { c.Paths = append(c.Paths, pathSetting(r, item)) })
		}},
		{"units", func(r *reader, n *yaml.Node) {
			r.sequence(n, func(item *yaml.Node) { c.Units = append(c.Units, unitSetting(r, item)) })
		}},
		{"custom", func(r *reader, n *yaml.Node) { c.Custom = folders(r, n) }},
		{"baseline", func(r *reader, n *yaml.Node) { c.Baseline = r.text(n) }},
		{"elsewhere", func(r *reader, n *yaml.Node) { c.Elsewhere = elsewhere(r, n) }},
		{"workload", func(r *reader, n *yaml.Node) {
			w, diags := capacity.ReadWorkload(r.file, n)
			c.Workload, r.diags = w, append(r.diags, diags...)
		}},
		{"prices", func(r *reader, n *yaml.Node) {
			p, diags := capacity.ReadPrices(r.file, n)
			c.Prices, r.diags = p, append(r.diags, diags...)
		}},
		{"answers", func(r *reader, n *yaml.Node) { c.Answers = answers(r, n) }},
	}
}

func environment(r *reader, n *yaml.Node) Environment {
	if e := Environment(r.word(n, string(Production), string(Development))); e != "" {
		return e
	}
	return Production
}

// severities are what a rule may be set to.
var severities = []string{"error", "warning", "note", "off"}

func ruleSettings(r *reader, n *yaml.Node) []RuleSetting {
	var out []RuleSetting
	r.pairs(n, func(name, v *yaml.Node) {
		// YAML reads a bare off as false.
		text := v.Value
		if v.Tag == "!!bool" && (text == "false" || text == "off") {
			text = "off"
		}
		if !slices.Contains(severities, text) {
			r.errorf(v, "expected one of %s, found %q%s", strings.Join(severities, ", "), v.Value, meant(v.Value, severities))
			return
		}
		out = append(out, RuleSetting{name.Value, rule.Severity(text), r.at(name)})
	})
	return out
}

func folders(r *reader, n *yaml.Node) []Folder {
	var out []Folder
	for _, item := range itemsOf(n) {
		if p := r.text(item); p != "" {
			out = append(out, Folder{p, r.at(item)})
		}
	}
	return out
}

func patterns(r *reader, n *yaml.Node) []string {
	list := r.texts(n)
	for _, p := range list {
		if !doublestar.ValidatePattern(p) {
			r.errorf(n, "expected a pattern such as **/test/**, found %q", p)
		}
	}
	return list
}

func pathSetting(r *reader, n *yaml.Node) PathSetting {
	var s PathSetting
	r.mapping(n, []key{
		{"files", func(r *reader, n *yaml.Node) { s.Files = patterns(r, n) }},
		{"environment", func(r *reader, n *yaml.Node) { s.Environment = environment(r, n) }},
		{"rules", func(r *reader, n *yaml.Node) { s.Rules = ruleSettings(r, n) }},
	})
	if len(s.Files) == 0 {
		r.errorf(n, "expected the files that this is for")
	}
	return s
}

func unitSetting(r *reader, n *yaml.Node) UnitSetting {
	s := UnitSetting{At: r.at(n)}
	r.mapping(n, []key{
		{"root", func(r *reader, n *yaml.Node) { s.Root = r.text(n) }},
		{"parameters", func(r *reader, n *yaml.Node) {
			r.sequence(n, func(item *yaml.Node) {
				if files := r.texts(item); len(files) > 0 {
					s.Parameters = append(s.Parameters, files)
				}
			})
		}},
	})
	if s.Root == "" {
		r.errorf(n, "expected the root of the unit: a template, or a folder of Terraform")
	}
	return s
}

func elsewhere(r *reader, n *yaml.Node) map[string]string {
	out := map[string]string{}
	r.pairs(n, func(name, v *yaml.Node) {
		if !slices.Contains(rule.Subjects, name.Value) {
			r.errorf(name, "expected one of %s, found %q%s", strings.Join(rule.Subjects, ", "), name.Value, meant(name.Value, rule.Subjects))
			return
		}
		out[name.Value] = r.text(v)
	})
	return out
}

var rowForm = regexp.MustCompile(`^(RE|SE|CO|OE|PE|AP)-\d+$`)

func answers(r *reader, n *yaml.Node) map[string]Answer {
	out := map[string]Answer{}
	r.pairs(n, func(row, v *yaml.Node) {
		if !rowForm.MatchString(row.Value) {
			r.errorf(row, "expected a row of the guide, as RE-2, found %q", row.Value)
			return
		}
		a := Answer{At: r.at(row)}
		r.mapping(v, []key{
			{"answer", func(r *reader, n *yaml.Node) { a.Text = r.text(n) }},
			{"date", func(r *reader, n *yaml.Node) {
				var err error
				if a.Date, err = time.Parse(time.DateOnly, n.Value); err != nil {
					r.errorf(n, "expected a day as YYYY-MM-DD, found %q", n.Value)
				}
			}},
		})
		out[row.Value] = a
	})
	return out
}

// For returns the settings that hold for a file, given by its path from the
// folder of the configuration.
func (c *Config) For(file string) (Environment, []RuleSetting) {
	env, rules := c.Environment, c.Rules
	for _, p := range c.Paths {
		if !matches(p.Files, file) {
			continue
		}
		if p.Environment != "" {
			env = p.Environment
		}
		rules = append(slices.Clip(rules), p.Rules...)
	}
	return env, rules
}

// Ignores reports whether a file, given as to For, is not linted.
func (c *Config) Ignores(file string) bool { return matches(c.Ignore, file) }

// matches reports whether one of the patterns is for a file. A pattern without
// a slash is for files and folders of that name anywhere, as in .gitignore.
func matches(patterns []string, file string) bool {
	for _, p := range patterns {
		trimmed := strings.TrimSuffix(strings.TrimPrefix(p, "/"), "/")
		if !strings.Contains(strings.TrimSuffix(p, "/"), "/") {
			trimmed = "**/" + trimmed
		}
		for f := file; f != "." && f != "/"; f = path.Dir(f) {
			if ok, err := doublestar.Match(trimmed, f); ok && err == nil {
				return true
			}
		}
	}
	return false
}
