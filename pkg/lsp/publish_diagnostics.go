package lsp

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
)

type publishParams struct {
	URI         string       `json:"uri"`
	Version     *int         `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

// sent is what the client was told of a file.
type sent struct {
	uri         string
	version     int
	diagnostics []diagnostic
}

// severities are the protocol's numbers. What is wrong with the input uses the
// same words as rules do.
var severities = map[rule.Severity]int{rule.Error: 1, rule.Warning: 2, rule.Note: 3}

// publish tells the client what is found in the units that an open file is part
// of, as far as it was not told yet. Nothing stops it: what was found is worth
// telling, and would have to be found again.
func (l *linter) publish(ctx context.Context, outcomes []*outcome) {
	c := l.server.collect(outcomes)
	for path, d := range l.server.buffers() {
		c.add(path)
		c.uris[path], c.versions[path] = d.uri, d.version
	}
	for _, o := range outcomes {
		for path, d := range o.buffers {
			c.versions[path] = d.version
		}
	}
	for path, s := range l.sent {
		if _, ok := c.found[path]; !ok && len(s.diagnostics) > 0 {
			c.add(path)
			c.uris[path] = s.uri
		}
	}
	for _, path := range slices.Sorted(maps.Keys(c.found)) {
		l.tell(ctx, path, c)
	}
	maps.DeleteFunc(l.sent, func(path string, s sent) bool {
		_, open := c.versions[path]
		return len(s.diagnostics) == 0 && !open
	})
}

func (l *linter) tell(ctx context.Context, path string, c *collected) {
	now := sent{c.uris[path], c.versions[path], c.found[path]}
	if now.uri == "" {
		now.uri = uriOf(path)
	}
	if before, ok := l.sent[path]; ok && reflect.DeepEqual(before, now) {
		return
	}
	params := publishParams{URI: now.uri, Diagnostics: now.diagnostics}
	if _, open := c.versions[path]; open {
		params.Version = &now.version
	}
	if err := l.server.conn.Notify(ctx, "textDocument/publishDiagnostics", params); err != nil {
		return
	}
	l.sent[path] = now
}

// collected are diagnostics by path, for each file to speak of.
type collected struct {
	server   *server
	found    map[string][]diagnostic
	uris     map[string]string
	versions map[string]int
}

func (c *collected) add(path string, diags ...diagnostic) {
	list := c.found[path]
	if list == nil {
		list = []diagnostic{}
	}
	for _, d := range diags {
		// A file may be part of units in several homes.
		if !slices.ContainsFunc(list, func(o diagnostic) bool {
			return o.Range == d.Range && o.Code == d.Code && o.Message == d.Message
		}) {
			list = append(list, d)
		}
	}
	c.found[path] = list
}

// collect returns what was found in the files of the units at hand.
func (s *server) collect(outcomes []*outcome) *collected {
	s.mu.Lock()
	e, client := s.encoding, s.client
	s.mu.Unlock()
	c := &collected{s, map[string][]diagnostic{}, map[string]string{}, map[string]int{}}
	for _, o := range outcomes {
		wanted := o.atHand()
		for path := range wanted {
			c.add(path)
		}
		for i := range o.said {
			h := &o.said[i]
			if path, ok := o.path(h.Range); ok && wanted[path] {
				c.add(path, asDiagnostic(h, o, e, client))
			}
		}
		for _, d := range o.report.Diagnostics {
			if path, ok := o.path(d.Range); ok && wanted[path] {
				c.addInput(path, d, e)
			}
		}
		for _, d := range o.alone {
			if path, ok := o.path(d.Range); ok {
				c.addInput(path, d, e)
			}
		}
	}
	return c
}

// addInput adds what is wrong with the input, unless it is only worth noting.
func (c *collected) addInput(path string, d source.Diagnostic, e encoding) {
	if d.Severity != source.SeverityNote {
		c.add(path, diagnostic{
			Range: e.span(d.Range), Severity: severities[rule.Severity(d.Severity)],
			Code: d.Code, Source: "hublint", Message: d.Message,
		})
	}
}

// atHand returns the files of the units that an open file is part of, and the
// configuration.
func (o *outcome) atHand() map[string]bool {
	wanted := map[string]bool{}
	for _, k := range o.units {
		for path := range o.buffers {
			if _, ok := k.files[path]; ok {
				for path := range k.files {
					wanted[path] = true
				}
				break
			}
		}
	}
	for _, d := range o.report.Diagnostics {
		if path, ok := o.path(d.Range); ok && isSetting(path) {
			wanted[path] = true
		}
	}
	return wanted
}

// path returns the absolute path of the file a range is in; ok is false for no
// place, and for files that are not the user's.
func (o *outcome) path(r source.Range) (string, bool) {
	if r.IsZero() || r.File.External {
		return "", false
	}
	return o.reader.Abs(r.File.Path), true
}

func asDiagnostic(f *report.Headline, o *outcome, e encoding, client clientCapabilities) diagnostic {
	d := diagnostic{Range: e.span(f.Range), Severity: severities[f.Severity], Code: f.Rule.Name, Source: "hublint", Message: f.Text()}
	if client.TextDocument.Diagnostics.Links {
		d.CodeDescription = &codeDescription{f.Rule.URL()}
	}
	if client.TextDocument.Diagnostics.Related {
		for _, r := range f.Related {
			if path, ok := o.path(r.Range); ok {
				d.Related = append(d.Related, related{location{uriOf(path), e.span(r.Range)}, r.Message})
			}
		}
	}
	return d
}
