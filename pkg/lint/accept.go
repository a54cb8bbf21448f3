package lint

import (
	"slices"
	"strings"
	"time"

	"github.com/hublint/hublint/pkg/lint/suppress"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// accepting are the directives in the files of a unit, and which of them met a
// finding or a doubt.
type accepting struct {
	directives []suppress.Directive
	used       []bool
}

// directivesIn reads the directives in files, and says what is wrong with them.
func directivesIn(files []*source.File, rules *rule.Catalogue) (*accepting, []source.Diagnostic) {
	a := &accepting{}
	var diags []source.Diagnostic
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Path] || !suppress.Mentioned(f.Data) {
			continue
		}
		seen[f.Path] = true
		found, wrong := suppress.Find(project.Outline(f))
		diags = append(diags, wrong...)
		for _, d := range found {
			known, wrong := knownNames(d, rules)
			diags = append(diags, wrong...)
			if d.Names = known; len(known) > 0 {
				a.directives = append(a.directives, d)
			}
		}
	}
	a.used = make([]bool, len(a.directives))
	return a, diags
}

// knownNames returns the names of the rules a directive is for, and reports
// those that there are not.
func knownNames(d suppress.Directive, rules *rule.Catalogue) ([]string, []source.Diagnostic) {
	var names []string
	var diags []source.Diagnostic
	for _, name := range d.Names {
		r, err := rules.ByName(name)
		if err != nil {
			diags = append(diags, source.Warningf(d.At, "ignore-unknown-rule", "%v", err))
			continue
		}
		names = append(names, r.Name)
	}
	return names, diags
}

// accept marks the findings that a directive speaks of.
func (a *accepting) accept(findings []Finding, undecided []Undecided, now time.Time) {
	for i := range findings {
		a.acceptOne(&findings[i], now)
	}
	for _, u := range undecided {
		for n, d := range a.directives {
			a.used[n] = a.used[n] || slices.Contains(d.Names, u.Rule.Name) && slices.ContainsFunc(u.anchors, d.Covers)
		}
	}
}

// acceptOne marks a finding if a directive speaks of it, or some of every piece
// that it rests on: what is said of one key does not hold for another.
func (a *accepting) acceptOne(f *Finding, now time.Time) {
	left := slices.Clone(f.pieces)
	for n, d := range a.directives {
		spoken := func(piece []source.Range) bool { return slices.ContainsFunc(piece, d.Covers) }
		whole := spoken(f.anchors)
		if !slices.Contains(d.Names, f.Rule.Name) || !whole && !slices.ContainsFunc(f.pieces, spoken) {
			continue
		}
		a.used[n] = true
		if d.Expired(now) || f.Suppressed != nil {
			continue
		}
		if left = slices.DeleteFunc(left, spoken); whole || len(left) == 0 {
			f.Suppressed = &Suppression{Kind: "comment", Reason: d.Reason, Range: d.At}
		}
	}
}

// stale says which directives have run out and which speak of nothing. One in
// a file of several units has to speak of something in one of them.
func stale(results []unitResult, o Options) []source.Diagnostic {
	used := map[string]bool{}
	for i := range results {
		for n, d := range results[i].accepting.directives {
			used[placeKey(d)] = used[placeKey(d)] || results[i].accepting.used[n]
		}
	}
	var diags []source.Diagnostic
	for i := range results {
		for _, d := range results[i].accepting.directives {
			switch files := results[i].unit.Only; {
			case files != nil && !o.AllInUnit && !touch([]source.Range{d.At}, files):
			case d.Expired(o.Now):
				diags = append(diags, source.Warningf(d.At, "ignore-expired", "this comment held until %s", d.Until.Format(time.DateOnly)))
			case !used[placeKey(d)] && !slices.ContainsFunc(d.Names, func(name string) bool { return !o.runs(name) }):
				diags = append(diags, source.Warningf(d.At, "ignore-unused", "nothing is found here by %s; remove this comment", strings.Join(d.Names, ", ")))
			}
		}
	}
	return diags
}

func placeKey(d suppress.Directive) string { return d.At.String() }

// runs reports whether a rule was among those to run.
func (o Options) runs(name string) bool {
	r, err := o.Engine.Catalogue().ByName(name)
	return err == nil && o.Engine.Runs(r)
}
