package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Fix is a change of the text that puts a finding right. It is offered only
// where nothing else depends on the text.
type Fix struct {
	// Description says what is done, "replace '1.0' with '1.2'".
	Description string
	Edits       []Edit
}

// Edit replaces a text by another one.
type Edit struct {
	Range source.Range
	Text  string
}

// fixer works out the fixes for what matched in a graph.
type fixer struct {
	graph *graph.Graph
	texts *texts
	// matched are the rules that matched, by spot in the graph.
	matched map[spot][]string
	// changed are the texts that a fix may change.
	changed map[source.Place]bool
	// uses are the spots in the graph that each of them makes the value of; nil
	// until one is asked for.
	uses map[source.Place][]spot
}

// spot is a path in the body of a resource.
type spot struct{ resource, path string }

func spotOf(m engine.Match) spot { return spot{m.Resource, m.Path.String()} }

func newFixer(g *graph.Graph, matches []engine.Match, files *texts) *fixer {
	x := &fixer{graph: g, texts: files, matched: map[spot][]string{}, changed: map[source.Place]bool{}}
	for _, m := range matches {
		if m.Rule.Fixes && len(m.Path) > 0 {
			x.matched[spotOf(m)] = append(x.matched[spotOf(m)], m.Rule.Name)
			x.mayChange(m.Resource, m.Path)
			x.mayChange(m.Resource, m.Path[:len(m.Path)-1])
		}
	}
	return x
}

func (x *fixer) mayChange(resource string, p value.Path) {
	found, _ := x.graph.Resource(resource).Body.Find(p)
	if at := found.Range(); !at.IsZero() {
		x.changed[at.Place()] = true
	}
}

// fix returns how to put a match right; nil if that is not certain.
func (x *fixer) fix(m engine.Match) *Fix {
	want, ok := scalarOf(m.Rule.Doc().Fix)
	r := x.graph.Resource(m.Resource)
	switch {
	case !ok || len(m.Path) == 0:
		return nil
	case m.Missing:
		return x.insertion(r, m, want)
	}
	return x.replacement(r, m, want)
}

// replacement puts another literal in the place of one.
func (x *fixer) replacement(r *graph.Resource, m engine.Match, want value.Value) *Fix {
	found, depth := r.Body.Find(m.Path)
	at := found.Range()
	if depth < len(m.Path) || at.IsZero() || !x.texts.mendable(x.graph, at.File) {
		return nil
	}
	text, ok := rewrite(at, found, want)
	if !ok || !follows(r, m.Path, found.Origin()) || !x.alone(m.Rule, at, "") || !x.texts.only(found.Origin(), at.File, text) {
		return nil
	}
	return &Fix{fmt.Sprintf("replace %s with %s", at.Text(), text), []Edit{{at, text}}}
}

// alone reports whether all that a text makes the value of was matched by a
// rule, there or at a key below.
func (x *fixer) alone(r *rule.Rule, at source.Range, key string) bool {
	if x.uses == nil {
		x.uses = x.usesOfChanged()
	}
	uses := x.uses[at.Place()]
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(p spot) bool {
		return !slices.Contains(x.matched[spot{p.resource, p.path + key}], r.Name)
	})
}

func (x *fixer) usesOfChanged() map[source.Place][]spot {
	uses := map[source.Place][]spot{}
	for _, r := range x.graph.All() {
		r.Body.Walk(func(p value.Path, v value.Value) bool {
			if at := v.Range(); !at.IsZero() && x.changed[at.Place()] {
				uses[at.Place()] = append(uses[at.Place()], spot{r.ID, p.String()})
			}
			return true
		})
	}
	return uses
}

// rewrite returns the literal at a place with the value that a property should
// have, as the property got its value from it: as it is, or turned round or into
// a word by the azurerm provider. It is false if that can't be told.
func rewrite(at source.Range, found, want value.Value) (string, bool) {
	written, ok := readLiteral(at)
	if !ok || value.Equal(found, want) == value.True || found.Kind() != want.Kind() {
		return "", false
	}
	b, isBool := written.Bool()
	switch {
	case written.Kind() == found.Kind() && value.Equal(written, found) == value.True:
		return literal(at, want), true
	case isBool && areOpposite(found, want):
		return literal(at, value.OfBool(!b)), true
	}
	return "", false
}

// areOpposite reports whether two values are the two that a switch has.
func areOpposite(a, b value.Value) bool {
	if a.Kind() == value.Bool {
		return true
	}
	x, _ := a.Text()
	y, _ := b.Text()
	return strings.EqualFold(x, "Enabled") && strings.EqualFold(y, "Disabled") ||
		strings.EqualFold(x, "Disabled") && strings.EqualFold(y, "Enabled")
}

// dropShared drops the fixes of texts that several units share, unless all of
// these call for them.
func dropShared(results []unitResult) {
	units := map[string]int{}
	calls := map[change]int{}
	for i := range results {
		seen := map[change]bool{}
		for _, f := range results[i].findings {
			if key := f.Fix.key(); f.Fix != nil && !seen[key] {
				seen[key] = true
				calls[key]++
			}
		}
		for _, file := range slices.Compact(slices.Sorted(slices.Values(results[i].files))) {
			units[file]++
		}
	}
	for i := range results {
		for n := range results[i].findings {
			f := &results[i].findings[n]
			if f.Fix != nil && calls[f.Fix.key()] < units[f.Fix.Edits[0].Range.File.Path] {
				f.Fix = nil
			}
		}
	}
}

// fix works out the fixes of what may be listed. One that changes more variants
// of the unit than those it is for is none, nor is one in another file than those
// the user named: units that were not looked at may share that.
func (r *unitResult) fix(least rule.Severity) {
	for i := range r.findings {
		f := &r.findings[i]
		fixes := f.fixes
		// They hold on to the graph.
		f.fixes = nil
		if len(fixes) == 0 || f.Suppressed != nil || f.Severity.Rank() < least.Rank() {
			continue
		}
		fix := fixes[0]()
		if fix == nil || !r.isFor(fix, f.Variants) || r.unit.Only != nil && !slices.Contains(r.unit.Only, fix.Edits[0].Range.File.Path) ||
			slices.ContainsFunc(fixes[1:], func(other func() *Fix) bool { return other().key() != fix.key() }) {
			continue
		}
		f.Fix = fix
	}
}

// isFor reports whether all variants that a fix changes are among those it is
// for, which are all if none is named.
func (r *unitResult) isFor(fix *Fix, variants []string) bool {
	changed := r.variants
	if readers := r.readers[fix.Edits[0].Range.File.Path]; readers != nil {
		changed = readers
	}
	return variants == nil || !slices.ContainsFunc(changed, func(name string) bool { return !slices.Contains(variants, name) })
}

// change is what a fix does, the same for all that do the same.
type change struct {
	source.Place
	text string
}

func (f *Fix) key() change {
	if f == nil {
		return change{}
	}
	return change{f.Edits[0].Range.Place(), f.Edits[0].Text}
}
