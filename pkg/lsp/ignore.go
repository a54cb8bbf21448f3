package lsp

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/lint/suppress"
	"github.com/hublint/hublint/pkg/project"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/source"
)

// reason stands in comments where the user has to say why.
const reason = "TODO: say why"

// insertion is a text to insert into a document.
type insertion struct {
	title string
	at    int
	text  string
}

// ignores returns the comments that accept a finding: in the smallest part of
// the file that one can stand before, and in the whole file. A comment that
// would not be understood where it would stand is left out.
func ignores(d *document, f *report.Headline, o *outcome) []insertion {
	mark := commentMark(f.Range.File.Path)
	if mark == "" || isPlan(o, f) {
		return nil
	}
	data, ending := d.file.Data, lineEnding(d.file.Data)
	accepts := func(i insertion, whole bool) bool { return i.accepts(d, f, whole) }
	var out []insertion
	for _, start := range partStarts(d.file, f.Range) {
		line, _ := d.file.LineSpan(d.file.Position(start).Line)
		line = max(line, afterMark(data))
		indent := string(data[line:start])
		i := insertion{
			"Ignore " + f.Rule.Name + " here, with a reason", start,
			mark + " " + suppress.Mark + " " + f.Rule.Name + " -- " + reason + ending + indent,
		}
		if strings.TrimSpace(indent) == "" && accepts(i, false) {
			out = append(out, i)
			break
		}
	}
	i := insertion{
		"Ignore " + f.Rule.Name + " in this file", afterMark(data),
		mark + " " + suppress.Mark + "-file " + f.Rule.Name + " -- " + reason + ending,
	}
	if accepts(i, true) {
		out = append(out, i)
	}
	return out
}

// commentMark returns what begins a comment in a file, empty if the language
// that reads it has none.
func commentMark(p string) string {
	name := path.Base(p)
	switch {
	case strings.HasSuffix(name, ".tf.json"), strings.HasSuffix(name, ".tofu.json"), strings.HasSuffix(name, ".tfvars.json"):
		return ""
	case strings.HasSuffix(name, ".tf"), strings.HasSuffix(name, ".tofu"), strings.HasSuffix(name, ".tfvars"):
		return "#"
	}
	return "//"
}

// isPlan reports whether a finding is in a file that Terraform wrote.
func isPlan(o *outcome, f *report.Headline) bool {
	return slices.ContainsFunc(o.units, func(k *kept) bool {
		return k.unit.Root == f.Range.File.Path && k.unit.Language == "terraform"
	})
}

// partStarts returns where the parts of a file around a range begin, the
// smallest part first.
func partStarts(f *source.File, at source.Range) []int {
	var around []source.Range
	for _, p := range project.Outline(f).Parts {
		if p.Start <= at.Start && at.End <= p.End {
			around = append(around, p)
		}
	}
	slices.SortFunc(around, func(a, b source.Range) int { return cmp.Compare(a.End-a.Start, b.End-b.Start) })
	var out []int
	for _, p := range around {
		out = append(out, int(p.Start))
	}
	return out
}

// accepts reports whether the text would be understood as meant: a comment
// binds to what its parser finds, so it is tried.
func (i insertion) accepts(d *document, f *report.Headline, whole bool) bool {
	text := slices.Concat(d.file.Data[:i.at], []byte(i.text), d.file.Data[i.at:])
	edited := source.NewFile(f.Range.File.Path, text)
	moved := edited.Range(int(f.Range.Start)+len(i.text), int(f.Range.End)+len(i.text))
	directives, _ := suppress.Find(project.Outline(edited))
	return slices.ContainsFunc(directives, func(s suppress.Directive) bool {
		return int(s.At.Start) == i.at && s.WholeFile == whole && s.Covers(moved)
	})
}

func lineEnding(data []byte) string {
	if bytes.Contains(data, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// afterMark returns where the text begins, after a byte order mark.
func afterMark(data []byte) int {
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		return 3
	}
	return 0
}
