package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

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
	for i, line := range align(sizeTable(p), 1) {
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
		text := w.MessagesPerDevicePerDay.String() + " message"
		if text != "1 message" {
			text += "s"
		}
		if w.MessageBytes.Declared() {
			text += " of " + w.MessageBytes.String() + " bytes"
		}
		parts = append(parts, text+" a day each")
	}
	if w.PeakFactor.Declared() {
		parts = append(parts, w.PeakFactor.String()+" × the average in the busiest minute")
	}
	if w.ReconnectWindow.Declared() {
		parts = append(parts, "all back within "+w.ReconnectWindow.String())
	}
	return strings.Join(parts, ", ")
}
