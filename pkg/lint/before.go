package lint

import (
	"maps"
	"slices"

	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/source"
)

// Before is the project as it was before the changes.
type Before struct {
	Project *project.Project
	// Diagnostics say what could not be read when its units were looked for.
	Diagnostics []source.Diagnostic
	// Judge judges some of its units, as those of today are.
	Judge func(units []project.Unit) []*Judged
	// Was returns the display path that a file or folder had, by the one it has.
	Was func(display string) string
}

// onlyNew drops the findings that no change brings, if that is asked for.
func onlyNew(results []unitResult, o Options) {
	if o.Changed == nil {
		return
	}
	markNew(results, o)
	for i := range results {
		results[i].findings = slices.DeleteFunc(results[i].findings, func(f Finding) bool { return !f.isNew })
	}
}

// markNew marks the findings that changes bring: those on changed lines, and
// those that were not there before. What was there before is only looked at if
// there are others that would be listed.
func markNew(results []unitResult, o Options) {
	asked, differs := false, o.Changed.Any(project.IsSource)
	for i := range results {
		for n := range results[i].findings {
			f := &results[i].findings[n]
			f.onChanged = f.isOn(o.Changed)
			f.isNew = f.onChanged || f.mayComeFrom(o.Changed)
			asked = asked || !f.onChanged && f.Suppressed == nil && f.Severity.Rank() >= o.MinSeverity.Rank()
		}
		differs = differs || slices.ContainsFunc(results[i].files, o.Changed.Differs)
	}
	if !asked || !differs || o.Before == nil {
		return
	}
	if b := o.Before(); b != nil {
		b.compare(results, o.Changed)
	}
}

// compare marks as new, of the findings on no changed line, those that were not
// found before. Where that can't be told it leaves them as they are.
func (b *Before) compare(results []unitResult, changes Changes) {
	units := map[string]project.Unit{}
	for _, u := range b.Project.Units {
		units[u.Root] = u
	}
	gone := maps.Clone(units)
	then := make([]unitResult, len(results))
	compared := make([]bool, len(results))
	var asked []project.Unit
	var at []int
	for i, r := range results {
		u, ok := units[b.Was(r.unit.Root)]
		compared[i] = ok
		delete(gone, u.Root)
		switch {
		case ok && (slices.ContainsFunc(r.files, changes.Differs) || !b.hadSets(r.unit, u)):
			asked, at = append(asked, u), append(at, i)
		case ok:
			// By itself it had the findings that it has.
			then[i] = r
			then[i].findings, then[i].undecided = slices.Clone(r.findings), nil
		}
	}
	for n, j := range b.Judge(asked) {
		then[at[n]] = j.result
		compared[at[n]] = b.readable(&results[at[n]], &j.result)
	}
	declared := declaredBy(then, b.declaredAround(slices.Concat(results, then), slices.Collect(maps.Values(gone))))
	for i := range results {
		foundElsewhere(&then[i], declared)
		if compared[i] {
			b.compareUnit(&results[i], &then[i])
		}
	}
}

// hadSets reports whether a unit was deployed with the same parameter files.
func (b *Before) hadSets(now, then project.Unit) bool {
	return slices.EqualFunc(now.Sets, then.Sets, func(set, was project.ParameterSet) bool { return b.nameOf(set) == variantName(was) })
}

// nameOf returns the name that the variant of a parameter set had.
func (b *Before) nameOf(set project.ParameterSet) string {
	was := make([]string, len(set))
	for i, p := range set {
		was[i] = b.Was(p)
	}
	return variantName(was)
}

// readable reports whether all of a unit could be read, so that what was not
// found was not there.
func (b *Before) readable(now, then *unitResult) bool {
	unread := func(r *unitResult) int {
		n := 0
		for _, d := range r.diagnostics {
			if d.Code == unreadCode {
				n++
			}
		}
		return n
	}
	return !source.HasErrors(then.diagnostics) && unread(then) <= unread(now) &&
		!slices.ContainsFunc(b.Diagnostics, func(d source.Diagnostic) bool {
			return d.Severity == source.SeverityError && d.Range.File != nil && slices.ContainsFunc(now.files, func(f string) bool { return b.Was(f) == d.Range.File.Path })
		})
}

