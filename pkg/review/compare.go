package review

import (
	"fmt"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// aspects are what compared paths are about, the gravest first.
var aspects = []string{"security", "size", "design"}

// Comparison sets the parameter sets of a unit side by side.
type Comparison struct {
	Unit string
	Sets []string
	// Equal counts the values that matter and are the same in all sets.
	Equal       int
	Differences []Difference
	// first is a resource that was compared.
	first Evidence
}

// Difference is a value that matters and is not the same in all sets.
type Difference struct {
	Resource lint.Resource
	// Path is empty where the resource itself is not in all sets.
	Path string
	// Aspect is "security", "size" or "design".
	Aspect string
	// Values has one for each set.
	Values []SetValue
}

// SetValue is a value under one parameter set.
type SetValue struct {
	Text string
	// Known says that the files tell.
	Known    bool
	Location source.Location
}

func compare(graphs []*graph.Graph) *Comparison {
	byType := azure.Compared()
	c := &Comparison{Unit: graphs[0].Root}
	seen := map[string]bool{}
	for _, g := range graphs {
		c.Sets = append(c.Sets, setName(g))
		for _, r := range g.Resources {
			paths, matters := byType[strings.ToLower(r.Type)]
			if matters && !r.Existing && !seen[r.ID] {
				seen[r.ID] = true
				c.resource(r, graphs, paths)
			}
		}
	}
	return c
}

// resource compares a resource with what has its id in each graph.
func (c *Comparison) resource(r *graph.Resource, graphs []*graph.Graph, paths map[string][]string) {
	twins := make([]*graph.Resource, len(graphs))
	there := Difference{Resource: resourceOf(r), Aspect: "design"}
	if len(paths["security"]) > 0 {
		there.Aspect = "security"
	}
	for i, g := range graphs {
		twins[i] = g.Resource(r.ID)
		there.Values = append(there.Values, presence(twins[i]))
	}
	c.add(there)
	if c.first.Text == "" {
		c.first = Evidence{resourceOf(r), "is compared", "", r.Header.Own(r.Calls).Location()}
	}
	for _, aspect := range aspects {
		for _, path := range paths[aspect] {
			d := Difference{Resource: there.Resource, Path: path, Aspect: aspect}
			written := false
			for _, twin := range twins {
				v, set := setValue(twin, path)
				written = written || set
				d.Values = append(d.Values, v)
			}
			if written {
				c.add(d)
			}
		}
	}
}

// add keeps a difference, and counts what is none.
func (c *Comparison) add(d Difference) {
	for _, v := range d.Values[1:] {
		if v.Text != d.Values[0].Text {
			c.Differences = append(c.Differences, d)
			return
		}
	}
	c.Equal++
}

func presence(r *graph.Resource) SetValue {
	switch {
	case r == nil:
		return SetValue{Text: "not deployed", Known: true}
	case r.Exists.Truth() != value.True:
		return SetValue{"perhaps deployed", false, r.Header.Own(r.Calls).Location()}
	}
	return SetValue{"deployed", true, r.Header.Own(r.Calls).Location()}
}

// setValue returns the value at a path of a resource, and whether anything is
// written there.
func setValue(r *graph.Resource, path string) (SetValue, bool) {
	if r == nil {
		return SetValue{Text: "not deployed", Known: true}, false
	}
	v := r.Body
	for key := range strings.SplitSeq(path, ".") {
		v = v.Get(key)
	}
	at := v.Range()
	if at.IsZero() {
		at = r.Header
	}
	out := SetValue{render(v), v.IsWhole(), at.Own(r.Calls).Location()}
	return out, !v.IsNothing()
}

// render writes a value whole, so that two that differ read differently, but
// for secrets.
func render(v value.Value) string {
	switch {
	case v.Has(value.Sensitive):
		return "a secret"
	case v.IsNothing():
		return "not set"
	case v.Kind() == value.Array:
		var items []string
		for i := range v.Items() {
			items = append(items, render(v.Item(i)))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case v.Kind() == value.Object:
		var fields []string
		for _, f := range v.Fields() {
			fields = append(fields, f.Key+": "+render(v.Get(f.Key)))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case v.Kind() == value.Unknown:
		return "not known (" + v.Show() + ")"
	case v.Has(value.Platform):
		return v.Show() + " (default)"
	}
	return v.Show()
}

// compared answers the row on environments that equal each other: differences
// in size are for cost to weigh, those in security are not.
func (r *Row) compared(comparisons []Comparison) bool {
	equal := true
	for _, c := range comparisons {
		e := c.first
		if !located(e.Location) {
			continue
		}
		n := 0
		for _, d := range c.Differences {
			if d.Aspect == "security" {
				n++
				r.Reasons = append(r.Reasons, Reason{d.Text(c.Sets), d.location()})
			}
		}
		equal = equal && n == 0
		e.Text = fmt.Sprintf("is compared under %s: %s that matter are equal, %s", strings.Join(c.Sets, " and "),
			plural(c.Equal, "value", "values"), plural(len(c.Differences), "differs", "differ"))
		r.Evidence = append(r.Evidence, e)
	}
	if len(r.Evidence) == 0 {
		r.Reasons = append(r.Reasons, Reason{Text: "there is one set of parameters only; name those of each environment below units in .hublint.yaml"})
	}
	return len(r.Evidence) > 0 && equal
}

// Text says what differs, in one line.
func (d Difference) Text(sets []string) string {
	var values []string
	for i, v := range d.Values {
		values = append(values, source.Shorten(v.Text, maxBrief)+" under "+sets[i])
	}
	subject := d.Resource.Name
	if d.Path != "" {
		subject += " " + d.Path
	}
	return subject + ": " + strings.Join(values, ", ")
}

func (d Difference) location() source.Location {
	for _, v := range d.Values {
		if located(v.Location) {
			return v.Location
		}
	}
	return source.Location{}
}
