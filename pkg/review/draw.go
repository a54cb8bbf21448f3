package review

import (
	"cmp"
	"slices"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

// maxBoxes is the most resources that are drawn: more can't be read.
const maxBoxes = 120

// Measures of a drawing, in pixels.
const (
	boxWidth  = 236
	boxHead   = 46
	rowHeight = 20
	boxFoot   = 8
	gapX      = 64
	gapY      = 18
	margin    = 12
	// maxText is the most characters that fit a box.
	maxText = 27
	// maxChild is the same for the name and the type of a child.
	maxChild = 30
	// shelf is the number of boxes side by side where none leads to another.
	shelf = 3
)

// Drawing is the picture of a unit: a box for each resource at the top, with
// its children in it, and arrows between the boxes.
type Drawing struct {
	Width, Height int
	Boxes         []*Box
	Arrows        []Arrow
	// Left is the number of resources that are not drawn; all or none are.
	Left int
}

// Box is a resource with its children.
type Box struct {
	X, Y, W, H int
	Item
	Existing bool
	Children []*Item

	layer int
	order float64
}

// Item is a resource in a drawing.
type Item struct {
	ID string
	// Type and Name are cut to what fits, Full is both in whole.
	Type string
	Name string
	Full string
	// Y is the line of a child, from the top of the drawing.
	Y int
	// Findings is their number, accepted ones apart, and Severity the gravest.
	Findings int
	Severity rule.Severity
}

// Arrow is a line from one box to another.
type Arrow struct {
	X1, Y1, X2, Y2 int
	// Loose arrows stand for an order of deployment only.
	Loose    bool
	from, to *Box
}

// draw lays out a graph: what refers stands left of what it refers to.
func draw(g *graph.Graph) *Drawing {
	d := &Drawing{}
	if len(g.Resources) > maxBoxes {
		d.Left = len(g.Resources)
		return d
	}
	home := d.addBoxes(g)
	d.addArrows(g, home)
	d.layers()
	columns, loose := d.columns()
	arrange(columns)
	d.place(columns, loose)
	return d
}

func itemOf(r *graph.Resource) Item {
	typ := graph.ShortType(r.Type)
	return Item{ID: r.ID, Type: source.Shorten(typ, maxText), Name: source.Shorten(r.Name(), maxText), Full: r.Type + " " + r.Name()}
}

// addBoxes makes a box for each resource without a parent, and puts the others
// into that of their topmost one.
func (d *Drawing) addBoxes(g *graph.Graph) map[string]*Box {
	parent := map[string]string{}
	for _, e := range g.Edges {
		if e.Kind == graph.Parent && parent[e.From] == "" {
			parent[e.From] = e.To
		}
	}
	top := func(id string) string {
		for range len(g.Resources) {
			if parent[id] == "" {
				break
			}
			id = parent[id]
		}
		return id
	}
	home := map[string]*Box{}
	for _, r := range g.Resources {
		if top(r.ID) == r.ID {
			b := &Box{Item: itemOf(r), Existing: r.Existing, W: boxWidth}
			home[r.ID] = b
			d.Boxes = append(d.Boxes, b)
		}
	}
	for _, r := range g.Resources {
		b := home[top(r.ID)]
		if home[r.ID] != nil || b == nil {
			continue
		}
		child := itemOf(r)
		child.Type = source.Shorten(lastSegment(r.Type), maxChild/2)
		child.Name = source.Shorten(lastSegment(r.Name()), maxChild-len([]rune(child.Type)))
		b.Children = append(b.Children, &child)
		home[r.ID] = b
	}
	for _, b := range d.Boxes {
		b.H = boxHead + rowHeight*len(b.Children) + boxFoot
	}
	return home
}

func lastSegment(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '/' {
			return s[i+1:]
		}
	}
	return s
}

// addArrows joins boxes, once each pair; a reference counts before an order.
func (d *Drawing) addArrows(g *graph.Graph, home map[string]*Box) {
	type pair struct{ from, to *Box }
	at := map[pair]int{}
	for _, e := range g.Edges {
		p := pair{home[e.From], home[e.To]}
		if p.from == nil || p.to == nil || p.from == p.to {
			continue
		}
		i, ok := at[p]
		if !ok {
			i = len(d.Arrows)
			at[p] = i
			d.Arrows = append(d.Arrows, Arrow{from: p.from, to: p.to, Loose: true})
		}
		d.Arrows[i].Loose = d.Arrows[i].Loose && e.Kind == graph.DependsOn
	}
}

// layers puts each box right of those that lead to it. Rounds are bounded, so
// that a circle ends somewhere.
func (d *Drawing) layers() {
	for range d.Boxes {
		moved := false
		for _, a := range d.Arrows {
			if a.to.layer <= a.from.layer && a.from.layer+1 < len(d.Boxes) {
				a.to.layer = a.from.layer + 1
				moved = true
			}
		}
		if !moved {
			break
		}
	}
	d.tighten()
}

