// Package mermaid writes flowcharts of resources in the language of Mermaid.
package mermaid

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// arrows tell the kinds of relations apart.
var arrows = map[string]string{"parent": "---", "scope": "-. scope .->", "depends-on": "-.->"}

// Chart is a flowchart being written. What is begun has to be ended, and the
// chart flushed.
type Chart struct {
	w             *bufio.Writer
	depth, groups int
}

// New begins a flowchart.
func New(w io.Writer) *Chart {
	c := &Chart{w: bufio.NewWriter(w)}
	c.line("flowchart LR")
	c.depth++
	return c
}

// Begin begins a frame around what follows, until End.
func (c *Chart) Begin(title string) {
	c.line("subgraph s%d[%s]", c.groups, quote(title))
	c.groups++
	c.depth++
}

// End ends the innermost frame.
func (c *Chart) End() {
	c.depth--
	c.line("end")
}

// Resource draws a resource under a name of letters and digits. One that is
// only referred to has round ends; a class is a name given by Class, or empty.
func (c *Chart) Resource(name, label string, existing bool, class string) {
	left, right := "[", "]"
	if existing {
		left, right = "([", "])"
	}
	if class != "" {
		class = ":::" + class
	}
	c.line("%s%s%s%s%s", name, left, quote(label), right, class)
}

// Edge draws a relation of a kind that the graph knows.
func (c *Chart) Edge(from, kind, to string) {
	arrow, ok := arrows[kind]
	if !ok {
		arrow = "-->"
	}
	c.line("%s %s %s", from, arrow, to)
}

// Class gives a class of resources a style, in terms of CSS.
func (c *Chart) Class(name, style string) { c.line("classDef %s %s", name, style) }

// Flush writes what is left to write.
func (c *Chart) Flush() error { return c.w.Flush() }

func (c *Chart) line(format string, args ...any) {
	_, _ = fmt.Fprintf(c.w, strings.Repeat("  ", c.depth)+format+"\n", args...)
}

// quote writes a label so that it is shown as it is. What may mean something to
// Mermaid, to HTML or to Markdown, which labels are read as, stands as a
// character code: at the start of a line all but letters, since a list begins
// with a digit or a dash.
func quote(label string) string {
	var b strings.Builder
	first := true
	for _, r := range label {
		switch {
		case r == '\n':
			b.WriteString("<br/>")
		case unicode.IsControl(r):
			b.WriteByte(' ')
		case unicode.IsLetter(r), r > unicode.MaxASCII, !first && (unicode.IsDigit(r) || strings.ContainsRune(" /.,-_()[]'", r)):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
		first = r == '\n'
	}
	if b.Len() == 0 {
		return `" "` // an empty label is an error
	}
	return `"` + b.String() + `"`
}