// declaredAround returns the types that findings claim to be nowhere and that
// units declared which are gone, or around the named files.
func (b *Before) declaredAround(results []unitResult, gone []project.Unit) declarations {
	types := claimedAbsent(results)
	around := elsewhereDeclared(b.Project, types)
	if len(types) == 0 {
		return around
	}
	for _, u := range gone {
		for _, g := range b.Project.Load(u).Graphs {
			around.add(newRelations(g))
		}
	}
	return around
}

// compareUnit compares a unit with what it was, each of its variants with the
// one it was. One that there was not is compared with all there were.
func (b *Before) compareUnit(now, then *unitResult) {
	var asked []*Finding
	for i := range now.findings {
		if f := &now.findings[i]; !f.onChanged {
			f.isNew = false
			asked = append(asked, f)
		}
	}
	for _, set := range now.unit.Sets {
		name, was := variantName(set), b.nameOf(set)
		here := slices.DeleteFunc(slices.Clone(asked), func(f *Finding) bool { return !f.isUnder(name) })
		for _, f := range unmatched(here, then.under(was)) {
			f.isNew = true
		}
	}
}

// under returns the findings that counted under a variant; under any if there is
// none of that name.
func (r *unitResult) under(variant string) []*Finding {
	var out []*Finding
	anyOne := !slices.Contains(r.variants, variant)
	for i := range r.findings {
		f := &r.findings[i]
		// Which variant differs from the other is a matter of their order.
		comparing := slices.Contains(f.Rule.Needs, "variants")
		accepted := f.Suppressed != nil && f.Suppressed.Kind == "comment"
		if !accepted && (anyOne || comparing || f.isUnder(variant)) {
			out = append(out, f)
		}
	}
	return out
}

// isUnder reports whether a finding holds for a variant.
func (f *Finding) isUnder(variant string) bool {
	return f.Variants == nil || slices.Contains(f.Variants, variant)
}

// likenesses tell, in this order, which findings of two days are the same: those
// at one spot, then those at another item of a list, or on a resource that only
// the code calls by another name; of each first those that say the same.
var likenesses = []func(*Finding) string{
	func(f *Finding) string { return spotInUnit(f) + "\x00" + f.Message },
	spotInUnit,
	func(f *Finding) string { return spotByName(f) + "\x00" + f.Message },
	spotByName,
}

// spotInUnit is what the fingerprint is made of but for the unit, which may have
// had another name.
func spotInUnit(f *Finding) string {
	return f.Rule.ID + "\x00" + within(f.Unit, f.Resource.ID) + "\x00" + f.Path.String()
}

func spotByName(f *Finding) string {
	fields := slices.DeleteFunc(slices.Clone(f.Path), func(e any) bool {
		_, isItem := e.(int)
		return isItem
	})
	return f.Rule.ID + "\x00" + f.Resource.Type + "\x00" + f.Resource.Name + "\x00" + fields.String()
}

// unmatched returns those of the findings that none of before is the same as.
// Each of these is the same as one of them.
func unmatched(findings, before []*Finding) []*Finding {
	for _, key := range likenesses {
		left, taken := map[string]int{}, map[string]int{}
		for _, f := range before {
			left[key(f)]++
		}
		findings = slices.DeleteFunc(findings, func(f *Finding) bool {
			k := key(f)
			found := taken[k] < left[k]
			if found {
				taken[k]++
			}
			return found
		})
		before = slices.DeleteFunc(before, func(f *Finding) bool {
			k := key(f)
			taken[k]--
			return taken[k] >= 0
		})
	}
	return findings
}
