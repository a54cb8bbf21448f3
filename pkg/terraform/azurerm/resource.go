package azurerm

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// findApart returns the attributes that are not part of the body: those of
// names, scope and child resources, and those without a place.
func (x *table) findApart() []string {
	out := slices.Concat([]string{"name", "timeouts", "resource_group_name"}, x.Segments, x.Scope)
	for _, p := range []*parent{x.Parent, x.foldParent()} {
		if p != nil {
			out = append(append(out, p.ID), p.Names...)
		}
	}
	for _, c := range x.Children {
		out = append(out, c.Block)
	}
	for name := range x.Ignored {
		out = append(out, name)
	}
	return slices.DeleteFunc(out, func(name string) bool {
		_, mapped := x.Attributes[name]
		return mapped
	})
}

func (x *table) foldParent() *parent {
	if x.Fold == nil {
		return nil
	}
	return &x.Fold.parent
}

// body returns the ARM body of a unit, its full name first.
func (t *translation) body(u *unit) value.Value {
	body := t.builder.object(&u.table.shape, u.Body, u.table.apart...)
	if body.Kind() == value.Unknown {
		body = value.OfPartialFields(nil, body.Unresolved())
	}
	fields := append(written(u.nameField()), body.Fields()...)
	return value.OfPartialFields(fields, body.Rest()).At(u.Body.Range())
}

func (u *unit) nameField() value.Field {
	attribute := "name"
	if n := len(u.table.Segments); n > 0 {
		attribute = u.table.Segments[n-1]
	}
	f, _ := u.Body.Field(attribute)
	return value.Field{Key: "name", KeyRange: f.KeyRange, Value: u.name}
}

// existing returns the body of a resource that is only referred to.
func existing(u *unit) value.Value {
	rest := &value.Unresolved{Reason: value.ReasonExisting, Expr: u.Resource.Address}
	return value.OfPartialFields(written(u.nameField()), rest).At(u.Resource.Header)
}

// written returns a field alone, nothing if its value is absent.
func written(f value.Field) []value.Field {
	if f.Value.Kind() == value.Absent {
		return nil
	}
	return []value.Field{f}
}

// link adds the relations that stand beside the body.
func (t *translation) link(u *unit) {
	if p := u.table.Parent; p != nil {
		if sure, _ := t.candidates(u, *p); sure != nil {
			u.addLink(graph.Parent, value.Ref{Resource: sure.Resource.ID})
		}
	}
	for _, name := range u.table.Scope {
		if f, ok := u.Body.Field(name); ok && !f.Value.IsNothing() {
			u.scope(f)
			break
		}
	}
	if group := u.Body.Get("resource_group_name"); !group.IsNothing() {
		for _, to := range t.referredOrNamed(group, "azurerm_resource_group") {
			if !u.hasLink(to.Resource.ID) {
				u.addLink(graph.DependsOn, value.Ref{Resource: to.Resource.ID})
			}
		}
	}
}

func (u *unit) addLink(kind graph.EdgeKind, to value.Ref) {
	u.Resource.Links = append(u.Resource.Links, graph.Link{Kind: kind, To: to})
}

func (u *unit) hasLink(id string) bool {
	return slices.ContainsFunc(u.Resource.Links, func(l graph.Link) bool { return l.To.Resource == id })
}

// scope links an extension resource to what it extends. What is no resource, as
// a subscription is, or not known stands in the body.
func (u *unit) scope(f value.Field) {
	if refs := f.Value.Refs(); len(refs) > 0 {
		u.addLink(graph.Scope, refs[0])
		return
	}
	if parts, ok := value.PartsOf(f.Value); ok {
		if ref, ok := value.ParseID(parts); ok {
			ref.Type = azure.CanonicalType(ref.Type)
			u.addLink(graph.Scope, ref)
			return
		}
	}
	body := u.Resource.Body
	fields := append(slices.Clip(body.Fields()), value.Field{Key: "scope", KeyRange: f.KeyRange, Value: f.Value})
	u.Resource.Body = value.OfPartialFields(fields, body.Rest()).WithOrigin(body.Origin()).With(body.Flags())
}

// referredOrNamed returns the units of a block type that a name stands for.
func (t *translation) referredOrNamed(name value.Value, block string) []*unit {
	if found := t.referred(name, block); len(found) > 0 {
		return found
	}
	if key, ok := value.Key(name); ok {
		return t.byName[block+"|"+key]
	}
	return nil
}

// children makes resources of the nested blocks that are ones in ARM.
func (t *translation) children(u *unit) {
	for i := range u.table.Children {
		c := &u.table.Children[i]
		f, _ := u.Body.Field(c.Block)
		blocks := u.Body.Get(c.Block)
		for n := range blocks.Items() {
			t.out = append(t.out, t.child(u, c, blocks.Item(n), n, f.KeyRange))
		}
		if blocks.Rest() != nil || blocks.Kind() == value.Unknown {
			r := t.child(u, c, value.OfPartialFields(nil, unresolved(blocks)).At(f.KeyRange), len(blocks.Items()), f.KeyRange)
			r.Each, r.Exists = true, value.NewUnknown(*unresolved(blocks)).At(f.KeyRange)
			t.out = append(t.out, r)
		}
	}
}

func unresolved(v value.Value) *value.Unresolved {
	if rest := v.Rest(); rest != nil {
		return rest
	}
	return v.Unresolved()
}

func (t *translation) child(u *unit, c *child, block value.Value, n int, keyAt source.Range) *graph.Resource {
	r := *u.Resource
	suffix := "." + c.Block + "[" + strconv.Itoa(n) + "]"
	r.ID, r.Address = r.ID+suffix, r.Address+suffix
	r.Type, r.APIVersion = r.Type+"/"+c.Type, c.API
	own := c.Segments
	if len(own) == 0 {
		own = []string{"name"}
	}
	first, _ := block.Field(own[0])
	name := value.Field{Key: "name", KeyRange: first.KeyRange, Value: prefixed(u.name, segments(own, block))}
	body := t.builder.object(&c.shape, block, own...)
	fields := append(written(name), body.Fields()...)
	r.Body = value.OfPartialFields(fields, body.Rest()).At(block.Range())
	if !keyAt.IsZero() {
		r.Header = keyAt
	}
	if !block.Range().IsZero() {
		r.Declared = block.Range()
	}
	r.Links = []graph.Link{{Kind: graph.Parent, To: value.Ref{Resource: u.Resource.ID}}}
	r.Provisioners = value.Value{}
	return &r
}

// fillWhole puts what the provider sends at whole paths that hold nothing.
func (b builder) fillWhole(x *table, body value.Value) value.Value {
	for _, f := range x.Fill {
		path := steps(f.Path)
		if _, depth := body.Find(pathOf(path)); !f.holds(b.major) || depth == len(path) {
			continue
		}
		v, err := ofJSON(f.Value)
		if err != nil {
			continue
		}
		t := tree{}
		t.put(path, source.Range{}, v)
		body = merge(body, t.built())
	}
	return body
}

// ofJSON returns a JSON value of a table, marked as nobody's writing.
func ofJSON(data json.RawMessage) (value.Value, error) {
	var list map[string]any
	if err := json.Unmarshal(data, &list); err != nil {
		return value.Value{}, err
	}
	t := &tree{}
	for _, key := range slices.Sorted(maps.Keys(list)) {
		t.put([]string{key}, source.Range{}, deep(ofScalar(list[key]), platform))
	}
	return t.built(), nil
}

func platform(v value.Value) value.Value { return v.With(value.Platform) }
