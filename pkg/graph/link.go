package graph

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// Link resolves the references of all resources and outputs to edges. A reference that
// leads out of the graph makes no edge. Of several resources with the same
// type and name each gets one.
func (g *Graph) Link() {
	index := newIndex(g.Resources)
	g.Edges = nil
	for _, r := range g.All() {
		l := linker{graph: g, index: index, from: r}
		for _, link := range r.Links {
			l.add(link.Kind, link.To, nil)
		}
		l.parent()
		r.Body.Walk(func(p value.Path, v value.Value) bool {
			l.refer(v, p)
			return true
		})
		if r.IsScript() {
			r.Provisioners.Walk(func(_ value.Path, v value.Value) bool {
				l.refer(v, nil)
				return true
			})
			l.mentions(r.Body)
			l.mentions(r.Provisioners)
		}
	}
}

// index finds resources by id, by loop, by type and name, and by a word in the
// text of a program.
type index struct {
	byID   map[string][]*Resource
	byName map[string][]*Resource
	byWord map[string][]*Resource
}

func newIndex(resources []*Resource) index {
	x := index{make(map[string][]*Resource, len(resources)), make(map[string][]*Resource, len(resources)), byWord(resources)}
	for _, r := range resources {
		x.addID(r.ID, r)
		for _, alias := range r.Aliases {
			x.addID(alias, r)
		}
		if key, ok := value.Key(r.Body.Get("name")); ok {
			k := nameKey(r.Type, key)
			x.byName[k] = append(x.byName[k], r)
		}
	}
	return x
}

// addID makes a resource known by an id, and by that of the loop it is from.
func (x index) addID(id string, r *Resource) {
	x.byID[id] = append(x.byID[id], r)
	loop, ok := loopOf(id)
	if list := x.byID[loop]; ok && (len(list) == 0 || list[len(list)-1] != r) {
		x.byID[loop] = append(list, r)
	}
}

// loopOf returns the id of the loop an instance's id belongs to.
func loopOf(id string) (string, bool) {
	i := strings.LastIndexByte(id, '[')
	if i < 0 || !strings.HasSuffix(id, "]") {
		return "", false
	}
	return id[:i], true
}

func nameKey(typ, name string) string { return strings.ToLower(typ) + "|" + name }

func (x index) find(ref value.Ref) []*Resource {
	if ref.Resource == "" {
		return x.byName[nameKey(ref.Type, ref.Name)]
	}
	found := x.byID[ref.Resource]
	if len(found) == 1 && found[0].Existing {
		return x.withTwins(found[0])
	}
	return found
}

// withTwins returns an existing resource, and after it the same one where it
// is declared elsewhere in the graph.
func (x index) withTwins(r *Resource) []*Resource {
	all := []*Resource{r}
	if key, ok := value.Key(r.Body.Get("name")); ok {
		for _, twin := range x.byName[nameKey(r.Type, key)] {
			if twin != r {
				all = append(all, twin)
			}
		}
	}
	return all
}

// findNearest is find, or else finds what the resource belongs to: a key of a
// hub is no resource of its own, and an event hub's rules are seldom declared.
func (x index) findNearest(ref value.Ref) []*Resource {
	for {
		if found := x.find(ref); len(found) > 0 || ref.Resource != "" {
			return found
		}
		typ, ok := ParentType(ref.Type)
		cut := strings.LastIndexByte(ref.Name, '/')
		if !ok || cut < 0 {
			return nil
		}
		ref = value.Ref{Type: typ, Name: ref.Name[:cut]}
	}
}

type linker struct {
	graph *Graph
	index index
	from  *Resource
}

func (l linker) refer(v value.Value, p value.Path) {
	for _, ref := range refsOf(v) {
		l.addTo(l.index.findNearest(ref), Refers, p)
	}
}

func (l linker) add(kind EdgeKind, ref value.Ref, p value.Path) {
	l.addTo(l.index.find(ref), kind, p)
}

func (l linker) addTo(targets []*Resource, kind EdgeKind, p value.Path) {
	for _, to := range targets {
		if to == l.from {
			continue
		}
		e := Edge{From: l.from.ID, To: to.ID, Kind: kind, Path: slices.Clone(p)}
		if !l.has(e) {
			l.graph.Edges = append(l.graph.Edges, e)
		}
	}
}

// has looks among the edges of the same resource, which are the last ones.
func (l linker) has(e Edge) bool {
	for i := len(l.graph.Edges) - 1; i >= 0 && l.graph.Edges[i].From == e.From; i-- {
		if o := l.graph.Edges[i]; o.To == e.To && o.Kind == e.Kind && slices.Equal(o.Path, e.Path) {
			return true
		}
	}
	return false
}

// parent links a child resource to the resource its name begins with.
func (l linker) parent() {
	typ, ok := ParentType(l.from.Type)
	if !ok {
		return
	}
	key, ok := value.Key(l.from.Body.Get("name"))
	cut := strings.LastIndexByte(key, '/')
	if !ok || cut < 0 {
		return
	}
	l.add(Parent, value.Ref{Type: typ, Name: key[:cut]}, nil)
}

// ParentType returns the type a child type belongs to; false for a type at
// the top: "Microsoft.Devices/IotHubs".
func ParentType(typ string) (string, bool) {
	if strings.Count(typ, "/") < 2 {
		return "", false
	}
	return typ[:strings.LastIndexByte(typ, '/')], true
}

// refsOf returns the references a single value makes: those its expression
// was seen to make, or that of what else a collection holds, and those its text
// spells out as a resource id or a host.
func refsOf(v value.Value) []value.Ref {
	refs := v.Refs()
	if rest := v.Rest(); rest != nil {
		refs = rest.Refs
	}
	if parts, ok := value.PartsOf(v); ok && (v.Kind() == value.String || v.Kind() == value.Unknown) {
		if ref, ok := value.ParseID(parts); ok && !slices.Contains(refs, ref) {
			refs = append(slices.Clip(refs), ref)
		}
		refs = append(slices.Clip(refs), hostRefs(parts)...)
	}
	return refs
}
