package rule

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// The packages that rules stand below: those that come with the linter, and
// those of a user.
const (
	builtInRoot = "policies"
	customRoot  = "custom"
)

// LibraryFolder holds the modules that rules share, beside the pillars.
const LibraryFolder = "lib"

// Text is a file of a user's rules.
type Text struct {
	// File is its path as reports name it.
	File string
	Data []byte
}

// With returns the catalogue with a user's rules added: rules in folders named
// after their pillars, and modules that they share in a folder lib. Of two that
// have one name the first is taken. The error says everything that is wrong with
// them. Rules with a mistake are left out, or are in the catalogue as broken if
// they can be told by name.
func (c *Catalogue) With(texts []Text) (*Catalogue, error) {
	out := &Catalogue{entries: slices.Clone(c.entries), byKey: maps.Clone(c.byKey), modules: map[string][]byte{}}
	var errs []error
	var added []*head
	for _, text := range texts {
		if path.Base(path.Dir(text.File)) == LibraryFolder {
			errs = append(errs, out.addModule(text.File, text.Data))
			continue
		}
		h, err := out.add(customRoot, text.File, text.Data)
		if errs = append(errs, err); h != nil {
			added = append(added, h)
		}
	}
	for _, h := range added {
		err := out.checkAll(h)
		h.rule.Broken = err != nil
		errs = append(errs, err)
	}
	out.sort()
	return out, errors.Join(errs...)
}

// addModule adds a module that rules share.
func (c *Catalogue) addModule(file string, data []byte) error {
	h := &head{rule: Rule{File: file}}
	h.find(data)
	want := customRoot + "." + LibraryFolder + "." + strings.TrimSuffix(path.Base(file), ".rego")
	if h.rule.Package != want {
		return &FileError{File: file, Line: h.pkgLine, Message: fmt.Sprintf("expected package %s, as the file is named; found %q", want, h.rule.Package)}
	}
	c.modules[file] = data
	return nil
}

// Modules returns the texts of the modules that the rules of a user share, by
// file.
func (c *Catalogue) Modules() map[string][]byte { return c.modules }

// Break marks the user's rules that a mistake in a file keeps from running: the
// rule of that file, or those that import the module.
func (c *Catalogue) Break(file string) {
	name, shared := "", c.modules[file] != nil
	if shared {
		name = "data." + customRoot + "." + LibraryFolder + "." + strings.TrimSuffix(path.Base(file), ".rego")
		delete(c.modules, file)
	}
	for _, h := range c.entries {
		if !h.rule.IsCustom() {
			continue
		}
		if h.rule.File == file || shared && strings.Contains(string(h.source), name) {
			h.rule.Broken = true
		}
	}
	for other, text := range c.modules {
		if shared && strings.Contains(string(text), name) {
			c.Break(other)
		}
	}
}

func (c *Catalogue) sort() {
	slices.SortStableFunc(c.entries, func(a, b *head) int { return cmp.Compare(a.rule.ID, b.rule.ID) })
}
