package review

import (
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/review/guide"
)

// Observer looks at the graphs of a run as they pass, and keeps of them only
// what a review shows.
type Observer struct {
	guide *guide.Guide
	units []observed
}

// observed is what is kept of a unit.
type observed struct {
	root       string
	language   string
	sets       []string
	resources  int
	types      map[string]bool
	unread     []Reason
	witnesses  [][]witness
	drawing    *Drawing
	comparison *Comparison
}

// NewObserver returns an observer for a project of some units.
func NewObserver(g *guide.Guide, units int) *Observer {
	return &Observer{g, make([]observed, units)}
}

// Observe looks at the graphs of a unit, one for each of its parameter sets. It
// can be called for several units at once, and for each of them once.
func (o *Observer) Observe(unit int, graphs []*graph.Graph) {
	if len(graphs) == 0 {
		return
	}
	u := observed{root: graphs[0].Root, language: graphs[0].Language, types: map[string]bool{}, drawing: draw(graphs[0])}
	for _, g := range graphs {
		n := 0
		for _, r := range g.Resources {
			if !r.Existing {
				n++
				u.types[strings.ToLower(r.Type)] = true
			}
		}
		u.resources = max(u.resources, n)
		if len(graphs) > 1 || len(g.Parameters) > 0 {
			u.sets = append(u.sets, setName(g))
		}
		if len(u.unread) == 0 {
			for _, un := range g.Unread {
				u.unread = append(u.unread, Reason{"what " + un.Name + " deploys is not known: " + un.Reason, un.Range.Location()})
			}
		}
	}
	for _, row := range o.guide.Rows {
		u.witnesses = append(u.witnesses, witnessesOf(row, graphs))
	}
	if len(graphs) > 1 {
		u.comparison = compare(graphs)
	}
	o.units[unit] = u
}

func setName(g *graph.Graph) string {
	if len(g.Parameters) == 0 {
		return "defaults"
	}
	return strings.Join(g.Parameters, " + ")
}

// deploys reports whether a unit deploys one of some types.
func (o *Observer) deploys(types []string) bool {
	for i := range o.units {
		for _, t := range types {
			if o.units[i].types[strings.ToLower(t)] {
				return true
			}
		}
	}
	return false
}

func (o *Observer) unread() []Reason {
	var out []Reason
	for i := range o.units {
		out = append(out, o.units[i].unread...)
	}
	return out
}

func resourceOf(r *graph.Resource) lint.Resource {
	return lint.Resource{ID: r.ID, Type: r.Type, Name: r.Name(), Address: r.Address}
}
