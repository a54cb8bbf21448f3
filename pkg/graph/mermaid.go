package graph

import (
	"io"

	"github.com/hublint/hublint/pkg/mermaid"
)

// WriteMermaid writes graphs as a Mermaid flowchart: units and modules as
// subgraphs.
func WriteMermaid(w io.Writer, graphs []*Graph) error {
	numbers := number(graphs)
	chart := mermaid.New(w)
	for i, g := range graphs {
		drawModule(chart, g.title(), g.modules(), func(id string) string { return numbers[key(i, id)] })
		for _, e := range g.drawnEdges() {
			chart.Edge(numbers[key(i, e.From)], string(e.Kind), numbers[key(i, e.To)])
		}
	}
	return chart.Flush()
}

func drawModule(chart *mermaid.Chart, title string, m *module, number func(id string) string) {
	chart.Begin(title)
	for _, r := range m.resources {
		chart.Resource(number(r.ID), ShortType(r.Type)+"\n"+r.Name(), r.Existing, "")
	}
	for _, inner := range m.inner {
		drawModule(chart, inner.name, inner, number)
	}
	chart.End()
}