// tighten moves boxes right, next to the nearest they lead to, and numbers
// layers without a gap.
func (d *Drawing) tighten() {
	for range d.Boxes {
		for _, b := range d.Boxes {
			next, leads := len(d.Boxes), false
			for _, a := range d.Arrows {
				if a.from == b && a.to.layer > b.layer {
					next, leads = min(next, a.to.layer-1), true
				}
			}
			if leads {
				b.layer = max(b.layer, next)
			}
		}
	}
	var used []int
	for _, b := range d.Boxes {
		used = append(used, b.layer)
	}
	slices.Sort(used)
	used = slices.Compact(used)
	for _, b := range d.Boxes {
		b.layer, _ = slices.BinarySearch(used, b.layer)
	}
}

// columns returns the boxes by layer, and apart from them those that no arrow
// touches.
func (d *Drawing) columns() (columns [][]*Box, loose []*Box) {
	touched := map[*Box]bool{}
	for _, a := range d.Arrows {
		touched[a.from], touched[a.to] = true, true
	}
	for _, b := range d.Boxes {
		if !touched[b] {
			loose = append(loose, b)
			continue
		}
		for len(columns) <= b.layer {
			columns = append(columns, nil)
		}
		columns[b.layer] = append(columns[b.layer], b)
	}
	columns = slices.DeleteFunc(columns, func(c []*Box) bool { return len(c) == 0 })
	d.sortArrows()
	return columns, loose
}

func (d *Drawing) sortArrows() {
	slices.SortStableFunc(d.Arrows, func(a, b Arrow) int {
		return cmp.Or(cmp.Compare(a.from.layer, b.from.layer), cmp.Compare(a.from.ID, b.from.ID), cmp.Compare(a.to.ID, b.to.ID))
	})
}

// arrange starts each column in the order of the files.
func arrange(columns [][]*Box) {
	for _, column := range columns {
		for i, b := range column {
			b.order = float64(i)
		}
	}
}

// sweeps is how often columns are put in order by what their boxes are joined
// to.
const sweeps = 6

// place gives every box and arrow its place.
func (d *Drawing) place(columns [][]*Box, loose []*Box) {
	for i := range sweeps {
		for _, column := range columns {
			d.sweep(column, i)
		}
	}
	tallest := 0
	for _, column := range columns {
		tallest = max(tallest, heightOf(column))
	}
	for i, column := range columns {
		y := margin + (tallest-heightOf(column))/2
		for _, b := range column {
			b.X, b.Y = margin+i*(boxWidth+gapX), y
			y += b.H + gapY
		}
	}
	d.shelve(loose, tallest)
	for _, b := range d.Boxes {
		for i, c := range b.Children {
			c.Y = b.Y + boxHead + rowHeight*i
		}
		d.Width = max(d.Width, b.X+b.W+margin)
		d.Height = max(d.Height, b.Y+b.H+margin)
	}
	for i := range d.Arrows {
		a := &d.Arrows[i]
		a.X1, a.Y1 = a.from.X+a.from.W, a.from.Y+boxHead/2
		a.X2, a.Y2 = a.to.X, a.to.Y+boxHead/2
		if a.from.X >= a.to.X {
			a.X1, a.X2 = a.from.X, a.to.X+a.to.W
		}
	}
}

// sweep sorts a column by the middle of what its boxes are joined to.
func (d *Drawing) sweep(column []*Box, round int) {
	middle := map[*Box]float64{}
	for _, b := range column {
		sum, n := 0.0, 0
		for _, a := range d.Arrows {
			other := a.to
			if round%2 == 0 {
				other = a.from
			}
			if other != b && (a.from == b || a.to == b) {
				sum += other.order
				n++
			}
		}
		middle[b] = b.order
		if n > 0 {
			middle[b] = sum / float64(n)
		}
	}
	slices.SortStableFunc(column, func(a, b *Box) int { return cmp.Compare(middle[a], middle[b]) })
	for i, b := range column {
		b.order = float64(i) - float64(len(column)-1)/2
	}
}

// shelve puts boxes in rows below the others.
func (d *Drawing) shelve(loose []*Box, tallest int) {
	y := margin
	if tallest > 0 {
		y += tallest + 2*gapY
	}
	for len(loose) > 0 {
		row := loose[:min(shelf, len(loose))]
		loose = loose[len(row):]
		highest := 0
		for i, b := range row {
			b.X, b.Y = margin+i*(boxWidth+gapX/2), y
			highest = max(highest, b.H)
		}
		y += highest + gapY
	}
}

func heightOf(column []*Box) int {
	h := -gapY
	for _, b := range column {
		h += b.H + gapY
	}
	return max(h, 0)
}

// mark counts the findings on each resource.
func (d *Drawing) mark(findings []lint.Finding) {
	items := map[string]*Item{}
	for _, b := range d.Boxes {
		items[b.ID] = &b.Item
		for _, c := range b.Children {
			items[c.ID] = c
		}
	}
	for _, f := range findings {
		item := items[f.Resource.ID]
		if item == nil || f.Suppressed != nil {
			continue
		}
		item.Findings++
		if f.Severity.Rank() > item.Severity.Rank() {
			item.Severity = f.Severity
		}
	}
}
