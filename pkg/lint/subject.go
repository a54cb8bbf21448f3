package lint

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/rule"
	"github.com/hublint/hublint/pkg/value"
)

// subject is a resource that another one is on: one that a lock protects, an
// alert watches, a certificate belongs to. Type and name are in lower case.
type subject struct {
	// typ is empty if it may be a resource of any type.
	typ string
	// name is empty if it is not known.
	name string
	// made says that it is certain to be declared in the same unit.
	made bool
}

// anywhere is the subject that may be any resource.
var anywhere = subject{}

// mayBe reports whether what a resource of one unit is on may be a resource of
// another unit. Of what both declare that is certain only by name.
func (s subject) mayBe(other subject) bool {
	switch {
	case s == anywhere:
		return true
	case s.typ != other.typ:
		return false
	case s.name != "" && other.name != "":
		return s.name == other.name
	}
	return !s.made
}

// relations finds what resources of a graph are on.
type relations struct {
	graph  *graph.Graph
	edges  map[string][]graph.Edge
	byName map[string]*graph.Resource
}

func newRelations(g *graph.Graph) *relations {
	x := &relations{g, map[string][]graph.Edge{}, map[string]*graph.Resource{}}
	for _, e := range g.Edges {
		x.edges[e.From] = append(x.edges[e.From], e)
	}
	for _, r := range g.Resources {
		if key, ok := value.Key(r.Body.Get("name")); ok && isMade(r) {
			x.byName[nameKey(r.Type, key)] = r
		}
	}
	return x
}

func isMade(r *graph.Resource) bool { return !r.Existing && r.Exists.Truth() == value.True }

func nameKey(typ, key string) string { return strings.ToLower(typ) + "|" + key }

// on returns what a resource is on, as far as that may be of another unit.
func (x *relations) on(r *graph.Resource) []subject {
	var all []subject
	ok := false
	if row, has := purposes[strings.ToLower(r.Type)]; has {
		all, ok = x.served(r, row)
	} else if isChild(r.Type) {
		all, ok = x.parents(r), true
	} else {
		all, ok = x.extended(r)
	}
	if !ok || len(all) == 0 || slices.Contains(all, anywhere) {
		return []subject{anywhere}
	}
	slices.SortFunc(all, compareSubjects)
	return slices.DeleteFunc(slices.Compact(all), func(s subject) bool { return s.made && s.name == "" })
}

func compareSubjects(a, b subject) int {
	return strings.Compare(a.typ+"|"+a.name, b.typ+"|"+b.name)
}

func isChild(typ string) bool {
	_, ok := graph.ParentType(typ)
	return ok
}

// about returns what a finding of a rule on a resource is about: the resource
// and what it is a part of; nothing if that may be any resource.
func (x *relations) about(r *graph.Resource, by *rule.Rule) []subject {
	if x.subject(r) == anywhere {
		return nil
	}
	all := []*graph.Resource{r}
	var out []subject
	if slices.ContainsFunc(by.AbsenceOf, func(typ string) bool { return slices.Contains(ofReferred, strings.ToLower(typ)) }) {
		all = append(all, x.targets(r, graph.Refers, nil)...)
		out, _ = x.served(r, purposes[strings.ToLower(r.Type)])
	}
	for _, r := range all {
		out = append(append(out, x.subject(r)), x.parents(r)...)
	}
	return slices.DeleteFunc(out, func(s subject) bool { return s == anywhere })
}

// ofReferred are the types that rules miss on what the resource of a finding
// refers to: a role on the endpoint of a hub, a group on the hub of a reader.
var ofReferred = []string{
	"microsoft.authorization/roleassignments", "microsoft.devices/iothubs/eventhubendpoints/consumergroups",
}

// subject returns a resource as what another one is on. One that holds
// resources, or whose properties lead to some, may stand for any.
func (x *relations) subject(r *graph.Resource) subject {
	key, _ := value.Key(r.Body.Get("name"))
	made := isMade(r) || r.Existing && x.byName[nameKey(r.Type, key)] != nil
	return subjectOf(r.Type, key, made)
}

func subjectOf(typ, key string, made bool) subject {
	typ = strings.ToLower(typ)
	if leadsAnywhere(typ) {
		return anywhere
	}
	if strings.Contains(key, "{") {
		key = ""
	}
	return subject{typ, key, made}
}

// named returns the resource of a type and a name, which may be known in part.
func (x *relations) named(typ, key string) subject {
	return subjectOf(typ, key, x.byName[nameKey(typ, key)] != nil)
}

