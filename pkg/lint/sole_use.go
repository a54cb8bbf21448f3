package lint

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// texts are the files of a unit. What a graph does not show, such as a parameter
// that a condition uses as well, is looked for in them.
type texts []*source.File

// mendable reports whether people write a file, and it is one of the unit's.
func (t texts) mendable(g *graph.Graph, f *source.File) bool {
	isPlan := g.Language == "terraform" && path.Ext(f.Path) == ".json" && !isTerraform(f.Path)
	return !f.External && !isPlan && t.has(f.Path) && !bytes.Contains(f.Data, []byte(`"_generator"`))
}

func (t texts) has(file string) bool {
	for _, f := range t {
		if f.Path == file {
			return true
		}
	}
	return false
}

// assigned is what stands on a line before a value that is all that a key, a
// parameter or a variable gets. A branch of a condition and an item of a list
// are not.
var assigned = pattern.Lazy(`(?:^|[{,(])\s*(?:(?:param|var)\s+)?["']?[\w.-]+["']?(?:\s+[\w.|' ]+)?\s*[:=]\s*["\[(${]*$`)

// between is what stands between a key and its value.
var between = pattern.Lazy(`^["']?\s*[:=]\s*["\[(${]*$`)

// follows reports whether a value is written after the key of the property that
// has it, or came there through names each of which is all that something gets:
// not as one of the items of a loop, nor as a branch of a condition.
func follows(r *graph.Resource, p value.Path, o value.Origin) bool {
	key, _ := p[len(p)-1].(string)
	parent, _ := r.Body.Find(p[:len(p)-1])
	f, _ := parent.Field(key)
	last := o.Range
	for _, s := range o.Steps() {
		if !isAssigned(last) {
			return false
		}
		last = s.Use
	}
	from := f.KeyRange
	return !from.IsZero() && !last.IsZero() && from.File.Path == last.File.Path && from.End <= last.Start &&
		between().Match(last.File.Data[from.End:last.Start])
}

func isAssigned(at source.Range) bool {
	if at.IsZero() {
		return false
	}
	start, _ := at.File.LineSpan(at.StartPosition().Line)
	return assigned().Match(bytes.TrimPrefix(at.File.Data[start:at.Start], []byte("\xef\xbb\xbf")))
}

// only reports whether a value on its way here passed through nothing that is
// used elsewhere, and through nothing that may not take the new text.
func (t texts) only(o value.Origin, written *source.File, text string) bool {
	for _, s := range o.Steps() {
		if s.Kind == value.StepOutput || s.Use.IsZero() {
			return false
		}
		if t.count(s) != 1 || !t.allows(s.Use.File, text) {
			return false
		}
	}
	return o.Way == nil || t.allows(written, text)
}

// count returns how often the name of a step is used where it is known.
func (t texts) count(s *value.Step) int {
	name, file := regexp.QuoteMeta(s.Name), s.Use.File
	switch {
	case isTerraform(file.Path):
		of := "var"
		if s.Kind == value.StepVariable {
			of = "local"
		}
		n := 0
		for _, f := range t.beside(file) {
			n += occurrences(f, `\b`+of+`\s*\.\s*`+name+`\b`)
		}
		return n
	case path.Ext(file.Path) == ".bicep":
		// The declaration and keys of that name are no uses.
		return occurrences(file, `\b`+name+`\b`) - occurrences(file, `\b(?:param|var)\s+`+name+`\b`) -
			occurrences(file, `(?m)(?:^|[{,])[ \t]*`+name+`[ \t]*:`)
	case path.Ext(file.Path) == ".json":
		of := "parameters"
		if s.Kind == value.StepVariable {
			of = "variables"
		}
		return occurrences(file, `(?i)\b`+of+`\(\s*'`+name+`'\s*\)`)
	}
	return 0
}

func occurrences(f *source.File, form string) int {
	return len(regexp.MustCompile(form).FindAllIndex(f.Data, -1))
}

// beside returns the files of the unit in the folder of a file.
func (t texts) beside(file *source.File) []*source.File {
	var out []*source.File
	for _, f := range t {
		if path.Dir(f.Path) == path.Dir(file.Path) {
			out = append(out, f)
		}
	}
	return out
}

// restrictions are what limits the values that a name can take.
var restrictions = pattern.Lazy(`@allowed\s*\([^)]*\)|"allowedValues"\s*:\s*\[[^\]]*\]|\bvalidation\s*\{[^}]*\}|'[^'\n]*'(?:\s*\|\s*'[^'\n]*')+`)

// allows reports whether all that limits the values of names in a file, or for
// Terraform beside it, names a text.
func (t texts) allows(file *source.File, text string) bool {
	files := []*source.File{file}
	if isTerraform(file.Path) {
		files = t.beside(file)
	}
	for _, f := range files {
		for _, limit := range restrictions().FindAll(f.Data, -1) {
			if !bytes.Contains(limit, []byte(text)) {
				return false
			}
		}
	}
	return true
}

// isTerraform reports whether a file is written in the language of Terraform,
// values of variables included.
func isTerraform(file string) bool {
	file = strings.TrimSuffix(file, ".json")
	for _, ext := range []string{".tf", ".tofu", ".tfvars"} {
		if strings.HasSuffix(file, ext) {
			return true
		}
	}
	return false
}
