package project

import (
	"bytes"
	"path"
	"reflect"
	"regexp"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

// kind is what a file is to a project.
type kind int

const (
	otherFile kind = iota
	templateFile
	parameterFile
	bicepParamFile
	// moduleFile is a part of a Terraform module, variableFile sets variables
	// of one that is named, automaticFile of the module it stands in.
	moduleFile
	variableFile
	automaticFile
	planFile
)

// scanned is what a file says of its place among others. It is found without
// parsing, and keeps nothing of the text.
type scanned struct {
	kind kind
	// calls are the templates, or the folders of modules, that it deploys;
	// imports the files that it imports from, loads those whose content it
	// takes.
	calls, imports, loads []string
	// deploys is false for a Bicep file that deploys nothing by itself.
	deploys bool
	// compiled is true for what the Bicep compiler wrote.
	compiled bool
	// mentions is true if one of the words that were asked for is in it.
	mentions bool
	// params is what a parameter file written in Bicep says of itself.
	params *paramHead
}

// scan looks through a file, given by its display path.
func scan(p string, data []byte) *scanned {
	switch {
	case isBicep(p):
		return scanBicep(p, data)
	case isBicepParam(p):
		return scanBicepParam(source.NewFile(p, bytes.Clone(data)))
	case isTerraform(p):
		return scanTerraform(p, data)
	}
	return scanJSON(p, data)
}

// Alike reports whether two texts of a file, given by its display path, say the
// same of its place among others: what it is, and what it calls, imports from and
// loads.
func Alike(p string, a, b []byte) bool {
	x, y := scan(p, a), scan(p, b)
	if x.params != nil && y.params != nil {
		x.params.alone, y.params.alone = nil, nil
	}
	return reflect.DeepEqual(x, y)
}

// lookThrough scans a file, for the words that are asked for too.
func (f *finder) lookThrough(p string, data []byte) *scanned {
	s := scan(p, data)
	if f.words != nil && (s.kind == templateFile || s.kind == moduleFile || s.kind == planFile) {
		s.mentions = mentionsOne(data, f.words)
	}
	return s
}

// add adds a file to what was found.
func (f *finder) add(p string, s *scanned) {
	if f.seen[p] != nil {
		return
	}
	f.seen[p] = s
	caller := p
	switch s.kind {
	case templateFile:
		f.templates = append(f.templates, p)
	case parameterFile:
		f.parameters = append(f.parameters, p)
	case bicepParamFile:
		f.bicepParams = append(f.bicepParams, p)
	case variableFile:
		f.variables = append(f.variables, p)
	case planFile:
		f.plans = append(f.plans, p)
	case moduleFile:
		caller = path.Dir(p)
		f.modules = append(f.modules, caller)
	case otherFile, automaticFile:
		return
	}
	f.mentioned[caller] = f.mentioned[caller] || s.mentions
	f.calls[caller] = append(f.calls[caller], s.calls...)
	f.uses[caller] = append(append(f.uses[caller], s.imports...), s.loads...)
	for _, imported := range s.imports {
		f.imported[imported] = true
	}
}

// is reports whether a file was found to be of a kind.
func (f *finder) is(p string, k kind) bool { return f.seen[p] != nil && f.seen[p].kind == k }

// mention is a text that begins with a word, and names a file. To look for the
// word and then see what stands there is many times as fast as to look for the
// expression.
type mention struct {
	word string
	// from is matched where the word begins; its group is the name.
	from func() *regexp.Regexp
	// leads says that only blanks and quotes may stand before it on its line.
	leads bool
}

// externalCall finds calls of modules of Bicep that are in a registry.
var externalCall = mention{"module", pattern.Lazy(`^module[ \t]+\w+[ \t]+'(?:br|ts)[:/]`), true}

// in returns the names in a text.
func (m mention) in(data []byte) []string {
	var names []string
	m.each(data, func(match [][]byte) bool {
		names = append(names, string(match[1]))
		return true
	})
	return names
}

// each calls visit with what stands at each place in a text, until it says to
// stop.
func (m mention) each(data []byte, visit func(match [][]byte) bool) {
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(m.word))
		if i < 0 {
			return
		}
		i += at
		at = i + len(m.word)
		if m.leads && !leads(data[:i]) {
			continue
		}
		if match := m.from().FindSubmatch(data[i:]); match != nil && !visit(match) {
			return
		}
	}
}

// leads reports whether what stands before a word leaves it the first on its line.
func leads(before []byte) bool {
	before = bytes.TrimRight(before, " \t\"\ufeff")
	return len(before) == 0 || before[len(before)-1] == '\n' || before[len(before)-1] == '\r'
}

// relativeTo returns paths that are written in a folder's files as display
// paths.
func relativeTo(dir string, written []string) []string {
	for i, p := range written {
		written[i] = path.Join(dir, p)
	}
	return written
}

// scanTerraform looks through a file of a Terraform configuration for the
// modules and templates it calls.
func scanTerraform(p string, data []byte) *scanned {
	switch {
	case terraform.IsAutomatic(path.Base(p)):
		return &scanned{kind: automaticFile}
	case terraform.IsVariableFile(path.Base(p)):
		return &scanned{kind: variableFile}
	}
	return &scanned{kind: moduleFile, calls: relativeTo(path.Dir(p), append(moduleSource.in(data), templateRead.in(data)...))}
}
