package lint

import (
	"bytes"
	"path"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// texts are the files of a unit. What a graph does not show, such as a parameter
// that a condition uses as well, is looked for in them. Each file is read through
// once, whatever is asked.
type texts struct {
	files map[string]*source.File
	// beside are the files by their folder.
	beside map[string][]*source.File
	read   map[*source.File]*words
}

func newTexts(files []*source.File) *texts {
	t := &texts{files: map[string]*source.File{}, beside: map[string][]*source.File{}, read: map[*source.File]*words{}}
	for _, f := range files {
		t.files[f.Path] = f
		t.beside[path.Dir(f.Path)] = append(t.beside[path.Dir(f.Path)], f)
	}
	return t
}

// mendable reports whether people write a file, and it is one of the unit's.
func (t *texts) mendable(g *graph.Graph, f *source.File) bool {
	isPlan := g.Language == "terraform" && path.Ext(f.Path) == ".json" && !isTerraform(f.Path)
	return !f.External && !isPlan && t.files[f.Path] != nil && !t.of(f).generated
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
func (t *texts) only(o value.Origin, written *source.File, text string) bool {
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
func (t *texts) count(s *value.Step) int {
	n := 0
	for _, f := range t.scope(s.Use.File) {
		n += t.of(f).uses[nameIn(f, s.Kind == value.StepVariable, s.Name)]
	}
	return n
}

// allows reports whether all that limits the values of names where a file's are
// known names a text.
func (t *texts) allows(file *source.File, text string) bool {
	for _, f := range t.scope(file) {
		for _, limit := range t.of(f).limits {
			if !bytes.Contains(limit, []byte(text)) {
				return false
			}
		}
	}
	return true
}

// scope returns the files in which the names of a file are known.
func (t *texts) scope(file *source.File) []*source.File {
	if isTerraform(file.Path) {
		return t.beside[path.Dir(file.Path)]
	}
	return []*source.File{file}
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
