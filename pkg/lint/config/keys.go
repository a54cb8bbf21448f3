package config

import (
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/rule"
)

// keys are the keys of the file.
func (c *Config) keys() []key {
	return []key{
		{"environment", environmentSchema(string(Production)), func(r *reader, n *yaml.Node) { c.Environment = environment(r, n) }},
		{"min_severity", word("list findings of this severity or above", "warning", levels...), func(r *reader, n *yaml.Node) {
			c.MinSeverity = rule.Severity(r.word(n, levels...))
		}},
		{"fail_on", word("exit with 1 on a finding of this severity or above", "warning", failures...), func(r *reader, n *yaml.Node) {
			c.FailOn = r.word(n, failures...)
		}},
		{"rules", rulesSchema("severities of rules, by name or id"), func(r *reader, n *yaml.Node) { c.Rules = ruleSettings(r, n) }},
		{"ignore", texts("patterns of files and folders that are not linted, as in .gitignore", "**/test/**"), func(r *reader, n *yaml.Node) { c.Ignore = patterns(r, n) }},
		{"paths", list("what differs for findings in some files, or under some parameter files; later ones win", mapping("", new(PathSetting).keys()...)).needing("files"), func(r *reader, n *yaml.Node) {
			r.sequence(n, func(item *yaml.Node) { c.Paths = append(c.Paths, pathSetting(r, item)) })
		}},
		{"units", list("deployments with their parameter files, in place of those that are found beside them", mapping("", new(UnitSetting).keys()...)).needing("root"), func(r *reader, n *yaml.Node) {
			r.sequence(n, func(item *yaml.Node) { c.Units = append(c.Units, unitSetting(r, item)) })
		}},
		{"custom", texts("folders with rules of your own", "rules"), func(r *reader, n *yaml.Node) { c.Custom = r.paths(n) }},
		{"baseline", text("file with accepted findings, which hublint baseline writes", ".hublint-baseline.json"), func(r *reader, n *yaml.Node) { c.Baseline = r.text(n) }},
		{"elsewhere", elsewhereSchema(), func(r *reader, n *yaml.Node) { c.Elsewhere = elsewhere(r, n) }},
		{"workload", workloadSchema(), func(r *reader, n *yaml.Node) {
			w, diags := capacity.ReadWorkload(r.file, n)
			c.Workload, r.diags = w, append(r.diags, diags...)
		}},
		{"prices", pricesSchema(), func(r *reader, n *yaml.Node) {
			p, diags := capacity.ReadPrices(r.file, n)
			c.Prices, r.diags = p, append(r.diags, diags...)
		}},
		{"answers", answersSchema(), func(r *reader, n *yaml.Node) { c.Answers = answers(r, n) }},
	}
}

// What words are read, and shown to choose from.
var (
	environments = []string{string(Production), string(Development)}
	levels       = []string{"error", "warning", "note"}
	failures     = []string{"error", "warning", "note", "never"}
	// severities are what a rule may be set to.
	severities = []string{"error", "warning", "note", "off"}
)

func environment(r *reader, n *yaml.Node) Environment {
	if e := Environment(r.word(n, environments...)); e != "" {
		return e
	}
	return Production
}

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

func patterns(r *reader, n *yaml.Node) []string {
	list := r.texts(n)
	for _, p := range list {
		if !doublestar.ValidatePattern(p) {
			r.errorf(n, "expected a pattern such as **/test/**, found %q", p)
		}
	}
	return list
}

func (s *PathSetting) keys() []key {
	return []key{
		{"files", texts("patterns of the files, as in ignore", "dev/**"), func(r *reader, n *yaml.Node) { s.Files = patterns(r, n) }},
		{"environment", environmentSchema(""), func(r *reader, n *yaml.Node) { s.Environment = environment(r, n) }},
		{"rules", rulesSchema("severities of rules in these files, over those for all files"), func(r *reader, n *yaml.Node) { s.Rules = ruleSettings(r, n) }},
	}
}

func pathSetting(r *reader, n *yaml.Node) PathSetting {
	var s PathSetting
	r.mapping(n, s.keys())
	if len(s.Files) == 0 {
		r.errorf(n, "expected the files that this is for")
	}
	return s
}

func (s *UnitSetting) keys() []key {
	return []key{
		{"root", text("the template, or the folder of a Terraform configuration", "infra/main.bicep"), func(r *reader, n *yaml.Node) { s.Root = r.path(n) }},
		{"parameters", list("a parameter file for each time it is deployed, or a list of files that are used together", texts("")), func(r *reader, n *yaml.Node) {
			r.sequence(n, func(item *yaml.Node) {
				if files := r.paths(item); len(files) > 0 {
					s.Parameters = append(s.Parameters, files)
				}
			})
		}},
	}
}

func unitSetting(r *reader, n *yaml.Node) UnitSetting {
	var s UnitSetting
	r.mapping(n, s.keys())
	if s.Root.Text == "" {
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

const (
	rowPattern = `^(RE|SE|CO|OE|PE|AP)-\d+$`
	dayForm    = `^\d{4}-\d{2}-\d{2}$`
)

var rowForm = pattern.Lazy(rowPattern)

func (a *Answer) keys() []key {
	return []key{
		{"answer", text("what people say", "exponential backoff with jitter"), func(r *reader, n *yaml.Node) { a.Text = r.text(n) }},
		{"date", &Schema{Description: "the day it was said, as YYYY-MM-DD", Type: Types{"string"}, Pattern: dayForm}, func(r *reader, n *yaml.Node) {
			var err error
			if a.Date, err = time.Parse(time.DateOnly, n.Value); err != nil {
				r.errorf(n, "expected a day as YYYY-MM-DD, found %q", n.Value)
			}
		}},
	}
}

func answers(r *reader, n *yaml.Node) map[string]Answer {
	out := map[string]Answer{}
	r.pairs(n, func(row, v *yaml.Node) {
		if !rowForm().MatchString(row.Value) {
			r.errorf(row, "expected a row of the guide, as RE-2, found %q", row.Value)
			return
		}
		a := Answer{At: r.at(row)}
		r.mapping(v, a.keys())
		out[row.Value] = a
	})
	return out
}
