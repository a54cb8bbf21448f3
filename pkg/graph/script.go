package graph

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// scriptTypes are the types, in lower case, of resources that are a program to
// run. What it is told stands in the body.
var scriptTypes = map[string]bool{
	"microsoft.resources/deploymentscripts":                true,
	"azurerm_resource_deployment_script_azure_cli":         true,
	"azurerm_resource_deployment_script_azure_power_shell": true,
	"shell_script": true,
}

// IsScript reports whether a program runs when the resource is deployed. It may
// change what it refers to in a way that nothing here tells.
func (r *Resource) IsScript() bool {
	return !r.Existing && (!r.Provisioners.IsNothing() || scriptTypes[strings.ToLower(r.Type)])
}

// byWord finds resources by a word of a program's text that may be their name.
// It is empty where no program runs.
func byWord(resources []*Resource) map[string][]*Resource {
	words := map[string][]*Resource{}
	if !slices.ContainsFunc(resources, (*Resource).IsScript) {
		return words
	}
	for _, r := range resources {
		if name, ok := value.Key(r.Body.Get("name")); ok && name != "" {
			words[name] = append(words[name], r)
		}
	}
	return words
}

// mentions links a program to the resources that its text names.
func (l linker) mentions(told value.Value) {
	told.Walk(func(_ value.Path, v value.Value) bool {
		text, ok := value.Key(v)
		if !ok {
			return true
		}
		for word := range strings.FieldsFuncSeq(text, separates) {
			l.addTo(l.index.byWord[word], Refers, nil)
		}
		return true
	})
}

// separates reports whether a character is of no name. Braces are around what is
// not known of one.
func separates(c rune) bool {
	return c < 'a' && (c < '0' || c > '9') && c != '-' && c != '_' || c > '}' || c == '|'
}
