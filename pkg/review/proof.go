package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// witness is what the graphs of a unit say of a proof.
type witness struct {
	evidence []Evidence
	// against says that a resource does not meet the conditions.
	against bool
	// values are those that were found, for proofs by different values.
	values []string
}

// witnessesOf returns what the variants of a unit say of each proof of a row:
// all of them have to agree.
func witnessesOf(row guide.Row, graphs []*graph.Graph) []witness {
	out := make([]witness, len(row.Proofs))
	for i, p := range row.Proofs {
		for n, g := range graphs {
			w := witnessOf(p, g)
			if n > 0 && (len(w.evidence) == 0) != (len(out[i].evidence) == 0) {
				w.against = true
			}
			out[i].against = out[i].against || w.against
			out[i].evidence = append(out[i].evidence, w.evidence...)
			out[i].values = append(out[i].values, w.values...)
		}
		out[i].evidence = slices.CompactFunc(out[i].evidence, func(a, b Evidence) bool { return a == b })
		if len(graphs) > 1 {
			out[i].evidence = unique(out[i].evidence)
		}
	}
	return out
}

func unique(list []Evidence) []Evidence {
	seen := map[Evidence]bool{}
	return slices.DeleteFunc(list, func(e Evidence) bool {
		was := seen[e]
		seen[e] = true
		return was
	})
}

func witnessOf(p guide.Proof, g *graph.Graph) witness {
	var w witness
	for _, r := range g.Resources {
		if r.Existing || !strings.EqualFold(r.Type, p.Type) || p.Linked != "" && !linked(g, r, p.Linked) {
			continue
		}
		v, path, ok := find(p, r.Body)
		switch {
		case !ok:
			w.against = true
		case p.Some && (r.Each || r.Exists.Truth() != value.True):
			// It may not be there at all.
		default:
			w.evidence = append(w.evidence, evidence(p, r, v, path))
			w.values = append(w.values, strings.ToLower(strings.ReplaceAll(v.Show(), " ", "")))
		}
	}
	return w
}

// linked reports whether an edge joins a resource with one of a type. What only
// has to be deployed before or after is not joined.
func linked(g *graph.Graph, r *graph.Resource, typ string) bool {
	for _, e := range g.Edges {
		if e.Kind == graph.DependsOn {
			continue
		}
		other := ""
		switch r.ID {
		case e.From:
			other = e.To
		case e.To:
			other = e.From
		default:
			continue
		}
		if o := g.Resource(other); o != nil && strings.EqualFold(o.Type, typ) {
			return true
		}
	}
	return false
}

// find returns the first value at a path of a proof that meets its conditions.
func find(p guide.Proof, body value.Value) (value.Value, value.Path, bool) {
	if len(p.Path) == 0 {
		return body.Get("name"), nil, true
	}
	for _, path := range p.Path {
		if v, at, ok := search(p, body, strings.Split(path, "."), nil); ok {
			return v, at, true
		}
	}
	return value.Value{}, nil, false
}

func search(p guide.Proof, v value.Value, keys []string, at value.Path) (value.Value, value.Path, bool) {
	if len(keys) == 0 {
		return v, at, meets(p, v)
	}
	key, list := strings.CutSuffix(keys[0], "[]")
	v, at = v.Get(key), at.Key(key)
	if !list {
		return search(p, v, keys[1:], at)
	}
	for i := range v.Items() {
		if found, path, ok := search(p, v.Item(i), keys[1:], at.Index(i)); ok {
			return found, path, true
		}
	}
	return value.Value{}, nil, false
}

// meets reports whether a value is certain to meet the conditions of a proof. A
// default of the platform meets none: nobody wrote it.
func meets(p guide.Proof, v value.Value) bool {
	switch {
	case v.Has(value.Platform):
		return false
	case p.Items > 0:
		return v.Kind() == value.Array && v.Certain() >= p.Items
	case len(p.Is) > 0:
		return v.IsKnown() && oneOf(v, p.Is)
	case p.Distinct > 0 || len(p.Not) > 0:
		return v.IsKnown() && v.Show() != "" && !v.IsNothing() && !oneOf(v, p.Not)
	case v.Kind() == value.Unknown:
		_, ok := value.PartsOf(v)
		return ok && v.Unresolved().Reason != value.ReasonParameter || len(v.Refs()) > 0
	}
	return !v.IsNothing() && v.Show() != ""
}

func oneOf(v value.Value, list []any) bool {
	return slices.ContainsFunc(list, func(want any) bool { return strings.EqualFold(v.Show(), fmt.Sprint(want)) })
}

func evidence(p guide.Proof, r *graph.Resource, v value.Value, path value.Path) Evidence {
	text := strings.ReplaceAll(p.Says, "{}", brief(v))
	for _, s := range v.Origin().Steps() {
		if s.Kind == value.StepDefault && path != nil {
			text += " (default of parameter " + s.Name + ")"
			break
		}
	}
	if r.Exists.Truth() != value.True {
		text += ", if deployed"
	}
	at := r.Header
	if path != nil && !v.Range().IsZero() {
		at = v.Range()
	}
	return Evidence{resourceOf(r), text, path.String(), at.Own(r.Calls).Location()}
}

// maxBrief is the most characters that are shown of a value.
const maxBrief = 60

// brief shows a value in few words, and no secret.
func brief(v value.Value) string {
	text := v.Show()
	switch {
	case v.Has(value.Sensitive):
		return "a secret"
	case v.Kind() == value.Array:
		text = plural(len(v.Items()), "entry", "entries")
	}
	if runes := []rune(text); len(runes) > maxBrief {
		text = string(runes[:maxBrief-1]) + "…"
	}
	return text
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// proven returns the evidence for a proof from all units, and whether it holds.
func (o *Observer) proven(row, proof int) ([]Evidence, bool) {
	p := o.guide.Rows[row].Proofs[proof]
	var found []Evidence
	values := map[string]bool{}
	against := false
	for i := range o.units {
		u := &o.units[i]
		if u.witnesses == nil {
			continue
		}
		w := u.witnesses[row][proof]
		against = against || w.against
		found = append(found, w.evidence...)
		for _, v := range w.values {
			values[v] = true
		}
	}
	if p.Distinct > 0 {
		return found, len(values) >= p.Distinct
	}
	return found, len(found) > 0 && (p.Some || !against)
}

// evidence returns what shows a row to be met, and whether it is enough.
func (o *Observer) evidence(row int) ([]Evidence, bool) {
	r := o.guide.Rows[row]
	var all []Evidence
	holding := 0
	for i := range r.Proofs {
		if found, ok := o.proven(row, i); ok {
			holding++
			all = append(all, found...)
		}
	}
	enough := holding > 0 && (!r.All || holding == len(r.Proofs))
	return all, enough
}

// located reports whether a location names a line.
func located(l source.Location) bool { return l.File != "" && l.Start.Line > 0 }
