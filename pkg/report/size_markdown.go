package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/capacity"
)

// SizeMarkdown writes a sizing for a pull request or a wiki.
func SizeMarkdown(w io.Writer, p *capacity.Plan, o SizeOptions) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s.\n\n", sizeVerdict(p), sizeHeading(p))
	for i, row := range sizeTable(p) {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			fmt.Fprintf(&b, "|---|%s\n", strings.Repeat("--:|", len(row)-1))
		}
	}
	b.WriteString("\n")
	for _, line := range slices.Concat(sizeReasons(p), sizeProvisioning(p)) {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	for _, line := range slices.Concat(p.Warnings(), p.Assumptions(), p.Unknown()) {
		fmt.Fprintf(&b, "- _%s_\n", line)
	}
	if list := p.Undeclared(); len(list) > 0 {
		fmt.Fprintf(&b, "\n_%s_\n", sizeGaps(list))
	}
	if o.Explain {
		fmt.Fprintf(&b, "\n<details><summary>The arithmetic</summary>\n\n```text\n%s```\n\n</details>\n", sizeArithmetic(p))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
