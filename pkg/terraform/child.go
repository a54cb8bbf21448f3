package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// childSet is the instances of a module call.
type childSet struct {
	call *call
	// list is empty if the module can't be read.
	list []*instance
	keys []copyOf
	open *value.Unresolved
	// unread says why the module can't be read.
	unread bool
}

// childSet returns the instances of a call by its name; nil if there is no such
// call, or it is being counted.
func (in *instance) childSet(name string) *childSet {
	if s, ok := in.children[name]; ok {
		return s
	}
	c, ok := in.mod.calls[name]
	if !ok {
		return nil
	}
	in.children[name] = nil
	s := &childSet{call: c}
	m := in.called(c)
	s.unread = m == nil
	s.keys, s.open = in.unit.copies(c.count, c.forEach, in.scope())
	for _, k := range s.keys {
		if m == nil || !in.unit.budget.take(&in.unit.budget.modules, 1) {
			s.unread = true
			break
		}
		s.list = append(s.list, in.child(c, k, m))
	}
	in.children[name] = s
	return s
}

// called returns the module that a call means; nil if it can't be read, which
// is noted.
func (in *instance) called(c *call) *module {
	u := in.unit
	at := u.header(c.block)
	where, _ := in.unit.eval(c.source, in.scope()).Text()
	if c.source != nil {
		at = u.at(c.source)
	}
	dir, reason := in.folderOf(c, where, at)
	if reason == "" {
		m, diags, err := u.loader.module(dir)
		for _, d := range diags {
			u.report(d)
		}
		if err == nil {
			return m
		}
		u.report(source.Errorf(at, "terraform-module", "cannot read %s: %v", where, err))
		reason = err.Error()
	}
	if where == "" {
		where = "module." + c.name
	}
	u.graph.Unread = append(u.graph.Unread, graph.Unread{Name: where, Reason: reason, Range: u.header(c.block)})
	return nil
}

// folderOf returns the folder a call leads to, or why there is none.
func (in *instance) folderOf(c *call, where string, at source.Range) (dir, reason string) {
	u := in.unit
	if len(in.path) >= maxModuleDepth {
		u.report(source.Errorf(at, "terraform-depth", "expected at most %d modules within each other", maxModuleDepth))
		return "", "it stands too deep"
	}
	switch {
	case where == "":
		return "", "its source is not known"
	case strings.HasPrefix(where, "./") || strings.HasPrefix(where, "../"):
		dir = path.Join(in.mod.dir, where)
	default:
		var ok bool
		if dir, ok = u.loader.installedModule(u.root.mod.dir, append(slices.Clip(in.names), c.name)); !ok {
			return "", "it is not in .terraform/modules"
		}
	}
	for _, d := range in.dirs {
		if d == dir {
			u.report(source.Errorf(at, "terraform-cycle", "module %s calls itself through this source", c.name))
			return "", "it calls itself"
		}
	}
	return dir, ""
}

// callAttributes mean something to Terraform, not to the module.
var callAttributes = map[string]bool{
	"source": true, "version": true, "count": true, "for_each": true, "depends_on": true, "providers": true,
}

func (in *instance) child(c *call, k copyOf, m *module) *instance {
	u := in.unit
	args := map[string]argument{}
	for name, a := range c.block.Body.Attributes {
		if !callAttributes[name] {
			args[name] = argument{func() value.Value { return u.eval(a.Expr, k.scope) }, value.StepArgument}
		}
	}
	child := u.newInstance(m, args)
	child.path = append(slices.Clip(in.path), "module."+c.name+k.suffix)
	child.names = append(slices.Clip(in.names), c.name)
	child.dirs = append(slices.Clip(in.dirs), m.dir)
	child.calls = append(slices.Clip(in.calls), u.header(c.block))
	child.exists = both(in.exists, k.exists)
	child.each = in.each || k.each
	return child
}

// both returns the conjunction of two conditions.
func both(a, b value.Value) value.Value {
	if a.Truth() == value.True {
		return b
	}
	return a
}

// moduleValue returns what "module.name" and the steps after it stand for.
func (in *instance) moduleValue(name string, t hcl.Traversal, at source.Range) value.Value {
	s := in.childSet(name)
	if s == nil {
		return in.undeclared("module."+name, t, at)
	}
	if s.unread {
		w := value.Unresolved{Reason: value.ReasonModule, Expr: "module." + name, ID: in.symbolic("module." + name)}
		return in.unit.steps(value.NewUnknown(w).At(at), t, at).At(at)
	}
	if s.call.count == nil && s.call.forEach == nil {
		return s.list[0].followOutput(t, at)
	}
	if len(t) > 0 {
		if index, ok := t[0].(hcl.TraverseIndex); ok {
			if child := s.child(fromCty(index.Key)); child != nil {
				return child.followOutput(t[1:], at)
			}
		}
	}
	return in.unit.steps(s.collection(), t, at)
}

func (s *childSet) child(key value.Value) *instance {
	text, ok := asText(key)
	var other *instance
	for n, k := range s.keys {
		if k.each {
			other = s.list[n]
		}
		if t, isKey := asText(keyValue(k.key)); ok && isKey && t == text && !k.each {
			return s.list[n]
		}
	}
	return other
}

func (s *childSet) collection() value.Value {
	if s.call.forEach != nil {
		var fields []value.Field
		for n, k := range s.keys {
			if key, ok := k.key.(string); ok && !k.each {
				fields = append(fields, value.Field{Key: key, Value: s.list[n].object()})
			}
		}
		return value.OfPartialFields(fields, s.open)
	}
	items := make([]value.Value, len(s.list))
	for n, child := range s.list {
		items[n] = child.object()
	}
	return value.OfPartial(items, s.open)
}

func (in *instance) followOutput(t hcl.Traversal, at source.Range) value.Value {
	name, ok := attrName(t, 0)
	if !ok {
		return in.unit.steps(in.object(), t, at)
	}
	v := in.output(name)
	if v.Kind() == value.Absent {
		return unknown(value.ReasonError, at)
	}
	return in.unit.steps(v.UsedAt(at), t[1:], at)
}

// object is a module as one object of its outputs.
func (in *instance) object() value.Value {
	fields := make([]value.Field, 0, len(in.mod.names.outputs))
	for _, name := range in.mod.names.outputs {
		fields = append(fields, value.Field{Key: name, Value: in.output(name)})
	}
	return value.OfFields(fields...)
}
