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
	at        source.Range
	severity  rule.Severity
	message   string
	name      string
	resources int
}

func (h headline) text() string {
	if h.resources > 1 {
		return fmt.Sprintf("%s (%d resources)", h.message, h.resources)
	}
	return h.message
}

// headlines returns what is said of a place, once each: a loop, or a module
// that is called several times, gives one place many resources.
func headlines(list []lint.Finding) []headline {
	var out []headline
	for _, f := range list {
		message := f.Message
		if len(f.Variants) > 0 {
			message += " (with " + strings.Join(f.Variants, ", ") + ")"
		}
		h := headline{f.Range, f.Severity, message, f.Rule.Name, 0}
		i := slices.IndexFunc(out, func(o headline) bool { o.resources = 0; return o == h })
		if i < 0 {
			i, out = len(out), append(out, h)
		}
		out[i].resources++
	}
	return out
}

// helps returns what to do about the findings on a place, once each.
func helps(list []lint.Finding) []headline {
	var out []headline
	for _, f := range list {
		if h := (headline{name: f.Rule.Name, message: f.Remediation}); !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}
