package project

import (
	"path"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
)

// isBicep reports whether a file is written in Bicep.
func isBicep(p string) bool { return strings.EqualFold(path.Ext(p), ".bicep") }

// scanBicep looks through a Bicep file for the modules it calls and the files it
// imports.
func scanBicep(p string, data []byte) *scanned {
	s := &scanned{kind: templateFile, calls: relativeTo(path.Dir(p), moduleCall.in(data))}
	s.takesFrom(p, data)
	for _, statement := range []mention{resourceStatement, moduleStatement} {
		statement.each(data, func([][]byte) bool {
			s.deploys = true
			return false
		})
	}
	return s
}

// takesFrom notes the files that a Bicep file or a parameter file imports from
// or loads.
func (s *scanned) takesFrom(p string, data []byte) {
	s.imports = relativeTo(path.Dir(p), importFrom.in(data))
	s.loads = relativeTo(path.Dir(p), contentLoad.in(data))
}

var (
	// moduleCall finds the modules that a file calls.
	moduleCall = mention{"module", pattern.Lazy(`^module[ \t]+\w+[ \t]+'([^'$:]+)'`), true}
	// importFrom finds the files that a file imports from.
	importFrom = mention{"from", pattern.Lazy(`^from[ \t]+'([^'$:]+)'`), false}
	// contentLoad finds the files whose content a file loads.
	contentLoad = mention{"load", pattern.Lazy(`^load(?:Json|Yaml|Text)Content\(\s*'([^'$]+)'`), false}
	// resourceStatement and moduleStatement find what a file deploys.
	resourceStatement = mention{"resource", pattern.Lazy(`^resource[ \t]+\w`), true}
	moduleStatement   = mention{"module", pattern.Lazy(`^module[ \t]+\w`), true}
)

// isCompiled reports whether a template is what the compiler made of a Bicep
// file beside it, which is linted in its place unless only the template is named.
func (f *finder) isCompiled(t string) bool {
	origin := strings.TrimSuffix(t, path.Ext(t)) + ".bicep"
	return f.seen[t].compiled && f.seen[origin] != nil && (!slices.Contains(f.namedFiles, t) || slices.Contains(f.namedFiles, origin))
}

// isLibrary reports whether a file deploys nothing and is imported by another.
func (f *finder) isLibrary(t string) bool { return isBicep(t) && !f.seen[t].deploys && f.imported[t] }
