package lsp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// finder looks for the properties that are written at a place: those of the
// smallest text around it.
type finder struct {
	offset int32
	is     func(*source.File) bool
	// files remembers what is says.
	files map[*source.File]bool
	size  int32
	found []property
}

// property is a property of a resource.
type property struct {
	resource *graph.Resource
	path     string
	value    value.Value
}

func (f *finder) graph(g *graph.Graph) {
	for _, r := range g.All() {
		r.Body.Walk(func(p value.Path, v value.Value) bool {
			for _, field := range v.Fields() {
				f.meet(r, p.Key(field.Key), v.Get(field.Key), field.KeyRange)
			}
			// A place in a collection is a place in one of its parts.
			if v.Kind() != value.Object && v.Kind() != value.Array {
				f.meet(r, p, v, v.Range())
			}
			for _, s := range v.Origin().Steps() {
				f.meet(r, p, v, s.Use)
			}
			return true
		})
	}
}

// meet notes a property if the place lies in a text that stands for it.
func (f *finder) meet(r *graph.Resource, p value.Path, v value.Value, at source.Range) {
	if at.IsZero() || f.offset < at.Start || f.offset > at.End || !f.here(at.File) {
		return
	}
	size := at.End - at.Start
	if len(f.found) > 0 && size > f.size {
		return
	}
	if size < f.size {
		f.found = nil
	}
	f.size = size
	f.found = append(f.found, property{r, p.String(), v})
}

func (f *finder) here(file *source.File) bool {
	known, ok := f.files[file]
	if !ok {
		if f.files == nil {
			f.files = map[*source.File]bool{}
		}
		known = f.is(file)
		f.files[file] = known
	}
	return known
}

// maxShown is how many properties are told of one place.
const maxShown = 4

// text tells what was found.
func (f *finder) text() string {
	var parts []string
	for _, p := range f.found {
		if text := p.text(); !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	if more := len(parts) - maxShown; more > 0 {
		parts = append(parts[:maxShown], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, "\n\n")
}

func (p property) text() string {
	text := fmt.Sprintf("`%s` of %s `%s`: %s", p.path, p.resource.Type, p.resource.Name(), show(p.value))
	steps := p.value.Origin().Steps()
	var way []string
	for _, s := range steps {
		way = append(way, stepWords[s.Kind]+" `"+s.Name+"`")
	}
	if at := p.value.Range(); !at.IsZero() {
		way = append([]string{"written at " + at.String()}, way...)
	}
	if len(steps) > 0 {
		text += "  \n" + strings.Join(way, " → ")
	}
	return text
}

var stepWords = [...]string{
	value.StepDefault:       "default of parameter",
	value.StepParameterFile: "given for parameter",
	value.StepArgument:      "argument",
	value.StepVariable:      "variable",
	value.StepOutput:        "output",
}

// show tells a value, or what is known of one that is not.
func show(v value.Value) string {
	if v.Has(value.Sensitive) {
		return "a secret"
	}
	u := v.Unresolved()
	switch {
	case u != nil && len(u.AnyOf) > 0:
		var words []string
		for _, a := range u.AnyOf {
			words = append(words, "`"+a.Show()+"`")
		}
		return "one of " + strings.Join(words, ", ")
	case u != nil:
		return fmt.Sprintf("not known from the files (%s `%s`)", u.Reason, strings.ReplaceAll(u.Expr, "`", "'"))
	case v.Kind() == value.Array || v.Kind() == value.Object:
		return v.Show()
	}
	return "`" + strings.ReplaceAll(v.Show(), "`", "'") + "`"
}
