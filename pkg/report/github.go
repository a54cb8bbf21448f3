package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

// githubCommands are the workflow commands of severities; source:
// docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
var githubCommands = map[string]string{"error": "error", "warning": "warning", "note": "notice"}

// GitHub writes findings as the commands by which a workflow annotates lines.
func GitHub(w io.Writer, r *lint.Report, _ Options) error {
	out := bufio.NewWriter(w)
	for _, h := range Headlines(Open(r.Findings)) {
		_, _ = fmt.Fprintf(out, "::%s %s::%s\n", githubCommands[string(h.Severity)], githubPlace(h.Range, h.Rule.Name), githubText(h.inFull()))
	}
	for _, d := range r.Diagnostics {
		if d.Severity != source.SeverityNote {
			_, _ = fmt.Fprintf(out, "::%s %s::%s\n", githubCommands[string(d.Severity)], githubPlace(d.Range, d.Code), githubText(d.Message))
		}
	}
	return out.Flush()
}

// githubPlace writes the properties of a command. GitHub takes columns only
// where a range lies on one line.
func githubPlace(at source.Range, title string) string {
	parts := []string{}
	if !at.IsZero() {
		parts = append(parts, "file="+githubProperty(at.File.Path))
		if at.File.Size() > 0 {
			start, end := at.StartPosition(), at.EndPosition()
			parts = append(parts, fmt.Sprintf("line=%d,endLine=%d", start.Line, end.Line))
			if start.Line == end.Line {
				parts = append(parts, fmt.Sprintf("col=%d,endColumn=%d", start.Column, max(end.Column-1, start.Column)))
			}
		}
	}
	return strings.Join(append(parts, "title="+githubProperty(title)), ",")
}

func githubText(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
