package project

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/terraform"
)

// isJSON reports whether a file may be an ARM template or a parameter file.
func isJSON(p string) bool { return strings.EqualFold(path.Ext(p), ".json") }

// scanJSON looks whether a JSON file is a template, a parameter file or a plan of
// Terraform, and which templates it deploys.
func scanJSON(p string, data []byte) *scanned {
	switch {
	case terraform.IsPlan(data):
		return &scanned{kind: planFile}
	case arm.IsTemplate(data):
		lower := bytes.ToLower(data)
		s := &scanned{kind: templateFile, compiled: generator().Match(data)}
		for _, link := range links {
			if !bytes.Contains(lower, link.word) {
				continue
			}
			for _, m := range link.form().FindAllSubmatch(data, -1) {
				s.calls = append(s.calls, path.Join(path.Dir(p), string(m[1])))
			}
		}
		return s
	case arm.IsParameterFile(data):
		return &scanned{kind: parameterFile}
	}
	return &scanned{}
}

// links find the templates another one deploys, without parsing it: by a path
// from it, or by where it came from itself. The word, in lower case, is in any
// file that has one.
var links = []struct {
	word []byte
	form func() *regexp.Regexp
}{
	{[]byte("relativepath"), pattern.Lazy(`(?i)"relativePath"\s*:\s*"([^"\[\]]+)"`)},
	{[]byte("templatelink.uri"), pattern.Lazy(`(?i)"\[uri\(deployment\(\)\.properties\.templateLink\.uri,\s*'([^']+)'\)\]"`)},
}

// generator finds the mark that the Bicep compiler leaves in a template.
var generator = pattern.Lazy(`"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"`)
