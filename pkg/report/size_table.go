package report

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/capacity"
)

// sizeTable returns the units that each limit asks of each size: a row of
// headings, then a row for each limit, then the sums.
func sizeTable(p *capacity.Plan) [][]string {
	sizes := p.Sizes()
	counts, sums := "units for", "units"
	if slices.ContainsFunc(sizes, func(s capacity.Size) bool { return s.Hubs > 1 }) {
		counts, sums = "units of each hub for", "hubs × units"
	}
	rows := [][]string{sizeRow(counts, "demand", sizes, func(s capacity.Size) string { return strings.ReplaceAll(s.Names, ", ", " ") })}
	for i, n := range sizes[len(sizes)-1].Needs {
		rows = append(rows, sizeRow(n.Limit.Title, figure(p.Total(n))+n.Limit.Short, sizes, func(s capacity.Size) string { return needCell(s, s.Needs[i]) }))
	}
	rows = append(rows, sizeRow(sums, "", sizes, amountCell), sizeRow("binds", "", sizes, bindCell))
	if len(p.Prices.PerUnit) > 0 {
		rows = append(rows, sizeRow("a month", "", sizes, func(s capacity.Size) string { return costCell(p, s) }))
	}
	return rows
}

func sizeRow(title, demand string, sizes []capacity.Size, cell func(capacity.Size) string) []string {
	row := make([]string, 2, 2+len(sizes))
	row[0], row[1] = title, demand
	for _, s := range sizes {
		row = append(row, cell(s))
	}
	return row
}

// figure writes a number with the decimals that matter to a person.
func figure(r *big.Rat) string {
	switch {
	case r.Cmp(big.NewRat(1000, 1)) >= 0:
		return capacity.Decimal(r, 0)
	case r.Cmp(big.NewRat(10, 1)) >= 0:
		return capacity.Decimal(r, 1)
	case r.Sign() > 0 && r.Cmp(big.NewRat(1, 100)) < 0:
		return "<0.01"
	}
	return capacity.Decimal(r, 2)
}

func needCell(s capacity.Size, n capacity.Need) string {
	if n.Units == 0 || n.Units > s.Edition.MaxUnits {
		return "no"
	}
	return whole(n.Units)
}

// amountCell says how many units, and hubs, a size takes.
func amountCell(s capacity.Size) string {
	switch {
	case !s.Carries:
		return "no"
	case s.Hubs > 1:
		return whole(s.Hubs) + " × " + whole(s.Units)
	}
	return whole(s.Units)
}

// bindCell names what decides the units of a size by the last word of its
// title, to fit the column.
func bindCell(s capacity.Size) string {
	if s.Binds < 0 {
		return "-"
	}
	words := strings.Fields(s.Needs[s.Binds].Limit.Title)
	return words[len(words)-1]
}

// costCell returns the costs of the editions of a size, for those with a price.
func costCell(p *capacity.Plan, s capacity.Size) string {
	var costs []string
	for i := range p.Options {
		if o := &p.Options[i]; o.Cost != nil && slices.Contains(strings.Split(s.Names, ", "), o.Edition.Name) {
			costs = append(costs, money(p, o))
		}
	}
	return strings.Join(costs, " / ")
}

func money(p *capacity.Plan, o *capacity.Option) string {
	return strings.TrimSpace(capacity.Decimal(o.Cost, 2) + " " + p.Prices.Currency)
}

func many(n int64, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return whole(n) + " " + word + "s"
}

func whole(n int64) string { return capacity.Decimal(big.NewRat(n, 1), 0) }

// align writes rows as lines of a table. The first columns stand to the left,
// as many as left says, the others to the right.
func align(rows [][]string, left int) []string {
	widths := map[int]int{}
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			blank := strings.Repeat(" ", widths[j]-utf8.RuneCountInString(cell))
			if j < left {
				cells[j] = cell + blank
			} else {
				cells[j] = blank + cell
			}
		}
		lines[i] = strings.TrimRight(strings.Join(cells, "  "), " ")
	}
	return lines
}

// sizeArithmetic writes the steps of a sizing by group, and below them the
// sources of the figures.
func sizeArithmetic(p *capacity.Plan) string {
	var b strings.Builder
	var sources []*azure.Source
	steps := p.Steps()
	for len(steps) > 0 {
		n := 1
		for n < len(steps) && steps[n].Group == steps[0].Group {
			n++
		}
		rows := make([][]string, n)
		for i, s := range steps[:n] {
			mark := ""
			if s.Source != nil {
				if !slices.Contains(sources, s.Source) {
					sources = append(sources, s.Source)
				}
				mark = fmt.Sprintf("[%d]", slices.Index(sources, s.Source)+1)
			}
			rows[i] = []string{s.What, s.How, "= " + s.Result, mark}
		}
		fmt.Fprintf(&b, "%s\n  %s\n", steps[0].Group, strings.Join(align(rows, len(rows[0])), "\n  "))
		steps = steps[n:]
	}
	b.WriteString("Sources\n")
	for i, s := range sources {
		fmt.Fprintf(&b, "  [%d] %s (%s)\n", i+1, s.Source, s.Date)
	}
	return b.String()
}
