package azurerm

import (
	"slices"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// parts are the folded blocks of one resource, gathered so that each list is
// made once.
type parts struct {
	lists []*list
	whole []whole
}

// whole is a folded block that is no item of a list, and where it begins.
type whole struct {
	value value.Value
	at    source.Range
}

// list is what folded blocks put at one path.
type list struct {
	path  string
	keyAt source.Range
	items []value.Value
	rest  *value.Unresolved
}

func (p *parts) list(path string, keyAt source.Range) *list {
	for _, l := range p.lists {
		if l.path == path {
			return l
		}
	}
	l := &list{path: path, keyAt: keyAt}
	p.lists = append(p.lists, l)
	return l
}

// into returns the body of a resource with the parts in it. What is around
// them is open where the body is.
func (p *parts) into(body value.Value) value.Value {
	twice := p.twice(body)
	t := &tree{}
	for _, l := range p.lists {
		t.put(steps(l.path), l.keyAt, value.OfPartial(l.items, rest(value.OfPartial(nil, l.rest), body)))
	}
	body = merge(body, open(t.built(), body.Rest()))
	for _, part := range p.whole {
		body = merge(body, open(part.value, body.Rest()))
	}
	return merge(body, twice)
}

// twice returns an object that names, below the leftovers, the places at which
// the resource itself has something as well: {azurerm: {inline_and_split: [...]}}.
// The provider sees a change there on each plan.
func (p *parts) twice(body value.Value) value.Value {
	var places []value.Value
	for _, l := range p.lists {
		if found, depth := body.Find(pathOf(steps(l.path))); depth == len(steps(l.path)) && len(found.Items()) > 0 {
			places = append(places, value.OfString(l.path).At(l.keyAt))
		}
	}
	for _, w := range p.whole {
		if path := overlap(body, w.value); path != "" {
			places = append(places, value.OfString(path).At(w.at))
		}
	}
	t := &tree{}
	if len(places) > 0 {
		t.put([]string{leftover, "inline_and_split"}, places[0].Range(), value.OfItems(places...))
	}
	return t.built()
}

// overlap returns the path of the first thing that both objects set, empty if
// there is none. What nobody wrote does not count.
func overlap(body, part value.Value) string {
	path := ""
	part.Walk(func(p value.Path, v value.Value) bool {
		if path != "" || v.Kind() == value.Object {
			return path == ""
		}
		found, depth := body.Find(p)
		if depth == len(p) && found.IsKnown() && !found.Has(value.Platform) && !v.Has(value.Platform) {
			path = p.String()
		}
		return false
	})
	return path
}

func pathOf(steps []string) value.Path {
	p := make(value.Path, len(steps))
	for i, step := range steps {
		p[i] = step
	}
	return p
}

// open returns an object that may have other fields, here and in the objects
// below; as it is if there is no reason.
func open(v value.Value, why *value.Unresolved) value.Value {
	if why == nil || v.Kind() != value.Object {
		return v
	}
	out := fields(v)
	for i := range out {
		out[i].Value = open(out[i].Value, why)
	}
	return value.OfPartialFields(out, why).At(v.Range())
}

// foldAll puts each block that is a part of a resource into that resource. If
// it can't be told which one it is, each that it may be is left open.
func (t *translation) foldAll() {
	folder := folder{translation: t, parts: map[*graph.Resource]*parts{}, stubs: map[string]*graph.Resource{}}
	for _, u := range t.units {
		if u.table == nil || u.table.Fold == nil {
			continue
		}
		sure, maybe := t.candidates(u, u.table.Fold.parent)
		if sure == nil {
			for _, other := range maybe {
				folder.add(u, other.Resource, u.doubtOfParent())
			}
			sure = &unit{Block: Block{Resource: folder.stub(u)}}
		}
		folder.add(u, sure.Resource, u.doubtIn(sure.Resource))
		u.handOver(sure.Resource)
	}
	for _, r := range t.out {
		if p := folder.parts[r]; p != nil {
			r.Body = p.into(r.Body)
		}
	}
}

// handOver makes what refers to a folded block, and what it refers to beside
// its body, a matter of the resource it is a part of; so is what runs after it.
func (u *unit) handOver(to *graph.Resource) {
	if u.Resource.ID == to.ID {
		return
	}
	to.Aliases = append(to.Aliases, u.Resource.ID)
	if to.Provisioners.IsNothing() {
		to.Provisioners = u.Resource.Provisioners
	}
	for _, link := range u.Resource.Links {
		if link.To.Resource != to.ID && !slices.Contains(to.Links, link) {
			to.Links = append(to.Links, link)
		}
	}
}

type folder struct {
	*translation
	parts map[*graph.Resource]*parts
	// stubs are the resources that parts tell of, by block type and name.
	stubs map[string]*graph.Resource
}

// add puts a block among the parts of a resource. One that may not be there,
// for the reason given, leaves it open what stands at its place.
func (f folder) add(u *unit, into *graph.Resource, doubt *value.Unresolved) {
	if u.Resource.Existing {
		return
	}
	p := f.parts[into]
	if p == nil {
		p = &parts{}
		f.parts[into] = p
	}
	if u.table.Fold.List == "" {
		p.whole = append(p.whole, whole{doubted(f.part(u), doubt), u.Resource.Header})
		return
	}
	l := p.list(u.table.Fold.List, u.Resource.Header)
	switch {
	case doubt == nil:
		l.items = append(l.items, f.item(u))
	case u.Resource.Each:
		// One instance of a loop of unknown length is taken to be there.
		l.items = append(l.items, f.item(u))
		l.rest = doubt
	default:
		l.rest = doubt
	}
}

// doubted returns an object with all that is in it unknown; as it is if there
// is no reason.
func doubted(v value.Value, why *value.Unresolved) value.Value {
	switch {
	case why == nil:
		return v
	case v.Kind() == value.Object:
		out := fields(v)
		for i := range out {
			out[i].Value = doubted(out[i].Value, why)
		}
		return value.OfFields(out...).At(v.Range())
	}
	return value.NewUnknown(*why).At(v.Range())
}

// part returns what a block sets in its resource.
func (t *translation) part(u *unit) value.Value {
	part := t.builder.object(&u.table.shape, u.Body, u.table.apart...)
	if part.Kind() != value.Object {
		return value.OfFields()
	}
	return part
}

// item returns a block as an item of a list, its name first.
func (t *translation) item(u *unit) value.Value {
	item := t.part(u)
	at := item.Range()
	if at.IsZero() {
		at = u.Resource.Header
	}
	fields := item.Fields()
	if _, mapped := u.table.Attributes["name"]; !mapped && !u.ownName().IsNothing() {
		name := u.nameField()
		name.Value = u.ownName()
		fields = append([]value.Field{name}, fields...)
	}
	return value.OfPartialFields(fields, item.Rest()).At(at)
}

// doubtIn returns why it is not known if the block is there whenever the
// resource is; nil if it is.
func (u *unit) doubtIn(r *graph.Resource) *value.Unresolved {
	exists := u.Resource.Exists
	if !u.Resource.Each && (exists.Truth() == value.True || value.Equal(exists, r.Exists) == value.True) {
		return nil
	}
	doubt := value.Unresolved{Reason: value.ReasonLoop, Expr: u.Resource.Address}
	if known := exists.Unresolved(); known != nil {
		doubt.Reason = known.Reason
	}
	return &doubt
}

// doubtOfParent says why it is not known which resource the block is a part of.
func (u *unit) doubtOfParent() *value.Unresolved {
	for _, name := range append([]string{u.table.Fold.ID}, u.table.Fold.Names...) {
		if known := u.Body.Get(name).Unresolved(); known != nil {
			return known
		}
	}
	return &value.Unresolved{Reason: value.ReasonRuntime, Expr: u.Resource.Address}
}

// stub returns an existing resource for the parts of one that is not declared.
func (f folder) stub(u *unit) *graph.Resource {
	into := u.table.Fold
	name := f.parentName(u, into.parent)
	key, keyed := value.Key(name)
	if r := f.stubs[into.Block+"|"+key]; r != nil && keyed {
		return r
	}
	owner := known.of(into.Block)
	r := *u.Resource
	r.Type, r.APIVersion, r.Existing, r.Each = owner.Type, owner.API, true, false
	rest := &value.Unresolved{Reason: value.ReasonExisting, Expr: r.Address}
	r.Body = value.OfPartialFields(written(value.Field{Key: "name", KeyRange: u.parentKey(), Value: name}), rest).At(r.Header)
	f.stubs[into.Block+"|"+key] = &r
	f.out = append(f.out, &r)
	return &r
}

// parentKey returns where the attribute that names the parent is written.
func (u *unit) parentKey() source.Range {
	for _, name := range append([]string{u.table.Fold.ID}, u.table.Fold.Names...) {
		if f, ok := u.Body.Field(name); ok {
			return f.KeyRange
		}
	}
	return source.Range{}
}
