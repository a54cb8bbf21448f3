package graph

import (
	"bufio"
	"io"
	"strconv"
)

// dotStyles tell the kinds of edges apart.
var dotStyles = map[EdgeKind]string{
	Parent: "arrowhead=none", Scope: "style=dashed", DependsOn: "style=dotted", Refers: "",
}

// WriteDOT writes graphs for Graphviz: units and modules as clusters.
func WriteDOT(w io.Writer, graphs []*Graph) error {
	d := &dot{drawing{bufio.NewWriter(w), number(graphs)}, 0}
	d.line(0, "digraph hublint {")
	d.line(1, "rankdir=LR; node [shape=box];")
	for i, g := range graphs {
		d.cluster(1, i, g.title(), g.modules())
		for _, e := range g.drawnEdges() {
			d.line(1, "%s -> %s [%s];", d.numbers[key(i, e.From)], d.numbers[key(i, e.To)], dotStyles[e.Kind])
		}
	}
	d.line(0, "}")
	return d.w.Flush()
}

type dot struct {
	drawing
	clusters int
}

func (d *dot) cluster(depth, graph int, title string, m *module) {
	d.line(depth, "subgraph cluster_%d {", d.clusters)
	d.clusters++
	d.line(depth+1, "label=%s;", strconv.Quote(title))
	for _, r := range m.resources {
		style := ""
		if r.Existing {
			style = " style=dashed"
		}
		d.line(depth+1, "%s [label=%s%s];", d.numbers[key(graph, r.ID)], strconv.Quote(ShortType(r.Type)+"\n"+r.Name()), style)
	}
	for _, inner := range m.inner {
		d.cluster(depth+1, graph, inner.name, inner)
	}
	d.line(depth, "}")
}
