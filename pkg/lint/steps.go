package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hublint/hublint/pkg/lint/baseline"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// merge makes one list of what the variants of a unit gave. What holds for
// some of them only names those, and what weighs differently counts as where it
// weighs most.
func merge(variants []variant) ([]Finding, []Undecided) {
	if len(variants) == 1 {
		return variants[0].findings, variants[0].undecided
	}
	var findings []Finding
	at := map[string]int{}
	for _, v := range variants {
		for _, f := range v.findings {
			key := fmt.Sprint(f.Fingerprint, f.Range, f.Range.End, f.Message, f.Suppressed == nil)
			i, ok := at[key]
			if !ok {
				i = len(findings)
				at[key] = i
				findings = append(findings, f)
			} else {
				findings[i].add(f)
			}
			if !slices.Contains(findings[i].Variants, v.name) {
				findings[i].Variants = append(findings[i].Variants, v.name)
			}
		}
	}
	for i := range findings {
		if len(findings[i].Variants) == len(variants) {
			findings[i].Variants = nil
		}
	}
	return findings, mergeUndecided(variants)
}

// add takes over what another variant has to say of the same finding.
func (f *Finding) add(other Finding) {
	f.fixes = append(f.fixes, other.fixes...)
	f.about = append(f.about, other.about...)
	f.pieces = append(f.pieces, other.pieces...)
	f.anchors = append(f.anchors, other.anchors...)
	for _, r := range other.Related {
		if !slices.Contains(f.Related, r) {
			f.Related = append(f.Related, r)
		}
	}
	if other.Severity.Rank() > f.Severity.Rank() {
		f.Severity = other.Severity
	}
}

func mergeUndecided(variants []variant) []Undecided {
	var out []Undecided
	seen := map[string]bool{}
	for _, v := range variants {
		for _, u := range v.undecided {
			if key := u.Rule.ID + u.Resource.ID + u.Path.String(); !seen[key] {
				seen[key] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// assemble makes the report of all units. The order of the steps matters:
// each works on what the ones before it left.
func assemble(results []unitResult, around declarations, o Options) *Report {
	report := &Report{}
	files := map[string]bool{}
	declared := declaredBy(results, around)
	dropShared(results)
	for i := range results {
		r := &results[i]
		foundElsewhere(r, declared)
		inBaseline(r, o.Baseline)
		kept, yielded := yield(r.findings, r.variants)
		r.findings = kept
		r.wanted(o)
		report.Yielded = append(report.Yielded, yielded...)
	}
	onlyNew(results, o)
	for i := range results {
		r := &results[i]
		report.Findings = append(report.Findings, r.findings...)
		report.Undecided = append(report.Undecided, r.undecided...)
		report.Diagnostics = append(report.Diagnostics, r.diagnostics...)
		report.Rules = append(report.Rules, r.rules...)
		report.Undeclared = append(report.Undeclared, r.undeclared...)
		report.Excerpt.Nodes = append(report.Excerpt.Nodes, r.excerpt.Nodes...)
		report.Excerpt.Edges = append(report.Excerpt.Edges, r.excerpt.Edges...)
		report.Summary.Resources += r.resources
		for _, f := range r.files {
			files[f] = true
		}
	}
	report.Diagnostics = withoutRepeats(append(report.Diagnostics, stale(results, o)...))
	report.Rules, report.Undeclared = byID(report.Rules), byID(report.Undeclared)
	report.Summary.Files = len(files)
	report.Summary.Units = len(results)
	report.Summary.Undecided = len(report.Undecided)
	report.count()
	report.Findings = slices.DeleteFunc(report.Findings, func(f Finding) bool { return f.Severity.Rank() < o.MinSeverity.Rank() })
	for i := range report.Findings {
		f := &report.Findings[i]
		f.Remediation = remediation(f.Rule, f.language)
		if f.Suppressed != nil {
			f.Fix = nil
		}
	}
	report.Sort()
	return report
}

// inBaseline accepts the findings that a baseline has.
func inBaseline(r *unitResult, b *baseline.Baseline) {
	for i := range r.findings {
		f := &r.findings[i]
		f.Entry = baseline.Entry{Rule: f.Rule.Name, Unit: r.home, Resource: within(f.Unit, f.Resource.ID), Path: f.Path.String()}
		if f.Suppressed == nil && b.Has(f.Entry) {
			f.Suppressed = &Suppression{Kind: "baseline"}
		}
	}
}

// byID returns rules in the order of their ids, each once.
func byID(rules []*rule.Rule) []*rule.Rule {
	slices.SortFunc(rules, func(a, b *rule.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(rules)
}

// yield parts the findings whose rule gives way to one that has a finding on
// the same resource from the others: one fault, one finding. It does so under
// the variants of the unit that both hold for.
func yield(findings []Finding, variants []string) (kept, yielded []Finding) {
	under := func(f Finding) []string {
		if f.Variants == nil {
			return variants
		}
		return f.Variants
	}
	type on struct{ resource, rule string }
	has := map[on][]string{}
	for _, f := range findings {
		key := on{f.Resource.ID, f.Rule.Name}
		has[key] = append(has[key], under(f)...)
	}
	for _, f := range findings {
		var others []string
		for _, name := range f.Rule.YieldsTo {
			others = append(others, has[on{f.Resource.ID, name}]...)
		}
		left := slices.DeleteFunc(slices.Clone(under(f)), func(name string) bool { return slices.Contains(others, name) })
		if len(left) == 0 {
			yielded = append(yielded, f)
			continue
		}
		if len(left) < len(under(f)) {
			f.Variants = left
		}
		kept = append(kept, f)
	}
	return kept, yielded
}

func (r *Report) count() {
	for _, f := range r.Findings {
		if f.Suppressed != nil {
			r.Summary.Suppressed++
			continue
		}
		switch f.Severity {
		case rule.Error:
			r.Summary.Errors++
		case rule.Warning:
			r.Summary.Warnings++
		case rule.Note:
			r.Summary.Notes++
		}
	}
}

// Sort puts everything in the order of reports: by file and place, then rule.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Findings, compareFindings)
	slices.SortStableFunc(r.Yielded, compareFindings)
	slices.SortStableFunc(r.Undecided, func(a, b Undecided) int {
		return cmp.Or(source.Compare(a.Range, b.Range), cmp.Compare(a.Rule.ID, b.Rule.ID),
			cmp.Compare(a.Resource.ID, b.Resource.ID), cmp.Compare(a.Path.String(), b.Path.String()))
	})
	slices.SortStableFunc(r.Diagnostics, func(a, b source.Diagnostic) int {
		return cmp.Or(source.Compare(a.Range, b.Range), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
}

func compareFindings(a, b Finding) int {
	return cmp.Or(source.Compare(a.Range, b.Range), cmp.Compare(a.Rule.ID, b.Rule.ID),
		cmp.Compare(a.Resource.ID, b.Resource.ID), cmp.Compare(a.Path.String(), b.Path.String()), cmp.Compare(a.Message, b.Message))
}
