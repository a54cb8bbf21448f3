package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// headline is what a rule says at a place, of however many resources.
type headline struct {
	// Finding is that on the first of them, with what is related to any of them.
	lint.Finding
	message   string
	resources int
	// unrelated is the number of related places beyond maxRelated.
	unrelated int
}

// maxRelated bounds the related places that are named: a module may have a
// hundred callers.
const maxRelated = 10

func (h headline) text() string {
	if h.resources > 1 {
		return fmt.Sprintf("%s (%d resources)", h.message, h.resources)
	}
	return h.message
}

// headlines returns what is said of each place, once: a loop, or a module that
// is called several times, gives one place many resources. What is accepted
// stands apart.
func headlines(list []lint.Finding) []headline {
	type key struct {
		at            source.Place
		severity      rule.Severity
		rule, message string
		accepted      lint.Suppression
	}
	type relation struct {
		of      int
		at      source.Place
		message string
	}
	var out []headline
	at, related := map[key]int{}, map[relation]bool{}
	for _, f := range list {
		message := f.Message + variantsOf(f)
		k := key{f.Range.Place(), f.Severity, f.Rule.Name, message, lint.Suppression{}}
		if f.Suppressed != nil {
			k.accepted = lint.Suppression{Kind: f.Suppressed.Kind, Reason: f.Suppressed.Reason}
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, headline{Finding: f, message: message})
			out[i].Related = nil
		}
		out[i].resources++
		for _, r := range f.Related {
			it := relation{i, r.Range.Place(), r.Message}
			switch {
			case related[it]:
				continue
			case len(out[i].Related) < maxRelated:
				out[i].Related = append(out[i].Related, r)
			default:
				out[i].unrelated++
			}
			related[it] = true
		}
	}
	return out
}

// open returns the findings that nobody accepts.
func open(list []lint.Finding) []lint.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f lint.Finding) bool { return f.Suppressed != nil })
}

// inFull returns what is said and what to do about it.
func (h headline) inFull() string { return h.text() + ". " + oneLine(h.Remediation) }

// variantsOf names the parameter files that a finding holds for, if not for all.
func variantsOf(f lint.Finding) string {
	if len(f.Variants) == 0 {
		return ""
	}
	return " (with " + strings.Join(f.Variants, ", ") + ")"
}

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
