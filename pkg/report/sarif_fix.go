package report

import "github.com/hublint/hublint/pkg/lint"

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Location     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  *sarifRegion `json:"deletedRegion"`
	Inserted sarifText    `json:"insertedContent"`
}

// sarifFixOf returns a fix with a change for each of its edits.
func sarifFixOf(f *lint.Fix) sarifFix {
	out := sarifFix{Description: sarifText{Text: f.Description}}
	for _, e := range f.Edits {
		at := physical(e.Range)
		out.Changes = append(out.Changes, sarifChange{at.ArtifactLocation, []sarifReplacement{{at.Region, sarifText{Text: e.Text}}}})
	}
	return out
}
