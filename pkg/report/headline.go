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
	// Finding is that on the first of them.
	lint.Finding
	message   string
	resources int
}

func (h headline) text() string {
	if h.resources > 1 {
		return fmt.Sprintf("%s (%d resources)", h.message, h.resources)
	}
	return h.message
}

// headlines returns what is said of each place, once: a loop, or a module that
// is called several times, gives one place many resources.
func headlines(list []lint.Finding) []headline {
	type key struct {
		at            source.Range
		severity      rule.Severity
		rule, message string
	}
	var out []headline
	at := map[key]int{}
	for _, f := range list {
		message := f.Message + variantsOf(f)
		k := key{f.Range, f.Severity, f.Rule.Name, message}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, headline{f, message, 0})
		}
		out[i].resources++
	}
	return out
}

// inFull returns what a finding says and what to do about it.
func inFull(f lint.Finding) string {
	return f.Message + variantsOf(f) + ". " + oneLine(f.Remediation)
}

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
