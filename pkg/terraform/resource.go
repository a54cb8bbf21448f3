package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform/azurerm"
	"github.com/hublint/hublint/pkg/value"
)

// resourceSet is the instances of a resource or data block.
type resourceSet struct {
	res  *resource
	list []*resourceInstance
	// open says why there may be other instances than those listed.
	open *value.Unresolved
	// refs are the resources that count or for_each look at.
	refs  []string
	whole *lazy
}

// resourceInstance is one resource or data source.
type resourceInstance struct {
	res     *resource
	in      *instance
	copy    copyOf
	id      string
	entries []entry
	names   []string
	fields  map[string]*lazy
	view    *lazy
}

// set returns the instances of a resource of the module by its key; nil if it
// is not declared, or being counted.
func (in *instance) set(key string) *resourceSet {
	if s, ok := in.sets[key]; ok {
		return s
	}
	r, ok := in.mod.resources[key]
	if !ok {
		return nil
	}
	in.sets[key] = nil
	u := in.unit
	r.open(u.report)
	outer := u.refs
	u.refs = nil
	copies, open := u.copies(r.count, r.forEach, in.scope())
	s := &resourceSet{res: r, open: open, refs: u.refs}
	u.refs = outer
	entries := in.resourceEntries(r)
	for _, c := range copies {
		s.list = append(s.list, in.newResource(r, c, entries))
	}
	s.whole = &lazy{name: key, at: in.unit.loader.rangeOf(r.block.DefRange()), silent: true, evaluate: s.collection}
	in.sets[key] = s
	return s
}

func (in *instance) resourceEntries(r *resource) []entry {
	var entries []entry
	for _, e := range in.mod.layout(r.block.Body) {
		if e.attr != nil && !metaAttributes[e.name] || e.attr == nil && !metaBlocks[e.name] {
			entries = append(entries, e)
		}
	}
	return entries
}

func (in *instance) newResource(r *resource, c copyOf, entries []entry) *resourceInstance {
	i := &resourceInstance{res: r, in: in, copy: c, id: in.id(r.key + c.suffix), entries: entries}
	i.fields = make(map[string]*lazy, len(entries))
	for _, e := range entries {
		i.names = append(i.names, e.name)
		i.fields[e.name] = &lazy{
			name: e.name, at: in.unit.loader.rangeOf(e.start()), silent: true,
			evaluate: func() value.Value { return in.unit.entryValue(e, in.mod, c.scope) },
		}
	}
	i.view = &lazy{name: r.key + c.suffix, at: in.unit.loader.rangeOf(r.block.DefRange()), silent: true, evaluate: i.evaluateView}
	return i
}

// collection is all instances as an expression without index sees them.
func (s *resourceSet) collection() value.Value {
	if s.res.forEach != nil {
		var fields []value.Field
		for _, i := range s.list {
			if key, ok := i.copy.key.(string); ok && !i.copy.each {
				fields = append(fields, value.Field{Key: key, Value: i.in.unit.force(i.view)})
			}
		}
		return value.OfPartialFields(fields, s.rest())
	}
	items := make([]value.Value, len(s.list))
	for n, i := range s.list {
		items[n] = i.in.unit.force(i.view)
	}
	return value.OfPartial(items, s.rest())
}

// rest is what may be among the instances besides those listed.
func (s *resourceSet) rest() *value.Unresolved {
	if s.open == nil {
		return nil
	}
	rest := *s.open
	rest.Expr = s.res.key
	for _, i := range s.list {
		rest.Refs = append(rest.Refs[:len(rest.Refs):len(rest.Refs)], value.Ref{Resource: i.id})
	}
	return &rest
}

// instance returns the instance with a key. Where it is not known which there
// are, the one that stands for all is returned.
func (s *resourceSet) instance(key value.Value) *resourceInstance {
	text, ok := asText(key)
	var other *resourceInstance
	for _, i := range s.list {
		if i.copy.each {
			other = i
		}
		if t, isKey := asText(keyValue(i.copy.key)); ok && isKey && t == text && !i.copy.each {
			return i
		}
	}
	return other
}

func keyValue(key any) value.Value {
	switch key := key.(type) {
	case int:
		return value.OfInt(int64(key))
	case string:
		return value.OfString(key)
	}
	return value.Value{}
}

// reference returns what "type.name" and the steps after it stand for.
func (in *instance) reference(key string, t hcl.Traversal, at source.Range) value.Value {
	s := in.set(key)
	if s == nil {
		return in.undeclared(key, t, at)
	}
	if s.res.count == nil && s.res.forEach == nil {
		return s.list[0].follow(t, at)
	}
	if len(t) > 0 {
		if index, ok := t[0].(hcl.TraverseIndex); ok {
			if i := s.instance(fromCty(index.Key)); i != nil {
				return i.follow(t[1:], at)
			}
		}
	}
	for _, i := range s.list {
		in.unit.refer(i.id)
	}
	return in.unit.steps(in.unit.force(s.whole), t, at)
}

// undeclared is a name the module does not have, which counts as the same
// unknown wherever it is used.
func (in *instance) undeclared(key string, t hcl.Traversal, at source.Range) value.Value {
	w := value.Unresolved{Reason: value.ReasonExisting, Expr: key, ID: in.symbolic(key)}
	return in.unit.steps(value.NewUnknown(w).At(at), t, at).At(at)
}