// targets returns the resources that edges of a kind lead to, references those
// from a path or below it.
func (x *relations) targets(r *graph.Resource, kind graph.EdgeKind, at value.Path) []*graph.Resource {
	var out []*graph.Resource
	for _, e := range x.edges[r.ID] {
		if e.Kind != kind || len(e.Path) < len(at) || !slices.Equal(e.Path[:len(at)], at) {
			continue
		}
		if to := x.graph.Resource(e.To); to != nil {
			out = append(out, to)
		}
	}
	return out
}

// parents returns what a child belongs to, up to the top.
func (x *relations) parents(r *graph.Resource) []subject {
	var out []subject
	for _, p := range x.targets(r, graph.Parent, nil) {
		out = append(out, x.subject(p))
		if p != r && len(p.Type) < len(r.Type) {
			out = append(out, x.parents(p)...)
		}
	}
	if len(out) > 0 {
		return out
	}
	key, _ := value.Key(r.Body.Get("name"))
	for typ, ok := graph.ParentType(r.Type); ok; typ, ok = graph.ParentType(typ) {
		key = key[:max(strings.LastIndexByte(key, '/'), 0)]
		out = append(out, x.named(typ, key))
	}
	return out
}

// extended returns what an extension resource is on; false if that is not known.
func (x *relations) extended(r *graph.Resource) ([]subject, bool) {
	var out []subject
	for _, to := range x.targets(r, graph.Scope, nil) {
		out = append(out, x.subject(to))
	}
	for _, link := range r.Links {
		if link.Kind == graph.Scope && len(out) == 0 && link.To.Resource == "" {
			out = append(out, x.named(link.To.Type, link.To.Name))
		}
	}
	if len(out) > 0 {
		return out, true
	}
	return x.pointed(r, value.Path{"scope"}, r.Body.Get("scope"), idOfAny)
}

// served returns what a resource serves by what it says at the paths of a row;
// false if that is not known.
func (x *relations) served(r *graph.Resource, row purpose) ([]subject, bool) {
	if row.unless != nil {
		if v, _ := r.Body.Find(row.unless); !v.IsNothing() {
			return nil, false
		}
	}
	var out []subject
	all := true
	for _, way := range row.ways {
		found, ok := x.below(r, nil, r.Body, way.path, way.by)
		out, all = append(out, found...), all && ok
	}
	wide := !all || len(out) == 0 || slices.ContainsFunc(out, func(s subject) bool { return s == anywhere || slices.Contains(row.holders, s.typ) })
	if typ, ok := typeAt(r, row.typ); ok && wide {
		return []subject{subjectOf(typ, "", false)}, true
	}
	return out, !wide
}

func typeAt(r *graph.Resource, at value.Path) (string, bool) {
	if at == nil {
		return "", false
	}
	v, depth := r.Body.Find(at)
	text, ok := v.Text()
	return text, ok && depth == len(at) && strings.Contains(text, "/")
}

// below returns what stands at a path below a value, each item of an array
// where the path says so; false if not all of it is known.
func (x *relations) below(r *graph.Resource, at value.Path, v value.Value, path []string, by pointing) ([]subject, bool) {
	switch {
	case v.IsNothing():
		return nil, true
	case len(path) == 0:
		return x.pointed(r, at, v, by)
	case v.Kind() == value.Unknown:
		return nil, false
	case path[0] != each:
		return x.below(r, at.Key(path[0]), v.Get(path[0]), path[1:], by)
	}
	var out []subject
	rest := v.Rest()
	all := rest == nil || rest.Shown
	for i := range v.Items() {
		found, ok := x.below(r, at.Index(i), v.Item(i), path[1:], by)
		out, all = append(out, found...), all && ok
	}
	return out, all
}

// pointed returns what a value points at; false if that is not known.
func (x *relations) pointed(r *graph.Resource, at value.Path, v value.Value, by pointing) ([]subject, bool) {
	if parts, ok := value.PartsOf(v); ok && by == idOfAny && v.Prefix() != "" {
		if ref, ok := value.ParseID(parts); ok {
			return []subject{x.named(ref.Type, ref.Name)}, true
		}
	}
	var out []subject
	for _, to := range x.targets(r, graph.Refers, at) {
		if by == idOfAny || strings.EqualFold(to.Type, hubType) {
			out = append(out, x.subject(to))
		}
	}
	if len(out) > 0 || by == idOfAny {
		return out, len(out) > 0
	}
	key, ok := value.Key(v)
	if m := hubHost().FindStringSubmatch(key); by == hostOfHub {
		ok = m != nil
		if ok {
			key = m[1]
		}
	}
	return []subject{x.named(hubType, key)}, ok
}
