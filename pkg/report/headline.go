package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// Headline is what a rule says at a place, of however many resources.
type Headline struct {
	// Finding is that on the first of them, with what is related to any of them.
	lint.Finding
	resources int
	// unrelated is the number of related places beyond maxRelated.
	unrelated int
}

// maxRelated bounds the related places that are named: a module may have a
// hundred callers.
const maxRelated = 10

// Text is the message, with what it holds for.
func (h Headline) Text() string {
	if h.resources > 1 {
		return fmt.Sprintf("%s (%d resources)", h.message(), h.resources)
	}
	return h.message()
}

// message names the parameter files that it holds for, if not for all.
func (h Headline) message() string {
	if len(h.Variants) == 0 {
		return h.Message
	}
	return h.Message + " (with " + strings.Join(h.Variants, ", ") + ")"
}

// Headlines returns what is said of each place, once: a loop, or a module that
// is called several times, gives one place many resources. What is accepted
// stands apart.
func Headlines(list []lint.Finding) []Headline {
	type key struct {
		at            source.Place
		severity      rule.Severity
		rule, message string
		accepted      lint.Suppression
	}
	type part struct {
		of   int
		at   source.Place
		text string
	}
	var out []Headline
	at, seen := map[key]int{}, map[part]bool{}
	isNew := func(p part) bool {
		known := seen[p]
		seen[p] = true
		return !known
	}
	for _, f := range list {
		k := key{f.Range.Place(), f.Severity, f.Rule.Name, f.Message, lint.Suppression{}}
		if f.Suppressed != nil {
			k.accepted = lint.Suppression{Kind: f.Suppressed.Kind, Reason: f.Suppressed.Reason}
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, Headline{Finding: f})
			out[i].Related = nil
		}
		h := &out[i]
		h.Variants = bothVariants(h.Variants, f.Variants)
		if isNew(part{of: i, text: f.Resource.ID}) {
			h.resources++
		}
		for _, r := range f.Related {
			switch {
			case !isNew(part{i, r.Range.Place(), r.Message}):
			case len(h.Related) < maxRelated:
				h.Related = append(h.Related, r)
			default:
				h.unrelated++
			}
		}
	}
	return out
}

// bothVariants returns the variants that one of two findings holds for; none for
// all.
func bothVariants(a, b []string) []string {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	all := slices.Clone(a)
	for _, name := range b {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// Open returns the findings that nobody accepts.
func Open(list []lint.Finding) []lint.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f lint.Finding) bool { return f.Suppressed != nil })
}

// inFull returns what is said and what to do about it.
func (h Headline) inFull() string { return h.Text() + ". " + oneLine(h.Remediation) }

// helps returns a finding for each rule and what it says to do.
func helps(list []lint.Finding) []lint.Finding {
	var out []lint.Finding
	for _, f := range list {
		if !slices.ContainsFunc(out, func(o lint.Finding) bool { return o.Rule.Name == f.Rule.Name && o.Remediation == f.Remediation }) {
			out = append(out, f)
		}
	}
	return out
}
