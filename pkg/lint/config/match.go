package config

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// For returns the settings that hold for files together, a template and its
// parameter files, given by their paths from the folder of the configuration.
// Settings for paths hold if they are for any of the files.
func (c *Config) For(files ...string) (Environment, []RuleSetting) {
	env, rules := c.Environment, c.Rules
	for _, p := range c.Paths {
		if !slices.ContainsFunc(files, func(file string) bool { return matches(p.Files, file) }) {
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
