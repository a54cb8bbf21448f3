package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/hublint/hublint/pkg/lint"
	"github.com/hublint/hublint/pkg/source"
)

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path      string          `json:"path"`
	Positions gitlabPositions `json:"positions"`
}

type gitlabPositions struct {
	Begin gitlabPosition `json:"begin"`
	End   gitlabPosition `json:"end"`
}

type gitlabPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// gitlabSeverities are the words of the report; source:
// docs.gitlab.com/ci/testing/code_quality.
var gitlabSeverities = map[string]string{"error": "critical", "warning": "major", "note": "info"}

// GitLab writes findings as a code quality report.
func GitLab(w io.Writer, r *lint.Report, _ Options) error {
	issues := []gitlabIssue{}
	taken := map[string]int{}
	add := func(at source.Range, severity, name, text, fingerprint string) {
		// GitLab shows one of several with the same fingerprint.
		if taken[fingerprint]++; taken[fingerprint] > 1 {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", fingerprint, taken[fingerprint]))
			fingerprint = hex.EncodeToString(sum[:16])
		}
		issues = append(issues, gitlabIssue{text, name, fingerprint, gitlabSeverities[severity], gitlabPlace(at)})
	}
	for _, h := range Headlines(Open(r.Findings)) {
		add(h.Range, string(h.Severity), h.Rule.Name, h.inFull(), h.Fingerprint)
	}
	for _, d := range r.Diagnostics {
		if d.Severity != source.SeverityNote {
			sum := sha256.Sum256([]byte(d.Code + "\x00" + d.Message + "\x00" + pathOf(d.Range)))
			add(d.Range, string(d.Severity), d.Code, d.Message, hex.EncodeToString(sum[:16]))
		}
	}
	return encode(w, issues)
}

func gitlabPlace(at source.Range) gitlabLocation {
	out := gitlabLocation{Path: pathOf(at), Positions: gitlabPositions{gitlabPosition{1, 1}, gitlabPosition{1, 1}}}
	if !at.IsZero() && at.File.Size() > 0 {
		start, end := at.StartPosition(), at.EndPosition()
		out.Positions = gitlabPositions{gitlabPosition{start.Line, start.Column}, gitlabPosition{end.Line, end.Column}}
	}
	return out
}

// pathOf returns the display path of a place, "." for no place.
func pathOf(at source.Range) string {
	if at.IsZero() {
		return "."
	}
	return at.File.Path
}
