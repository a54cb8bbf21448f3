package lint

import (
	"maps"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
)

// maxNeighbours is the most neighbours that an excerpt has of a resource, those
// that have findings themselves aside.
const maxNeighbours = 8

// Excerpt is what stays of the graphs when the units are released: the
// resources with findings to list, their direct neighbours, and what relates
// them.
type Excerpt struct {
	Nodes []Node
	Edges []Edge
}

// Node is a resource of an excerpt.
type Node struct {
	// ID is that of Resource.
	ID string
	// Unit is the root of the deployment unit.
	Unit string
	// Type is without its provider: "IotHubs/certificates".
	Type string
	Name string
	// Existing marks a resource that is referred to, not deployed.
	Existing bool
	// More is the number of its neighbours that are left out.
	More int
}

// Edge is a relation between two nodes of an excerpt, by their ids.
type Edge struct {
	From, To string
	// Kind is one of the graph's: "parent", "scope", "depends-on", "refers".
	Kind string
}

// excerptOf returns the part of a unit's graphs that findings concern. The
// graphs are variants of each other.
func excerptOf(graphs []*graph.Graph, findings []Finding, o Options) Excerpt {
	concerned := map[string]bool{}
	for _, f := range findings {
		if f.Suppressed == nil && f.Severity.Rank() >= o.MinSeverity.Rank() {
			concerned[f.Resource.ID] = true
		}
	}
	var out Excerpt
	drawn, seen := map[string]bool{}, map[Edge]bool{}
	for _, g := range graphs {
		near := neighboursOf(g, concerned)
		for _, r := range g.All() {
			if near.has[r.ID] && !drawn[r.ID] {
				drawn[r.ID] = true
				out.Nodes = append(out.Nodes, Node{r.ID, g.Root, graph.ShortType(r.Type), source.Shorten(r.Name(), maxSaid), r.Existing, near.more[r.ID]})
			}
		}
		for _, e := range near.edges {
			if !seen[e] {
				seen[e] = true
				out.Edges = append(out.Edges, e)
			}
		}
	}
	return out
}

// neighbourhood is the part of a graph around some of its resources: which are
// in it, how many neighbours each lacks, and what relates them.
type neighbourhood struct {
	has   map[string]bool
	more  map[string]int
	edges []Edge
}

func neighboursOf(g *graph.Graph, concerned map[string]bool) neighbourhood {
	near := neighbourhood{maps.Clone(concerned), map[string]int{}, nil}
	count := map[string]int{}
	left := map[[2]string]bool{}
	for _, e := range g.Edges {
		centre, other := e.From, e.To
		if !concerned[centre] {
			centre, other = other, centre
		}
		pair := [2]string{centre, other}
		switch {
		case !concerned[centre] || left[pair] || !concerned[other] && g.Resource(other).Type == graph.OutputType:
			continue
		case !near.has[other] && count[centre] == maxNeighbours:
			left[pair] = true
			near.more[centre]++
			continue
		case !near.has[other]:
			near.has[other] = true
			count[centre]++
		}
		near.edges = append(near.edges, Edge{e.From, e.To, string(e.Kind)})
	}
	return near
}
