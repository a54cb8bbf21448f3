// Package config reads .hublint.yaml: what is linted, by which rules, and what
// the code alone does not tell.
package config

import (
	"path/filepath"
	"time"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Name is what the file is called.
const Name = ".hublint.yaml"

// SchemaURL is where editors find the JSON Schema of the file.
const SchemaURL = "https://raw.githubusercontent.com/hublint/hublint/main/docs/hublint.schema.json"

// Environment is what a deployment is for.
type Environment string

// The environments.
const (
	Production  Environment = "production"
	Development Environment = "development"
)

// Config is what a file says. The zero Config is what holds without one, but
// for Environment, which is then Production.
type Config struct {
	// File is nil if there is none.
	File        *source.File
	Environment Environment
	// MinSeverity and FailOn are empty if not set.
	MinSeverity rule.Severity
	FailOn      string
	// Rules are severities by name or id, as written.
	Rules []RuleSetting
	// Ignore are patterns of files that are not linted.
	Ignore []string
	// Paths change settings for the files that match; later ones come before
	// earlier ones.
	Paths []PathSetting
	// Units are deployments with their parameter files.
	Units []UnitSetting
	// Custom are folders of rules.
	Custom []Path
	// Baseline is the path of the baseline; empty if there is none.
	Baseline string
	// Elsewhere says where what is missed lives, by subject.
	Elsewhere map[string]string
	// Workload is nil if none is declared.
	Workload *capacity.Workload
	Prices   capacity.Prices
	// Answers are given to rows of the guide that code can't show, by row.
	Answers map[string]Answer
}

// Abs returns the absolute path of what is written as seen from the folder of the
// file, which there must be.
func (c *Config) Abs(written string) string {
	return filepath.Join(filepath.Dir(c.File.Name), filepath.FromSlash(written))
}

// RuleSetting is the severity a rule has here.
type RuleSetting struct {
	Rule     string
	Severity rule.Severity
	At       source.Range
}

// PathSetting is what differs for some files.
type PathSetting struct {
	Files       []string
	Environment Environment
	Rules       []RuleSetting
}

// Path is the path of a file or folder, as written.
type Path struct {
	Text string
	At   source.Range
}

// UnitSetting is a deployment: a template, or a folder of Terraform, and one or
// more parameter files for each time it is deployed.
type UnitSetting struct {
	Root       Path
	Parameters [][]Path
}

// Answer is what people say of a row of the guide.
type Answer struct {
	Text string
	Date time.Time
	At   source.Range
}
