package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// mermaidArrows tell the kinds of edges apart.
var mermaidArrows = map[EdgeKind]string{
	Parent: "---", Scope: "-. scope .->", DependsOn: "-.->", Refers: "-->",
}

// WriteMermaid writes graphs as a Mermaid flowchart: units and modules as
// subgraphs.
func WriteMermaid(w io.Writer, graphs []*Graph) error {
	d := &mermaid{drawing{bufio.NewWriter(w), number(graphs)}, 0}
	d.line(0, "flowchart LR")
	for i, g := range graphs {
		d.subgraph(1, i, g.title(), g.modules())
		for _, e := range g.drawnEdges() {
			d.line(1, "%s %s %s", d.numbers[key(i, e.From)], mermaidArrows[e.Kind], d.numbers[key(i, e.To)])
		}
	}
	return d.w.Flush()
}

type mermaid struct {
	drawing
	subgraphs int
}

func (d *mermaid) subgraph(depth, graph int, title string, m *module) {
	d.line(depth, "subgraph s%d[%s]", d.subgraphs, mermaidText(title))
	d.subgraphs++
	for _, r := range m.resources {
		left, right := "[", "]"
		if r.Existing {
			left, right = "([", "])"
		}
		d.line(depth+1, "%s%s%s%s", d.numbers[key(graph, r.ID)], left, mermaidText(ShortType(r.Type)+"\n"+r.Name()), right)
	}
	for _, inner := range m.inner {
		d.subgraph(depth+1, graph, inner.name, inner)
	}
	d.line(depth, "end")
}

// mermaidText quotes a label: all that is not plain stands as a character code.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString("<br/>")
		case strings.ContainsRune(`"#&<>;|`+"`", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
