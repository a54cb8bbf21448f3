// Package baseline keeps the findings that a team has when it begins to lint,
// so that only new ones count.
package baseline

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/source"
)

// Name is what the file is called unless the configuration says otherwise.
const Name = ".hublint-baseline.json"

// Entry is a finding as a baseline knows it: without line and message, so that
// it stays the same while the code around it moves.
type Entry struct {
	// Rule by name.
	Rule string `json:"rule"`
	// Unit is the root of the deployment, from the folder of the baseline.
	Unit string `json:"unit"`
	// Resource by its address in the unit.
	Resource string `json:"resource"`
	Path     string `json:"path"`
}

// Baseline is a set of entries.
type Baseline struct {
	// File is nil for a baseline that was not read from one.
	File    *source.File
	entries map[Entry]bool
}

// New returns a baseline of entries.
func New(entries []Entry) *Baseline {
	b := &Baseline{entries: make(map[Entry]bool, len(entries))}
	for _, e := range entries {
		b.entries[e] = true
	}
	return b
}

// Read reads the text of a baseline.
func Read(f *source.File) (*Baseline, error) {
	var doc struct {
		Version  int     `json:"version"`
		Findings []Entry `json:"findings"`
	}
	if err := json.Unmarshal(f.Data, &doc); err != nil {
		offset := 0
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			offset = int(syntax.Offset)
		}
		return nil, fmt.Errorf("%s: expected a baseline as hublint baseline writes it: %w", f.Range(offset, offset), err)
	}
	if doc.Version != 1 {
		return nil, fmt.Errorf("%s: expected a baseline of version 1, found %d", f.Path, doc.Version)
	}
	b := New(doc.Findings)
	b.File = f
	return b, nil
}

// Has reports whether a finding is in the baseline. A nil one has none.
func (b *Baseline) Has(e Entry) bool { return b != nil && b.entries[e] }

// Prune returns the entries that were found and those, unseen in number, that a
// run can't tell of: of units that are not settled by it.
func (b *Baseline) Prune(found []Entry, settled func(unit string) bool) (left *Baseline, unseen int) {
	now := New(found)
	left = New(nil)
	for e := range b.entries {
		switch {
		case now.Has(e):
			left.entries[e] = true
		case !settled(e.Unit):
			left.entries[e] = true
			unseen++
		}
	}
	return left, unseen
}

// Len returns the number of entries.
func (b *Baseline) Len() int { return len(b.entries) }

// Text writes the baseline: sorted, an entry a line, so that changes on two
// branches merge.
func (b *Baseline) Text() []byte {
	list := make([]Entry, 0, len(b.entries))
	for e := range b.entries {
		list = append(list, e)
	}
	slices.SortFunc(list, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.Resource, y.Resource), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Path, y.Path))
	})
	lines := make([]string, len(list))
	for i, e := range list {
		line, _ := json.Marshal(e)
		lines[i] = "  " + string(line)
	}
	return []byte("{\"version\": 1, \"findings\": [\n" + strings.Join(lines, ",\n") + "\n]}\n")
}
