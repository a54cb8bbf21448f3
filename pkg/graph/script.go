package graph

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
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

// otherFile are the endings and beginnings of what a program reads from elsewhere.
var otherFile = pattern.Lazy(`(?i)\.(sh|bash|ps1|psm1|py|js|rb|bat|cmd)\b|https?://`)

// Told returns the text of a program as far as it is known, in lower case. It is
// whole if nothing that it does stands elsewhere.
func (r *Resource) Told() (text string, whole bool) {
	var b strings.Builder
	whole = true
	inBody := r.Provisioners.IsNothing()
	read := func(p value.Path, v value.Value) bool {
		open := v.Kind() == value.Unknown || v.Rest() != nil
		if open && inBody && holdsCommands(p) {
			whole = false
		}
		if !isCommand(p, inBody) {
			return true
		}
		whole = whole && v.Rest() == nil
		known, ok := v.Text()
		if u := v.Unresolved(); u != nil {
			ok = len(u.Parts) > 0
			for _, part := range u.Parts {
				known += part.Text
			}
			whole = whole && ok
		}
		if ok {
			b.WriteString(strings.ToLower(known) + "\n")
		}
		return true
	}
	if inBody {
		r.Body.Walk(read)
	} else {
		r.Provisioners.Walk(read)
	}
	return b.String(), whole && !otherFile().MatchString(b.String())
}

// holdsCommands reports whether commands may stand below a path of a body.
func holdsCommands(p value.Path) bool { return len(p) == 0 || len(p) == 1 && p[0] == "properties" }

// isCommand reports whether what a program does stands at a path: anywhere but
// in its environment; in a body only where scripts are.
func isCommand(p value.Path, inBody bool) bool {
	has := func(word string) bool {
		return slices.ContainsFunc(p, func(step any) bool {
			name, _ := step.(string)
			return strings.Contains(strings.ToLower(name), word)
		})
	}
	return !has("environment") && (!inBody || has("script") || has("command") || has("argument"))
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
