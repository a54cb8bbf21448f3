package rule

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
)

// Catalogue is the rules of a folder. What rules say to people is read when it
// is first asked for, so a run only pays for what it shows.
type Catalogue struct {
	entries []*head
	// byKey finds entries by name and by lower-case id.
	byKey map[string]*head
	// modules are what the rules of a user share, by file.
	modules map[string][]byte
}

// Load finds the rules of a folder: the Rego files below its sub-folders, each
// of which is a pillar, but for the folder lib and for tests. It reports every
// file that names itself wrongly, as "file:line: what is wrong"; what else may
// be wrong with a rule is for Check.
func Load(fsys fs.FS, dir string) (*Catalogue, error) {
	files, err := fs.Glob(fsys, path.Join(dir, "*", "*.rego"))
	if err != nil {
		return nil, err
	}
	c := &Catalogue{byKey: make(map[string]*head, 2*len(files))}
	var errs []error
	for _, file := range files {
		if strings.HasSuffix(file, "_test.rego") || path.Base(path.Dir(file)) == LibraryFolder {
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err == nil {
			_, err = c.add(builtInRoot, file, data)
		}
		errs = append(errs, err)
	}
	c.sort()
	return c, errors.Join(errs...)
}

// add adds the rule of a file below one of the two roots.
func (c *Catalogue) add(root, file string, data []byte) (*head, error) {
	h, err := scan(root, file, data)
	if err != nil {
		return nil, err
	}
	keys := []string{h.rule.Name, strings.ToLower(h.rule.ID)}
	for _, key := range keys {
		if other, ok := c.byKey[key]; ok {
			return nil, h.errorf("id", "%s is taken by %s", key, other.rule.File)
		}
	}
	h.rule.doc = sync.OnceValues(h.readDoc)
	c.entries = append(c.entries, h)
	for _, key := range keys {
		c.byKey[key] = h
	}
	return h, nil
}

// Check reads everything the rules say and returns all that is wrong with it,
// as "file:line: what is wrong".
func (c *Catalogue) Check() error {
	var errs []error
	for _, h := range c.entries {
		errs = append(errs, c.checkAll(h))
	}
	return errors.Join(errs...)
}

// All returns all rules in the order of their ids.
func (c *Catalogue) All() []*Rule {
	return c.rules(func(*head) bool { return true })
}

// ForTypes returns the rules that have something to say where resources of
// these lower-case types are, in the order of their ids.
func (c *Catalogue) ForTypes(types map[string]bool) []*Rule {
	return c.rules(func(h *head) bool {
		return slices.ContainsFunc(h.types, func(t string) bool { return types[t] })
	})
}

func (c *Catalogue) rules(want func(*head) bool) []*Rule {
	out := make([]*Rule, 0, len(c.entries))
	for _, h := range c.entries {
		if want(h) {
			out = append(out, &h.rule)
		}
	}
	return out
}

// Pillars returns the pillars that have rules, sorted by name.
func (c *Catalogue) Pillars() []string {
	var out []string
	for _, e := range c.entries {
		if !slices.Contains(out, e.rule.Pillar) {
			out = append(out, e.rule.Pillar)
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
		return &e.rule, nil
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
		for _, name := range []string{e.rule.Name, e.rule.ID} {
			if d := apart(key, strings.ToLower(name)); d < distance {
				best, distance = name, d
			}
		}
	}
	return best
}

// apart is how many letters two names differ in. Words in another order count
// as one.
func apart(a, b string) int {
	return min(levenshtein.ComputeDistance(a, b), 1+levenshtein.ComputeDistance(inOrder(a), inOrder(b)))
}

func inOrder(name string) string {
	words := strings.Split(name, "-")
	slices.Sort(words)
	return strings.Join(words, "-")
}

// Source returns the text of a rule's Rego file, nil if the rule is not of
// this catalogue.
func (c *Catalogue) Source(r *Rule) []byte {
	if e, ok := c.byKey[r.Name]; ok {
		return e.source
	}
	return nil
}
