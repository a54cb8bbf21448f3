package cli

import (
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/rule"
)

// configVariable names a configuration file for all runs.
const configVariable = "HUBLINT_CONFIG"

func configFlag() cli.Flag {
	return &cli.StringFlag{Name: "config", EnvVars: []string{configVariable}, Usage: "read this `FILE` in place of the nearest " + config.Name}
}

// ruleFilter returns which rules to run, by flags before configuration.
func ruleFilter(c *cli.Context, catalogue *rule.Catalogue, conf *config.Config) (func(*rule.Rule) bool, error) {
	named, err := namedRules(catalogue, c.StringSlice("rule"))
	if err != nil {
		return nil, err
	}
	for _, r := range named {
		if !lint.Runs(conf, r) {
			conf.Rules = append(conf.Rules, config.RuleSetting{Rule: r.Name, Severity: r.Severity})
		}
	}
	pillars, err := knownPillars(catalogue, c.StringSlice("pillar"))
	if err != nil {
		return nil, err
	}
	return func(r *rule.Rule) bool {
		if len(named) > 0 {
			return slices.Contains(named, r)
		}
		return lint.Runs(conf, r) && (len(pillars) == 0 || slices.Contains(pillars, r.Pillar))
	}, nil
}
