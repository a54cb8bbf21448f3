// Package suppress reads the comments by which people accept a finding:
//
//	hublint:ignore hub-min-tls until=2027-06-30 -- the plant's modems know no better
//
// A comment speaks of the part of the file it stands on or before, however the
// lines around it move; hublint:ignore-file at the top speaks of all of it.
package suppress

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
)

// Mark begins every directive.
const Mark = "hublint:ignore"

// Directive is a comment that accepts what some rules find in a part of a file.
type Directive struct {
	// Names of the rules, as written.
	Names []string
	// Reason is why, which every directive has to say.
	Reason string
	// Until is the last day it holds for; the zero Time if it has none.
	Until time.Time
	// At is where it is written.
	At source.Range
	// Of is the part it speaks of, all of the file if WholeFile is set.
	Of        source.Range
	WholeFile bool
}

// Covers reports whether a place is within what the directive speaks of.
func (d Directive) Covers(at source.Range) bool {
	if at.File == nil || at.File.Path != d.At.File.Path {
		return false
	}
	return d.WholeFile || d.Of.Start <= at.Start && at.End <= d.Of.End
}

// Expired reports whether the last day has passed.
func (d Directive) Expired(now time.Time) bool {
	return !d.Until.IsZero() && !now.Before(d.Until.AddDate(0, 0, 1))
}

// Mentioned reports whether a text may hold directives, or what is meant as one,
// without reading it.
func Mentioned(data []byte) bool {
	return slices.ContainsFunc([]string{"hublint", "Hublint", "HUBLINT"}, func(word string) bool {
		return bytes.Contains(data, []byte(word))
	})
}

// Find returns the directives of a file, and what is wrong with those that are
// not understood.
func Find(o source.Outline) ([]Directive, []source.Diagnostic) {
	var out []Directive
	var diags []source.Diagnostic
	add := func(text string, d Directive, bound bool) {
		switch err := d.read(text); {
		case err != nil:
			diags = append(diags, source.Warningf(d.At, "ignore-syntax", "%v", err))
		case !bound && !d.WholeFile:
			diags = append(diags, source.Warningf(d.At, "ignore-unused", "expected a part of the file that this comment stands on or before, found none"))
		default:
			out = append(out, d)
		}
	}
	for _, c := range o.Comments {
		text, ok := directiveIn(c)
		if !ok {
			continue
		}
		of, bound := o.Of(c)
		if isForFile(text) && !o.Leads(c) {
			diags = append(diags, source.Warningf(c, "ignore-syntax", "expected hublint:ignore-file at the top of the file"))
			continue
		}
		add(text, Directive{At: c, Of: of}, bound)
	}
	for _, n := range o.Notes {
		add(n.Text, Directive{At: n.At, Of: n.Of, WholeFile: n.Of.IsZero()}, true)
	}
	return out, diags
}

// directiveIn returns the directive in a comment, or what is meant as one,
// without the comment's marks.
func directiveIn(c source.Range) (string, bool) {
	text := strings.TrimSpace(marks().ReplaceAllString(c.Text(), ""))
	return text, strings.HasPrefix(text, Mark) || nearly().MatchString(text)
}

var (
	// marks are what a comment begins and ends with.
	marks = pattern.Lazy(`^(?:/\*[*\s]*|//+|#+)|\*+/$`)
	// nearly finds what is meant as a directive: with a colon always, without
	// one if a rule or a reason follows, or nothing. The rest is prose.
	nearly = pattern.Lazy(`^(?i:hublint)(?:[\s-]*:[\s:-]*(?i:ignore)\b` +
		`|[\s-]+(?i:ignore(?:-file)?)(?:$|\s+(?:[A-Za-z0-9]+-[A-Za-z0-9]|[A-Z]+[0-9]+\b)|\s.*\s--))`)
	// ofFile finds what is meant as a directive for a file.
	ofFile = pattern.Lazy(`^(?i)hublint[\s:-]*ignore[\s_-]*file\b`)
)

func isForFile(text string) bool { return strings.HasPrefix(text, Mark+"-file") }

var form = pattern.Lazy(`^hublint:ignore(-file)?\s+([A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)((?:\s+[a-z]+=\S*)*)\s*(?:--\s*(.*))?$`)

// maxSaid bounds how much of a comment is told, in characters.
const maxSaid = 100

// read reads the text of a directive.
func (d *Directive) read(text string) error {
	m := form().FindStringSubmatch(text)
	if m == nil {
		mark := Mark
		if ofFile().MatchString(text) {
			mark += "-file"
		}
		return fmt.Errorf("expected %s RULE [until=YYYY-MM-DD] -- REASON, found %q", mark, source.Shorten(text, maxSaid))
	}
	d.WholeFile = d.WholeFile || m[1] != ""
	for name := range strings.SplitSeq(m[2], ",") {
		d.Names = append(d.Names, strings.TrimSpace(name))
	}
	for _, option := range strings.Fields(m[3]) {
		day, ok := strings.CutPrefix(option, "until=")
		if !ok {
			return fmt.Errorf("expected until=YYYY-MM-DD, found %q", option)
		}
		var err error
		if d.Until, err = time.Parse(time.DateOnly, day); err != nil {
			return fmt.Errorf("expected a day as YYYY-MM-DD in until, found %q", day)
		}
	}
	if d.Reason = strings.TrimSpace(m[4]); d.Reason == "" {
		return fmt.Errorf("expected a reason: %s %s -- REASON", Mark, strings.Join(d.Names, ", "))
	}
	return nil
}
