package rule

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
)

// Catalogue is the rules of a folder. A rule's annotations are read when the
// rule is first looked at, so a run only pays for the rules it needs.
type Catalogue struct {
	entries []*entry
	// byKey finds entries by name and by lower-case id.
	byKey map[string]*entry
}

// entry is a rule and the file it comes from.
type entry struct {
	head
	read func() (*Rule, error)
}

// Load finds the rules of a folder: the Rego files below its sub-folders, each
// of which is a pillar, but for the folder lib and for tests. It reports every
// file that names itself wrongly, as "file:line: what is wrong"; what else a
// rule says of itself is checked when the rule is looked at.
func Load(fsys fs.FS, dir string) (*Catalogue, error) {
	files, err := fs.Glob(fsys, path.Join(dir, "*", "*.rego"))
	if err != nil {
		return nil, err
	}
	c := &Catalogue{byKey: make(map[string]*entry, 2*len(files))}
	var errs []error
	for _, file := range files {
		if strings.HasSuffix(file, "_test.rego") || path.Base(path.Dir(file)) == "lib" {
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err == nil {
			err = c.add(file, data)
		}
		errs = append(errs, err)
	}
	slices.SortFunc(c.entries, func(a, b *entry) int { return cmp.Compare(a.id, b.id) })
	return c, errors.Join(errs...)
}

func (c *Catalogue) add(file string, data []byte) error {
	h, err := scan(file, data)
	if err != nil {
		return err
	}
	for _, key := range []string{h.name, strings.ToLower(h.id)} {
		if other, ok := c.byKey[key]; ok {
			return h.errorf("id", "%s is taken by %s", key, other.file)
		}
	}
	e := &entry{head: h, read: sync.OnceValues(func() (*Rule, error) { return c.read(h) })}
	c.entries = append(c.entries, e)
	c.byKey[h.name], c.byKey[strings.ToLower(h.id)] = e, e
	return nil
}

// All returns all rules in the order of their ids.
func (c *Catalogue) All() ([]*Rule, error) {
	return c.rules(func(*entry) bool { return true })
}

// ForTypes returns the rules that have something to say where resources of
// these lower-case types are, in the order of their ids.
func (c *Catalogue) ForTypes(types map[string]bool) ([]*Rule, error) {
	return c.rules(func(e *entry) bool {
		return slices.ContainsFunc(e.types, func(t string) bool { return types[strings.ToLower(t)] })
	})
}

func (c *Catalogue) rules(want func(*entry) bool) ([]*Rule, error) {
	out := make([]*Rule, 0, len(c.entries))
	var errs []error
	for _, e := range c.entries {
		if !want(e) {
			continue
		}
		r, err := e.read()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		out = append(out, r)
	}
	return out, errors.Join(errs...)
}

// Pillars returns the pillars that have rules, sorted by name.
func (c *Catalogue) Pillars() []string {
	var out []string
	for _, e := range c.entries {
		if !slices.Contains(out, e.pillar) {
			out = append(out, e.pillar)
		}
	}
	slices.Sort(out)
	return out
}

// ByName returns the rule with a name or an id, in any casing. The error for
// an unknown name says which is meant, if one is near.
func (c *Catalogue) ByName(nameOrID string) (*Rule, error) {
	key := strings.ToLower(nameOrID)
	if e, ok := c.byKey[key]; ok {
		return e.read()
	}
	if near := c.nearest(key); near != "" {
		return nil, fmt.Errorf("there is no rule %q; did you mean %s?", nameOrID, near)
	}
	return nil, fmt.Errorf("there is no rule %q", nameOrID)
}

// nearest returns the name or id a wrong one was probably meant to be.
func (c *Catalogue) nearest(key string) string {
	best, distance := "", len(key)/3+1
	for _, e := range c.entries {
		for _, name := range []string{e.name, e.id} {
			if d := levenshtein.ComputeDistance(key, strings.ToLower(name)); d < distance {
				best, distance = name, d
			}
		}
	}
	return best
}

// Source returns the text of a rule's Rego file, nil if the rule is not of
// this catalogue.
func (c *Catalogue) Source(r *Rule) []byte {
	if e, ok := c.byKey[r.Name]; ok {
		return e.source
	}
	return nil
}
