package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
)

// answer answers a row, by its place in the guide.
func (in *Input) answer(i int, comparisons []Comparison) Row {
	row := Row{Row: in.Guide.Rows[i], Rules: serving(in.Rules, in.Guide.Rows[i].ID), Given: in.given(in.Guide.Rows[i].ID)}
	unread := in.Observer.unread()
	if !in.Observer.deploys(row.Applies) {
		row.Answer = NotApplicable
		if len(unread) > 0 {
			row.Answer, row.Reasons = Undecided, unread
		}
		return row
	}
	row.Findings = in.findings(row.ID)
	proven := false
	if row.Evidence, proven = in.Observer.evidence(i); row.Compares {
		proven = row.compared(comparisons)
	}
	declared := in.declared(&row)
	proven = proven && declared
	if !declared {
		row.Evidence = nil
	}
	doubts := in.doubts(row.ID, proven)
	row.Answer = row.weigh(proven, len(doubts) > 0)
	if row.Answer == Undecided {
		row.Reasons = append(row.Reasons, doubts...)
		row.explain(unread)
	}
	return row
}

// weigh returns the answer for a row that something of its kind is deployed
// for. What is only noted stands in the way of no proof.
func (r *Row) weigh(proven, doubted bool) Answer {
	heavy, light, accepted, elsewhere := r.count()
	different := r.Compares && len(r.Reasons) > 0 && len(r.Evidence) > 0
	switch {
	case heavy || different, !proven && (light || accepted):
		return NotMet
	case doubted:
		return Undecided
	case proven:
		return Met
	case elsewhere, r.Sees != guide.Yes && len(r.Reasons) == 0:
		return NotInCode
	}
	return Undecided
}

// count says which kinds of findings there are: those that count, those that
// are only noted, those that people accepted, and those on what they say is
// elsewhere.
func (r *Row) count() (heavy, light, accepted, elsewhere bool) {
	for _, f := range r.Findings {
		switch {
		case f.Suppressed != nil && f.Suppressed.Kind == "elsewhere":
			elsewhere = true
		case f.Suppressed != nil:
			accepted = true
		case f.Severity == rule.Note:
			light = true
		default:
			heavy = true
		}
	}
	return heavy, light, accepted, elsewhere
}

// explain makes sure that an undecided row says why.
func (r *Row) explain(unread []Reason) {
	r.Reasons = compactReasons(r.Reasons)
	if len(r.Reasons) > 0 {
		return
	}
	r.Reasons = unread
	if len(unread) == 0 {
		r.Reasons = []Reason{{Text: "no rule finds a fault, but nothing in the code shows it either"}}
	}
}

// compactReasons drops reasons that say the same.
func compactReasons(list []Reason) []Reason {
	seen := map[Reason]bool{}
	return slices.DeleteFunc(list, func(r Reason) bool {
		was := seen[r]
		seen[r] = true
		return was
	})
}

// findings returns what rules that serve a row found, what gave way to another
// finding too.
func (in *Input) findings(row string) []lint.Finding {
	var out []lint.Finding
	for _, list := range [][]lint.Finding{in.Report.Findings, in.Report.Yielded} {
		for _, f := range list {
			if slices.Contains(f.Rule.Guide, row) {
				out = append(out, f)
			}
		}
	}
	return out
}

// doubts returns why rules that serve a row could not tell. Where it is proven,
// only rules of weight can put it in doubt.
func (in *Input) doubts(row string, proven bool) []Reason {
	var out []Reason
	for _, u := range in.Report.Undecided {
		if slices.Contains(u.Rule.Guide, row) && (!proven || u.Rule.Severity != rule.Note) {
			out = append(out, Reason{fmt.Sprintf("%s: %s", u.Rule.Name, u.Reason), u.Range.Location()})
		}
	}
	return out
}

// declared reports whether all of the workload is declared that the row needs,
// and says what is not. A row on features is for those who declare one of them.
func (in *Input) declared(row *Row) bool {
	var missing []string
	for _, key := range row.Workload {
		if in.Workload.Get(key).IsNothing() {
			missing = append(missing, "workload."+key)
		}
	}
	if len(missing) > 0 {
		row.Reasons = append(row.Reasons, Reason{Text: "declare " + strings.Join(missing, ", ") + " in .hublint.yaml to have it decided"})
		return false
	}
	if len(row.Features) == 0 {
		return true
	}
	for _, f := range in.Workload.Get("features").Items() {
		if slices.Contains(row.Features, f.Show()) {
			return true
		}
	}
	return false
}
