package project

import (
	"path"
	"regexp"
	"slices"
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
		imported := path.Join(path.Dir(p), string(m[1]))
		f.imported[imported] = true
		f.uses[p] = append(f.uses[p], imported)
	}
	for _, m := range contentLoad.FindAllSubmatch(data, -1) {
		f.uses[p] = append(f.uses[p], path.Join(path.Dir(p), string(m[1])))
	}
}

var (
	// moduleCall finds the modules that a file calls.
	moduleCall = regexp.MustCompile(`(?m)^[ \t]*module[ \t]+\w+[ \t]+'([^'$:]+)'`)
	// importFrom finds the files that a file imports from.
	importFrom = regexp.MustCompile(`(?m)\bfrom[ \t]+'([^'$:]+)'`)
	// contentLoad finds the files whose content a file loads.
	contentLoad = regexp.MustCompile(`\bload(?:Json|Yaml|Text)Content\(\s*'([^'$]+)'`)
	// deploys finds the first thing that a file deploys.
	deploys = regexp.MustCompile(`(?m)^[ \t]*(resource|module)[ \t]+\w`)
)

// isCompiled reports whether a template is what the compiler made of a Bicep
// file beside it, which is linted in its place unless only the template is named.
func (f *finder) isCompiled(t string) bool {
	origin := strings.TrimSuffix(t, path.Ext(t)) + ".bicep"
	return f.compiled[t] && f.seen[origin] && (!slices.Contains(f.namedFiles, t) || slices.Contains(f.namedFiles, origin))
}

// isLibrary reports whether a file deploys nothing and is imported by another.
func (f *finder) isLibrary(t string) bool { return f.library[t] && f.imported[t] }
