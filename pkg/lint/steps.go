package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
			key := fmt.Sprint(f.Fingerprint, f.Range, f.Range.End, f.Message)
			i, ok := at[key]
			if !ok {
				i = len(findings)
				at[key] = i
				findings = append(findings, f)
			} else {
				findings[i].fixes = append(findings[i].fixes, f.fixes...)
				findings[i].pieces = append(findings[i].pieces, f.pieces...)
			}
			findings[i].Variants = append(findings[i].Variants, v.name)
			if f.Severity.Rank() > findings[i].Severity.Rank() {
				findings[i].Severity = f.Severity
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
func assemble(results []unitResult, around map[string][]string, o Options) *Report {
	report := &Report{}
	files := map[string]bool{}
	declared := declarations(results, around)
	dropShared(results)
	for i := range results {
		r := &results[i]
		foundElsewhere(r, declared)
		inBaseline(r, o.Baseline)
		kept, yielded := yield(r.findings)
		r.findings = kept
		r.wanted(o)
		report.Findings = append(report.Findings, r.findings...)
		report.Yielded = append(report.Yielded, yielded...)
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
		f.Entry = baseline.Entry{Rule: f.Rule.Name, Unit: r.home, Resource: f.Resource.Address, Path: f.Path.String()}
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

// foundElsewhere makes findings on an absence undecided where another unit
// declares what is absent: the two may be deployed side by side.
func foundElsewhere(r *unitResult, declared map[string][]string) {
	r.findings = slices.DeleteFunc(r.findings, func(f Finding) bool {
		for _, typ := range f.Rule.AbsenceOf {
			i := slices.IndexFunc(declared[strings.ToLower(typ)], func(unit string) bool { return unit != f.Unit })
			if i < 0 {
				continue
			}
			r.undecided = append(r.undecided, Undecided{
				Rule: f.Rule, Unit: f.Unit, Resource: f.Resource, Path: f.Path, Range: f.Range, anchors: f.anchors,
				Reason: fmt.Sprintf("%s declares a resource of type %s", declared[strings.ToLower(typ)][i], typ),
			})
			return true
		}
		return false
	})
}

// declarations returns the units that declare each type, by lower-case type,
// those around the ones that were judged among them.
// Two of a type are enough to find another one than that at hand.
func declarations(all []unitResult, around map[string][]string) map[string][]string {
	out := around
	if out == nil {
		out = map[string][]string{}
	}
	for i := range all {
		for typ := range all[i].types {
			if len(out[typ]) < 2 {
				out[typ] = append(out[typ], all[i].unit.Root)
			}
		}
	}
	return out
}

// yield parts the findings whose rule gives way to one that has a finding on
// the same resource from the others: one fault, one finding.
func yield(findings []Finding) (kept, yielded []Finding) {
	has := map[string]bool{}
	for _, f := range findings {
		has[f.Resource.ID+"\x00"+f.Rule.Name] = true
	}
	for _, f := range findings {
		if slices.ContainsFunc(f.Rule.YieldsTo, func(name string) bool { return has[f.Resource.ID+"\x00"+name] }) {
			yielded = append(yielded, f)
		} else {
			kept = append(kept, f)
		}
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
