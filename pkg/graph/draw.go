package graph

import (
	"bufio"
	"fmt"
	"strings"
)

// drawing writes a graph in a language for pictures.
type drawing struct {
	w *bufio.Writer
	// numbers are the names of resources in the picture.
	numbers map[string]string
}

func (d *drawing) line(depth int, format string, args ...any) {
	_, _ = fmt.Fprintf(d.w, strings.Repeat("  ", depth)+format+"\n", args...)
}

// number gives every resource of the graphs a short name.
func number(graphs []*Graph) map[string]string {
	numbers := map[string]string{}
	for i, g := range graphs {
		for _, r := range g.Resources {
			numbers[key(i, r.ID)] = fmt.Sprintf("n%d", len(numbers))
		}
	}
	return numbers
}

// key tells the resources of two variants of a unit apart.
func key(graph int, id string) string { return fmt.Sprintf("%d %s", graph, id) }

// title names a unit with its parameters.
func (g *Graph) title() string {
	if len(g.Parameters) == 0 {
		return g.Root
	}
	return g.Root + " with " + strings.Join(g.Parameters, ", ")
}

// ShortType returns a type without its provider: "IotHubs/certificates".
func ShortType(typ string) string {
	_, short, ok := strings.Cut(typ, "/")
	if !ok {
		return typ
	}
	return short
}

// module is the resources of one module call and the modules in it.
type module struct {
	name      string
	resources []*Resource
	inner     []*module
}

// modules returns the tree of module calls.
func (g *Graph) modules() *module {
	root := &module{}
	for _, r := range g.Resources {
		m := root
		for _, name := range r.Module {
			m = m.child(name)
		}
		m.resources = append(m.resources, r)
	}
	return root
}

func (m *module) child(name string) *module {
	for _, c := range m.inner {
		if c.name == name {
			return c
		}
	}
	c := &module{name: name}
	m.inner = append(m.inner, c)
	return c
}

// drawnEdges returns the edges between resources to draw: one for each pair
// and kind.
func (g *Graph) drawnEdges() []Edge {
	seen := map[string]bool{}
	var out []Edge
	for _, e := range g.Edges {
		if g.Resource(e.From).Type == OutputType {
			continue
		}
		if k := e.From + "\x00" + e.To + "\x00" + string(e.Kind); !seen[k] {
			seen[k] = true
			out = append(out, e)
		}
	}
	return out
}
