package project

import (
	"path"
	"regexp"
	"strings"
)

// isBicep reports whether a file is written in Bicep.
func isBicep(p string) bool { return strings.EqualFold(path.Ext(p), ".bicep") }

// bicep adds a Bicep file. It is looked through for the modules it calls and
// the files it imports, without being parsed.
func (f *finder) bicep(p string, data []byte) {
	f.templates = append(f.templates, p)
	if !deploys.Match(data) {
		f.library[p] = true
	}
	for _, m := range moduleCall.FindAllSubmatch(data, -1) {
		f.calls[p] = append(f.calls[p], path.Join(path.Dir(p), string(m[1])))
	}
	f.imports(p, data)
}

// imports notes the files that a Bicep file or a parameter file imports.
func (f *finder) imports(p string, data []byte) {
	for _, m := range importFrom.FindAllSubmatch(data, -1) {
		f.imported[path.Join(path.Dir(p), string(m[1]))] = true
	}
}

var (
	// moduleCall finds the modules that a file calls.
	moduleCall = regexp.MustCompile(`(?m)^[ \t]*module[ \t]+\w+[ \t]+'([^'$:]+)'`)
	// importFrom finds the files that a file imports from.
	importFrom = regexp.MustCompile(`(?m)\bfrom[ \t]+'([^'$:]+)'`)
	// deploys finds the first thing that a file deploys.
	deploys = regexp.MustCompile(`(?m)^[ \t]*(resource|module)[ \t]+\w`)
)

// isCompiled reports whether a template is what the compiler made of a Bicep
// file beside it, which is linted in its place.
func (f *finder) isCompiled(t string) bool {
	return f.compiled[t] && f.seen[strings.TrimSuffix(t, path.Ext(t))+".bicep"]
}

// isLibrary reports whether a file deploys nothing and is imported by another.
func (f *finder) isLibrary(t string) bool { return f.library[t] && f.imported[t] }
