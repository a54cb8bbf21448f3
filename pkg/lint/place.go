package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// placed is what a match says once its place is looked up.
type placed struct {
	rng     source.Range
	related []Related
	// fallback is the parameter whose default the match rests on, if any; open
	// says that a parameter file could have set it.
	fallback string
	open     bool
	assumed  bool
}

// place returns where a match points: the value at its path, else the key of
// what stands nearest above it, else the text that introduces the resource.
func place(r *graph.Resource, m engine.Match) placed {
	found, depth := r.Body.Find(m.Path)
	p := placed{assumed: found.Has(value.Assumed)}
	if depth == len(m.Path) && depth > 0 && !m.Missing && !found.Range().IsZero() {
		p.rng = found.Range()
	} else {
		p.rng = keyRange(r, m.Path[:min(depth, len(m.Path))])
	}
	for _, s := range found.Origin().Steps() {
		if s.Kind == value.StepDefault && p.fallback == "" {
			p.fallback = s.Name
		}
		p.open = p.open || s.Open
		if !s.Use.IsZero() && s.Use != p.rng {
			p.related = append(p.related, Related{useMessage(s), s.Use})
		}
	}
	for i := len(r.Calls) - 1; i >= 0; i-- {
		p.related = append(p.related, Related{throughCall, r.Calls[i]})
	}
	return p.own(r.Calls)
}

// own moves a place in a module from elsewhere to the call that can be mended,
// and leaves out what is related there.
func (p placed) own(calls []source.Range) placed {
	p.rng = p.rng.Own(calls)
	p.related = slices.DeleteFunc(p.related, func(r Related) bool {
		return r.Range == p.rng || r.Range.File.External
	})
	return p
}

// throughCall is what is said of the call of a module that a finding is in.
const throughCall = "deployed through here"

func useMessage(s *value.Step) string {
	kind := "parameter"
	switch s.Kind {
	case value.StepVariable:
		kind = "variable"
	case value.StepOutput:
		kind = "output"
	}
	return fmt.Sprintf("%s %s is used here", kind, s.Name)
}

// keyRange returns the key of the innermost field on a path that is written,
// the header of the resource if none is.
func keyRange(r *graph.Resource, p value.Path) source.Range {
	at := r.Header
	v := r.Body
	for _, e := range p {
		switch e := e.(type) {
		case string:
			f, ok := v.Field(e)
			if ok && !f.KeyRange.IsZero() {
				at = f.KeyRange
			}
			v = v.Get(e)
		case int:
			v = v.Item(e)
			if !v.Range().IsZero() {
				at = v.Range()
			}
		}
	}
	return at
}

// maxSaid bounds a message and a name, in characters: a value may be as long as
// a file.
const maxSaid = 500

// resourceOf names a resource in a report.
func resourceOf(r *graph.Resource) Resource {
	return Resource{ID: r.ID, Type: r.Type, Name: source.Shorten(r.Name(), maxSaid), Address: r.Address}
}

// finding turns a match into a finding.
func finding(g *graph.Graph, m engine.Match) Finding {
	r := g.Resource(m.Resource)
	p := place(r, m)
	f := Finding{
		Rule:        m.Rule,
		Severity:    m.Rule.Severity,
		Message:     source.Shorten(m.Message, maxSaid),
		Unit:        g.Root,
		Resource:    resourceOf(r),
		Path:        m.Path,
		Range:       p.rng,
		Related:     p.related,
		Assumed:     p.assumed,
		Conditional: r.Exists.Truth() != value.True,
		Fingerprint: fingerprint(m.Rule, g.Root, within(g.Root, r.ID), m.Path),
		anchors:     append(anchors(r, m, p), p.setters(g)...),
		pieces:      pieces(r, m),
		declared:    r.Declared,
		language:    r.Language,
		missing:     m.Missing,
		present:     m.Present,
	}
	if m.Severity != "" {
		f.Severity = m.Severity
	}
	if p.fallback != "" {
		f.Message += fmt.Sprintf(" (default of parameter %s)", p.fallback)
	}
	if f.Conditional {
		f.Message += ", if deployed"
	}
	return f
}

// anchors returns the places by which a comment can speak of a match: where it
// points, the property, where its value passes through, the resource, and the
// calls that lead to it.
func anchors(r *graph.Resource, m engine.Match, p placed) []source.Range {
	out := []source.Range{p.rng, keyRange(r, m.Path), r.Declared}
	for _, related := range p.related {
		out = append(out, related.Range)
	}
	return out
}

// pieces returns the places by which a comment can speak of each piece that a
// match rests on.
func pieces(r *graph.Resource, m engine.Match) [][]source.Range {
	var out [][]source.Range
	for _, path := range m.RestsOn {
		piece := engine.Match{Path: path}
		out = append(out, anchors(r, piece, place(r, piece)))
	}
	return out
}

// setters are the texts of parameter files that could have set what a match rests
// on.
func (p placed) setters(g *graph.Graph) []source.Range {
	if !p.open {
		return nil
	}
	out := make([]source.Range, len(g.Given))
	for i, at := range g.Given {
		// The file as it was read would keep its text.
		out[i] = source.Range{File: source.NewFile(at.File.Path, nil), Start: at.Start, End: at.End}
	}
	return out
}

func remediation(r *rule.Rule, language string) string {
	doc := r.Doc()
	if language == "terraform" && doc.Terraform != "" {
		return doc.Terraform
	}
	return doc.Remediation
}

// within returns what tells a resource from the others of its unit: its address,
// after the calls of modules that lead to it.
func within(unit, id string) string { return strings.TrimPrefix(id, unit+"#") }

// fingerprint stands for a finding however the code around it moves: no line
// and no message is part of it.
func fingerprint(r *rule.Rule, unit, resource string, p value.Path) string {
	sum := sha256.Sum256([]byte(r.ID + "\x00" + unit + "\x00" + resource + "\x00" + p.String()))
	return hex.EncodeToString(sum[:16])
}

// undecided turns a match of a rule that can't tell into what it can't tell.
func undecided(g *graph.Graph, m engine.Match) Undecided {
	u := Undecided{Rule: m.Rule, Unit: g.Root, Path: m.Path, Reason: source.Shorten(m.Message, maxSaid)}
	if r := g.Resource(m.Resource); r != nil {
		p := place(r, m)
		u.Resource, u.Range, u.anchors = resourceOf(r), p.rng, anchors(r, m, p)
	}
	return u
}