// follow returns what the steps after a resource instance lead to.
func (i *resourceInstance) follow(t hcl.Traversal, at source.Range) value.Value {
	u := i.in.unit
	if name, ok := attrName(t, 0); ok {
		return u.steps(i.attribute(name, at), t[1:], at)
	}
	u.refer(i.id)
	return u.steps(u.force(i.view), t, at)
}

// attribute returns an attribute of a resource: its value if it is written,
// else what only the provider can tell.
func (i *resourceInstance) attribute(name string, at source.Range) value.Value {
	u := i.in.unit
	if l, ok := i.fields[name]; ok {
		v := u.force(l)
		if !v.IsNothing() {
			u.refer(i.id)
			return openBlocks(v, part(i.rest(), name, false).Unresolved())
		}
	}
	return azurerm.Computed(i.res.typ, name, part(i.rest(), name, false), i.written).At(at)
}

// written returns an attribute if it is written.
func (i *resourceInstance) written(name string) value.Value {
	if l, ok := i.fields[name]; ok {
		return i.in.unit.force(l)
	}
	return value.Value{}
}

// rest is what a resource has besides what is written.
func (i *resourceInstance) rest() *value.Unresolved {
	reason := value.ReasonRuntime
	if i.res.data {
		reason = value.ReasonExisting
	}
	return &value.Unresolved{
		Reason: reason, Expr: i.res.key + i.copy.suffix,
		Refs: []value.Ref{{Resource: i.id}}, ID: value.Combine("resource", value.OfString(i.id)),
	}
}

// evaluateView returns the resource as expressions see it.
func (i *resourceInstance) evaluateView() value.Value {
	rest := i.rest()
	var fields []value.Field
	for _, name := range i.names {
		v := i.in.unit.force(i.fields[name])
		if !v.IsNothing() {
			fields = append(fields, value.Field{Key: name, Value: openBlocks(v, part(rest, name, false).Unresolved())})
		}
	}
	return value.OfPartialFields(fields, rest).At(i.in.unit.loader.rangeOf(i.res.block.DefRange()))
}

// openBlocks returns nested blocks as expressions see them: the provider may
// add attributes to each.
func openBlocks(v value.Value, rest *value.Unresolved) value.Value {
	if v.Kind() != value.Array {
		return v
	}
	items := make([]value.Value, len(v.Items()))
	for i, item := range v.Items() {
		if item.Kind() != value.Object {
			return v
		}
		open := part(rest, keyText(i), true).Unresolved()
		fields := make([]value.Field, 0, len(item.Fields()))
		for _, f := range item.Fields() {
			if !f.Value.IsNothing() {
				f.Value = openBlocks(f.Value, part(open, f.Key, false).Unresolved())
				fields = append(fields, f)
			}
		}
		items[i] = value.OfPartialFields(fields, open).WithOrigin(item.Origin()).With(item.Flags())
	}
	return value.OfPartial(items, v.Rest()).WithOrigin(v.Origin()).With(v.Flags())
}

func keyText(i int) string {
	text, _ := asText(value.OfInt(int64(i)))
	return text
}

// body returns the resource as written, and the resources it looks at.
func (i *resourceInstance) body() (value.Value, []string) {
	u := i.in.unit
	u.refs = nil
	fields := make([]value.Field, len(i.entries))
	for n, e := range i.entries {
		v := u.use(i.fields[e.name])
		fields[n] = value.Field{Key: e.name, KeyRange: u.loader.rangeOf(e.start()), Value: v}
	}
	refs := u.refs
	u.refs = nil
	l := i.lifecycle()
	if l.Key == "" || !strings.HasPrefix(i.res.typ, "azurerm_") {
		return value.OfFields(fields...), refs
	}
	return leftToOthers(append(fields, l), l.Value.Get("ignore_changes")), refs
}

// links returns the dependencies a resource names.
func (in *instance) links(r *resource) []graph.Link {
	var links []graph.Link
	for _, t := range r.dependsOn {
		if key, ok := referenceKey(t); ok {
			links = append(links, graph.Link{Kind: graph.DependsOn, To: value.Ref{Resource: in.id(key)}})
		}
	}
	return links
}

// referenceKey returns the address of the resource that a name leads to.
func referenceKey(t hcl.Traversal) (string, bool) {
	first, i := t.RootName(), 1
	if first == "data" {
		typ, ok := attrName(t, 1)
		if !ok {
			return "", false
		}
		first, i = "data."+typ, 2
	}
	name, ok := attrName(t, i)
	if !ok {
		return "", false
	}
	key := first + "." + name
	if i+1 < len(t) {
		if index, ok := t[i+1].(hcl.TraverseIndex); ok {
			key += indexSuffix(fromCty(index.Key))
		}
	}
	return key, true
}

func indexSuffix(v value.Value) string {
	if text, ok := v.Text(); ok {
		return "[" + quote(text) + "]"
	}
	text, _ := asText(v)
	return "[" + text + "]"
}

// header and declared are the places of a block.
func (u *unit) header(b *hclsyntax.Block) source.Range { return u.loader.rangeOf(b.DefRange()) }

func (u *unit) declared(b *hclsyntax.Block) source.Range {
	return u.header(b).To(u.loader.rangeOf(b.CloseBraceRange))
}
