package project

import (
	"path"
	"regexp"
	"strings"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/terraform"
)

// isJSON reports whether a file may be an ARM template or a parameter file.
func isJSON(p string) bool { return strings.EqualFold(path.Ext(p), ".json") }

// json adds a JSON file, if it is a template, a parameter file or a plan of
// Terraform.
func (f *finder) json(p string, data []byte) {
	switch {
	case terraform.IsPlan(data):
		f.plans = append(f.plans, p)
	case arm.IsTemplate(data):
		f.templates = append(f.templates, p)
		f.compiled[p] = generator.Match(data)
		for _, link := range []*regexp.Regexp{relativePath, besideThis} {
			for _, m := range link.FindAllSubmatch(data, -1) {
				f.calls[p] = append(f.calls[p], path.Join(path.Dir(p), string(m[1])))
			}
		}
	case arm.IsParameterFile(data):
		f.parameters = append(f.parameters, p)
	}
}

// relativePath finds the templates another one deploys, without parsing it.
var relativePath = regexp.MustCompile(`(?i)"relativePath"\s*:\s*"([^"\[\]]+)"`)

// besideThis finds those that are named by where the template itself came from.
var besideThis = regexp.MustCompile(`(?i)"\[uri\(deployment\(\)\.properties\.templateLink\.uri,\s*'([^']+)'\)\]"`)

// generator finds the mark that the Bicep compiler leaves in a template.
var generator = regexp.MustCompile(`"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"`)
