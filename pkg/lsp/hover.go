package lsp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/source"
)

type hoverResult struct {
	Contents markup `json:"contents"`
}

// hover explains the findings at a place and the value that stands there.
func (s *server) hover(ctx context.Context, p placeParams) (any, error) {
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	s.mu.Lock()
	outcomes, e := s.outcomes, s.encoding
	formats := s.client.TextDocument.Hover.Formats
	d := s.open[path]
	s.mu.Unlock()
	if d == nil {
		return nil, nil
	}
	var parts []string
	for _, o := range outcomes {
		for _, f := range o.findingsAt(d, span{p.Position, p.Position}, e) {
			if text := ruleText(f); !slices.Contains(parts, text) {
				parts = append(parts, text)
			}
		}
	}
	// Values are looked up in the text as it is now.
	buffers := s.buffers()
	for _, o := range outcomes {
		if text := o.valueAt(ctx, buffers, path, e.offset(d.file, p.Position)); text != "" {
			parts = append(parts, text)
			break
		}
	}
	if len(parts) == 0 || ctx.Err() != nil {
		return nil, ctx.Err()
	}
	kind := "markdown"
	if len(formats) > 0 && !slices.Contains(formats, kind) {
		kind = "plaintext"
	}
	return hoverResult{markup{kind, strings.Join(parts, "\n\n---\n\n")}}, nil
}

// findingsAt returns what is said of places that touch a span of a document,
// nothing if the document is not as it was then.
func (o *outcome) findingsAt(d *document, at span, e encoding) []*report.Headline {
	if o.buffers[d.path] != d {
		return nil
	}
	var out []*report.Headline
	for i := range o.said {
		h := &o.said[i]
		if path, ok := o.path(h.Range); ok && path == d.path && e.span(h.Range).touches(at) {
			out = append(out, h)
		}
	}
	return out
}

// ruleText is the page of a finding's rule in short.
func ruleText(f *report.Headline) string {
	doc := f.Rule.Doc()
	text := fmt.Sprintf("**%s** · %s · %s\n\n%s.\n\n%s", f.Rule.Name, f.Severity, f.Rule.Pillar, doc.Title, paragraph(doc.Description))
	if f.Remediation != "" {
		text += "\n\n**What to do:** " + paragraph(f.Remediation)
	}
	text += fmt.Sprintf("\n\n[%s](%s)", f.Rule.ID, f.Rule.URL())
	for _, link := range doc.Links {
		text += fmt.Sprintf(" · <%s>", link)
	}
	return text
}

func paragraph(text string) string { return strings.Join(strings.Fields(text), " ") }

// valueAt tells what the property at an offset comes to, empty if there is none.
func (o *outcome) valueAt(ctx context.Context, buffers snapshot, path string, offset int) string {
	overlay := o.buffers.overlay()
	for p, d := range buffers {
		if overlay[p] != nil {
			overlay[p] = d.file.Data
		}
	}
	reader := o.reader.Over(overlay)
	project := o.project.Over(reader)
	found := &finder{offset: int32(offset), is: func(f *source.File) bool { return reader.Abs(f.Path) == path }}
	for _, k := range o.units {
		if ctx.Err() != nil {
			return ""
		}
		if _, ok := k.files[path]; ok {
			for _, g := range project.Load(k.unit).Graphs {
				found.graph(g)
			}
		}
	}
	return found.text()
}
