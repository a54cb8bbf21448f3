package lsp

import (
	"context"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/report"
)

const kindQuickFix = "quickfix"

type codeActionParams struct {
	documentParams
	Range   span `json:"range"`
	Context struct {
		Only []string `json:"only"`
	} `json:"context"`
}

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Preferred   bool           `json:"isPreferred,omitempty"`
	Diagnostics []diagnostic   `json:"diagnostics,omitempty"`
	Edit        *workspaceEdit `json:"edit,omitempty"`
	Command     *command       `json:"command,omitempty"`
}

// codeAction offers, for each rule with a finding at a place, to put it right if
// that can be, to accept it there or in the whole file, and to open its page.
func (s *server) codeAction(_ context.Context, p codeActionParams) (any, error) {
	actions := []codeAction{}
	path, ok := pathOf(p.TextDocument.URI)
	s.mu.Lock()
	outcomes, e, client := s.outcomes, s.encoding, s.client
	d := s.open[path]
	s.mu.Unlock()
	if !ok || d == nil || !wants(p.Context.Only) {
		return actions, nil
	}
	seen := map[string]bool{}
	for _, o := range outcomes {
		for _, f := range o.findingsAt(d, p.Range, e) {
			if seen[f.Rule.Name] {
				continue
			}
			seen[f.Rule.Name] = true
			if fix, ok := fixAction(d, f, o, e, client); ok {
				actions = append(actions, fix)
			}
			for _, edit := range ignores(d, f, o) {
				actions = append(actions, codeAction{
					Title: edit.title, Kind: kindQuickFix, Diagnostics: []diagnostic{asDiagnostic(f, o, e, client)},
					Edit: &workspaceEdit{map[string][]textEdit{d.uri: {{e.span(d.file.Range(edit.at, edit.at)), edit.text}}}},
				})
			}
			if client.Window.ShowDocument.Support {
				actions = append(actions, pageAction(f))
			}
		}
	}
	return actions, nil
}

// fixAction puts a finding right in the document it is in.
func fixAction(d *document, f *report.Headline, o *outcome, e encoding, client clientCapabilities) (codeAction, bool) {
	if f.Fix == nil {
		return codeAction{}, false
	}
	var edits []textEdit
	for _, edit := range f.Fix.Edits {
		if path, ok := o.path(edit.Range); !ok || path != d.path {
			return codeAction{}, false
		}
		edits = append(edits, textEdit{e.span(d.file.Range(int(edit.Range.Start), int(edit.Range.End))), edit.Text})
	}
	return codeAction{
		Title: "Fix " + f.Rule.Name + ": " + f.Fix.Description, Kind: kindQuickFix, Preferred: true,
		Diagnostics: []diagnostic{asDiagnostic(f, o, e, client)}, Edit: &workspaceEdit{map[string][]textEdit{d.uri: edits}},
	}, true
}

func pageAction(f *report.Headline) codeAction {
	title := "Open the page of " + f.Rule.Name
	return codeAction{Title: title, Kind: kindQuickFix, Command: &command{title, openPage, []string{f.Rule.Name}}}
}

// wants reports whether quick fixes are among the kinds of actions asked for.
func wants(only []string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(kind string) bool {
		return kind == "" || kind == kindQuickFix || strings.HasPrefix(kindQuickFix, kind+".")
	})
}
