package report

import (
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/capacity"
)

// SizeOptions say how to write a sizing.
type SizeOptions struct {
	// Version of hublint.
	Version string
	// Color allows colours in text.
	Color bool
	// Explain adds the arithmetic line by line, and its sources.
	Explain bool
}

// SizeText writes a sizing for a person.
func SizeText(w io.Writer, p *capacity.Plan, o SizeOptions) error {
	c := palette(o.Color)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", sizeHeading(p))
	for i, line := range align(sizeTable(p)) {
		if i == 0 {
			line = c.dim(line)
		}
		fmt.Fprintf(&b, "  %s\n", line)
	}
	fmt.Fprintf(&b, "\n%s\n", c.bold(sizeVerdict(p)))
	for _, line := range slices.Concat(sizeReasons(p), sizeProvisioning(p)) {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	for _, line := range sizeCaveats(p) {
		fmt.Fprintf(&b, "%s\n", c.dim(line))
	}
	if o.Explain {
		b.WriteString("\n" + sizeArithmetic(p))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sizeHeading says what was asked.
func sizeHeading(p *capacity.Plan) string {
	w, d := p.Workload, p.Demand
	parts := []string{many(d.Devices, "device")}
	if w.Growth.Declared() {
		parts[0] += fmt.Sprintf(" (%s × %s)", w.Devices, w.Growth)
	}
	if w.MessagesPerDevicePerDay.Declared() {
		text := w.MessagesPerDevicePerDay.String() + " messages a day each"
		if w.MessageBytes.Declared() {
			text += " of " + w.MessageBytes.String() + " bytes"
		}
		parts = append(parts, text)
	}
	if w.PeakFactor.Declared() {
		parts = append(parts, w.PeakFactor.String()+" × the average in the busiest minute")
	}
	if w.ReconnectWindow.Declared() {
		parts = append(parts, "all back within "+w.ReconnectWindow.String())
	}
	return strings.Join(parts, ", ")
}

// sizeTable returns the units that each limit asks of each size: a row of
// headings, then a row for each limit, then the sums.
func sizeTable(p *capacity.Plan) [][]string {
	sizes := p.Sizes()
	head := []string{"units for", "demand"}
	for _, s := range sizes {
		head = append(head, strings.ReplaceAll(s.Names, ", ", " "))
	}
	rows := [][]string{head}
	last := sizes[len(sizes)-1]
	for i, n := range last.Needs {
		row := []string{n.Limit.Title, sizeDemand(p, n)}
		for _, s := range sizes {
			row = append(row, needCell(s, s.Needs[i]))
		}
		rows = append(rows, row)
	}
	return append(rows, sizeTotals(p, sizes)...)
}

// sizeDemand returns what the whole solution asks of a limit.
func sizeDemand(p *capacity.Plan, n capacity.Need) string {
	places := 1
	if n.Demand.Cmp(big.NewRat(1000, 1)) >= 0 {
		places = 0
	}
	return capacity.Decimal(p.Total(n), places) + n.Limit.Short
}

func needCell(s capacity.Size, n capacity.Need) string {
	if n.Units == 0 || n.Units > s.Edition.MaxUnits {
		return "no"
	}
	return capacity.Decimal(big.NewRat(n.Units, 1), 0)
}

func sizeTotals(p *capacity.Plan, sizes []capacity.Size) [][]string {
	total, binds := []string{"take", ""}, []string{"binds", ""}
	cost := []string{"a month", ""}
	priced := false
	for _, s := range sizes {
		total = append(total, amount(s.Option))
		binds = append(binds, bindCell(s.Option))
		cost = append(cost, costCell(p, s, &priced))
	}
	if priced {
		return [][]string{total, binds, cost}
	}
	return [][]string{total, binds}
}

// amount returns how many units, and hubs, an option takes.
func amount(o *capacity.Option) string {
	switch {
	case !o.Carries:
		return "no"
	case o.Hubs > 1:
		return fmt.Sprintf("%d × %d", o.Hubs, o.Units)
	}
	return fmt.Sprint(o.Units)
}

// bindCell returns what decides the units of an option.
func bindCell(o *capacity.Option) string {
	if o.Binds < 0 {
		return "-"
	}
	return shortTitle(o.Needs[o.Binds].Limit.Title)
}

// shortTitle makes a title fit a column.
func shortTitle(title string) string {
	words := strings.Fields(title)
	return words[len(words)-1]
}

// costCell returns the costs of the editions of a size that have a price.
func costCell(p *capacity.Plan, s capacity.Size, priced *bool) string {
	var costs []string
	for i := range p.Options {
		o := &p.Options[i]
		if o.Cost != nil && o.Edition.Size == s.Edition.Size && strings.Contains(s.Names, o.Edition.Name) {
			*priced = true
			costs = append(costs, money(p, o))
		}
	}
	return strings.Join(costs, " / ")
}

func money(p *capacity.Plan, o *capacity.Option) string {
	return strings.TrimSpace(capacity.Decimal(o.Cost, 2) + " " + p.Prices.Currency)
}

func many(n int64, word string) string {
	text := capacity.Decimal(big.NewRat(n, 1), 0) + " " + word
	if n != 1 {
		text += "s"
	}
	return text
}

// align writes rows as lines of a table: the first column to the left, the
// others to the right.
func align(rows [][]string) []string {
	widths := map[int]int{}
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var b strings.Builder
		for j, cell := range row {
			blank := strings.Repeat(" ", widths[j]-utf8.RuneCountInString(cell))
			if j == 0 {
				b.WriteString(cell + blank)
				continue
			}
			b.WriteString("  " + blank + cell)
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// sizeArithmetic writes the steps of a sizing, and the sources of its figures.
func sizeArithmetic(p *capacity.Plan) string {
	var b strings.Builder
	var sources []*azure.Source
	group := ""
	var rows [][]string
	flush := func() {
		if len(rows) > 0 {
			fmt.Fprintf(&b, "%s\n", group)
		}
		for _, line := range columns(rows) {
			fmt.Fprintf(&b, "  %s\n", line)
		}
		rows = nil
	}
	for _, s := range p.Steps() {
		if s.Group != group {
			flush()
			group = s.Group
		}
		mark := ""
		if s.Source != nil {
			if !slices.Contains(sources, s.Source) {
				sources = append(sources, s.Source)
			}
			mark = fmt.Sprintf("[%d]", slices.Index(sources, s.Source)+1)
		}
		rows = append(rows, []string{s.What, s.How, "= " + s.Result, mark})
	}
	flush()
	b.WriteString("Sources\n")
	for i, s := range sources {
		fmt.Fprintf(&b, "  [%d] %s (%s)\n", i+1, s.Source, s.Date)
	}
	return b.String()
}

// columns writes rows as lines with all columns to the left.
func columns(rows [][]string) []string {
	widths := map[int]int{}
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var b strings.Builder
		for j, cell := range row {
			b.WriteString(cell + strings.Repeat(" ", widths[j]-utf8.RuneCountInString(cell)+2))
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return lines
}
