package report

import (
	"fmt"
	"io"
	"slices"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/mermaid"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

const (
	// maxDrawn is the most resources in a diagram, maxConcerned the most of
	// them that are there for their findings: more are hard to read.
	maxDrawn, maxConcerned = 20, 12
	// maxLabel bounds the name of a resource in it, in characters.
	maxLabel = 40
)

// diagramStyles frame what has findings; the colours show on light and on dark.
var diagramStyles = []struct {
	severity rule.Severity
	style    string
}{
	{rule.Error, "stroke:#d1242f,stroke-width:3px"},
	{rule.Warning, "stroke:#bc4c00,stroke-width:3px"},
	{rule.Note, "stroke:#0969da,stroke-width:3px"},
}

// diagram is the part of an excerpt that is drawn.
type diagram struct {
	nodes []lint.Node
	edges []lint.Edge
	// worst is the greatest severity of the findings on a resource, by its id.
	worst map[string]rule.Severity
	// left is the number of resources that there was no room for.
	left int
}

// diagramOf chooses what to draw: first what has the gravest findings, then
// neighbours of it.
func diagramOf(x lint.Excerpt, findings []lint.Finding) diagram {
	d := diagram{worst: map[string]rule.Severity{}}
	for _, f := range findings {
		if f.Severity.Rank() > d.worst[f.Resource.ID].Rank() {
			d.worst[f.Resource.ID] = f.Severity
		}
	}
	concerned := slices.DeleteFunc(slices.Clone(x.Nodes), func(n lint.Node) bool { return d.worst[n.ID] == "" })
	chosen := map[string]bool{}
	for _, n := range heaviest(concerned, maxConcerned, func(n lint.Node) rule.Severity { return d.worst[n.ID] }) {
		chosen[n.ID] = true
	}
	near := neighbours(x.Edges, chosen)
	for _, n := range x.Nodes {
		if near[n.ID] && len(chosen) < maxDrawn {
			chosen[n.ID] = true
		}
	}
	for _, n := range x.Nodes {
		switch {
		case chosen[n.ID]:
			d.nodes = append(d.nodes, n)
			d.left += n.More
		case near[n.ID] || d.worst[n.ID] != "":
			d.left++
		}
	}
	d.edges = drawnEdges(x.Edges, chosen)
	return d
}

// neighbours returns what is related to some nodes and none of them.
func neighbours(edges []lint.Edge, nodes map[string]bool) map[string]bool {
	near := map[string]bool{}
	for _, e := range edges {
		if nodes[e.From] != nodes[e.To] {
			near[e.From], near[e.To] = !nodes[e.From], !nodes[e.To]
		}
	}
	return near
}

// drawnEdges returns an edge for each pair of chosen nodes that are related. An
// explicit dependency says the least.
func drawnEdges(edges []lint.Edge, chosen map[string]bool) []lint.Edge {
	var out []lint.Edge
	for _, e := range edges {
		if !chosen[e.From] || !chosen[e.To] || e.From == e.To {
			continue
		}
		i := slices.IndexFunc(out, func(o lint.Edge) bool { return o.From == e.From && o.To == e.To })
		switch {
		case i < 0:
			out = append(out, e)
		case out[i].Kind == "depends-on":
			out[i] = e
		}
	}
	return out
}

// write draws the resources, with a frame around each unit if there are
// several.
func (d *diagram) write(w io.Writer) {
	chart := mermaid.New(w)
	names := map[string]string{}
	framed := slices.ContainsFunc(d.nodes, func(n lint.Node) bool { return n.Unit != d.nodes[0].Unit })
	for i, n := range d.nodes {
		if framed && (i == 0 || n.Unit != d.nodes[i-1].Unit) {
			chart.Begin(source.Shorten(n.Unit, 2*maxLabel))
		}
		names[n.ID] = fmt.Sprintf("n%d", i)
		severity := d.worst[n.ID]
		label := source.Shorten(n.Type, maxLabel) + "\n" + source.Shorten(oneLine(n.Name), maxLabel)
		if severity != "" {
			label = markdownMarks[severity] + " " + label
		}
		chart.Resource(names[n.ID], label, n.Existing, string(severity))
		if framed && (i == len(d.nodes)-1 || n.Unit != d.nodes[i+1].Unit) {
			chart.End()
		}
	}
	for _, e := range d.edges {
		chart.Edge(names[e.From], e.Kind, names[e.To])
	}
	for _, s := range diagramStyles {
		if slices.ContainsFunc(d.nodes, func(n lint.Node) bool { return d.worst[n.ID] == s.severity }) {
			chart.Class(string(s.severity), s.style)
		}
	}
	_ = chart.Flush()
}
