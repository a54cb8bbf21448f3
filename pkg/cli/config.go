package cli

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// configVariable names a configuration file for all runs.
const configVariable = "HUBLINT_CONFIG"

func configFlag() cli.Flag {
	return &cli.StringFlag{Name: "config", EnvVars: []string{configVariable}, Usage: "read this `FILE` in place of the nearest " + config.Name}
}

// openConfig reads the configuration that is named, or else the nearest one
// upward from the first path.
func openConfig(c *cli.Context, dir string, paths []string) (*config.Config, []source.Diagnostic, error) {
	file := c.String("config")
	if file == "" {
		file = config.Find(folderOf(dir, paths[0]), exists)
	}
	if file == "" {
		return config.Default(), nil, nil
	}
	reader, err := source.NewReader(dir, roots(dir, []string{file})...)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = reader.Close() }()
	conf, diags := config.Load(reader, reader.Display(reader.Abs(file)))
	return conf, diags, nil
}

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}

// folderOf returns the absolute path of a folder, or of the folder of a file.
func folderOf(dir, p string) string {
	if !filepath.IsAbs(p) {
		p = filepath.Join(dir, p)
	}
	if info, err := os.Stat(p); err == nil && !info.IsDir() {
		return filepath.Dir(p)
	}
	return p
}

// checkNames reports rules that the configuration names and that there are not.
func checkNames(conf *config.Config, catalogue *rule.Catalogue) []source.Diagnostic {
	settings := conf.Rules
	for _, p := range conf.Paths {
		settings = append(settings[:len(settings):len(settings)], p.Rules...)
	}
	var diags []source.Diagnostic
	for _, s := range settings {
		if _, err := catalogue.ByName(s.Rule); err != nil {
			diags = append(diags, source.Errorf(s.At, "config", "%v", err))
		}
	}
	return diags
}

// applyConfig adds to the options of a project what the configuration says.
func applyConfig(conf *config.Config, reader *source.Reader, o *project.Options) {
	if conf.File == nil {
		return
	}
	home := filepath.Dir(conf.File.Name)
	o.Ignore = func(p string) bool {
		rel, err := filepath.Rel(home, reader.Abs(p))
		return err == nil && conf.Ignores(filepath.ToSlash(rel))
	}
	o.Sets = map[string][]project.ParameterSet{}
	fromHome := func(p string) string { return reader.Display(filepath.Join(home, filepath.FromSlash(p))) }
	for _, u := range conf.Units {
		root := fromHome(u.Root)
		for _, files := range u.Parameters {
			set := make(project.ParameterSet, len(files))
			for i, p := range files {
				set[i] = fromHome(p)
			}
			o.Sets[root] = append(o.Sets[root], set)
		}
	}
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
