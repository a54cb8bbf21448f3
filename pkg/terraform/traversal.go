package terraform

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// traversal returns what a name with what follows it stands for.
func (u *unit) traversal(t hcl.Traversal, s *scope, at source.Range) value.Value {
	root := t.RootName()
	if v, ok := s.local(root); ok {
		return u.steps(v, t[1:], at)
	}
	switch root {
	case "var", "local", "module", "path", "terraform", "data":
		name, ok := attrName(t, 1)
		if !ok {
			return u.whole(root, s, at)
		}
		if root == "data" {
			if typ, ok := attrName(t, 2); ok {
				return s.in.reference("data."+name+"."+typ, t[3:], at)
			}
			return unknown(value.ReasonExisting, at)
		}
		return u.named(root, name, t[2:], s, at)
	}
	if name, ok := attrName(t, 1); ok {
		return s.in.reference(root+"."+name, t[2:], at)
	}
	return unknown(value.ReasonRuntime, at)
}

// picked returns the instance that an index picks of a resource's, so that it
// alone is referred to; nil for any other expression.
func (u *unit) picked(e hclsyntax.Expression, s *scope) *resourceInstance {
	index, ok := e.(*hclsyntax.IndexExpr)
	if !ok {
		return nil
	}
	name, ok := index.Collection.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return nil
	}
	if _, isLocal := s.local(name.Traversal.RootName()); isLocal {
		return nil
	}
	key, ok := referenceKey(name.Traversal)
	if !ok || strings.Count(key, ".") != len(name.Traversal)-1 {
		return nil
	}
	set := s.in.set(key)
	if set == nil || set.res.count == nil && set.res.forEach == nil {
		return nil
	}
	return set.instance(u.eval(index.Key, s))
}

// named returns a name of the module: var.x, local.x, module.x, path.module.
func (u *unit) named(root, name string, rest hcl.Traversal, s *scope, at source.Range) value.Value {
	v := value.Value{}
	switch root {
	case "var":
		v = s.in.variable(name)
	case "local":
		v = s.in.local(name)
	case "module":
		return s.in.moduleValue(name, rest, at)
	default:
		v = s.in.constant(root, name).At(at)
	}
	if v.Kind() == value.Absent {
		return unknown(value.ReasonError, at)
	}
	return u.steps(v.UsedAt(at), rest, at)
}

// whole is a root as one object, which few expressions use.
func (u *unit) whole(root string, _ *scope, at source.Range) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: value.ReasonFunction, Expr: root}).At(at)
}

// constant returns what a linter takes path.* and terraform.* to be.
func (in *instance) constant(root, name string) value.Value {
	switch root + "." + name {
	case "path.module":
		return value.OfString(in.mod.dir)
	case "path.root", "path.cwd":
		return value.OfString(in.unit.root.mod.dir)
	case "terraform.workspace":
		return value.OfString("default")
	}
	return value.Value{}
}

func attrName(t hcl.Traversal, i int) (string, bool) {
	if i >= len(t) {
		return "", false
	}
	switch step := t[i].(type) {
	case hcl.TraverseAttr:
		return step.Name, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String && step.Key.IsKnown() && !step.Key.IsNull() {
			return step.Key.AsString(), true
		}
	}
	return "", false
}

// steps follows attributes and indexes from a value.
func (u *unit) steps(v value.Value, t hcl.Traversal, at source.Range) value.Value {
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			v = u.index(v, value.OfString(step.Name), at)
		case hcl.TraverseIndex:
			v = u.index(v, fromCty(step.Key), at)
		default:
			return unknown(value.ReasonFunction, at)
		}
	}
	return v
}

// index returns an attribute or item of a value. What a known value does not
// have is unknown as an error is; what an unknown has is unknown by its name.
func (u *unit) index(base, key value.Value, at source.Range) value.Value {
	found := lookUp(base, key)
	if found.Kind() != value.Absent {
		if found.Range().IsZero() {
			found = found.WithOrigin(value.Origin{Range: at, Way: found.Origin().Way})
		}
		return found
	}
	open := base.Unresolved()
	if open == nil {
		open = base.Rest()
	}
	text, ok := asText(key)
	if open == nil || !ok {
		if open == nil && ok && base.IsKnown() {
			u.failures++
		}
		return value.Derive(at.Excerpt(), value.Combine(".", base, key), at, base, key)
	}
	found = part(open, text, key.Kind() == value.Int)
	if whole := at.Excerpt(); open.Expr == whole {
		// A step that failed before is named by all of the expression.
		found.Unresolved().Expr = whole
	}
	found = found.WithOrigin(value.Origin{Range: orAt(base.Range(), at), Way: base.Origin().Way}).With(base.Flags())
	return value.OpenPart(base, found, text)
}

func orAt(r, at source.Range) source.Range {
	if r.IsZero() {
		return at
	}
	return r
}

// lookUp returns an attribute or item of a collection; absent if it has none
// or it is not known which. The items of an array known in part have no order,
// but the only one stands for all.
func lookUp(base, key value.Value) value.Value {
	switch base.Kind() {
	case value.Object:
		if text, ok := asText(key); ok {
			if _, ok := base.Field(text); ok {
				return base.Get(text)
			}
		}
	case value.Array:
		n, ok := asNumber(key)
		i, isInt := n.Int()
		if ok && isInt && i >= 0 && int(i) < len(base.Items()) && (base.Rest() == nil || len(base.Items()) == 1) {
			return base.Item(int(i))
		}
	}
	return value.Value{}
}

// part returns the unknown that is a part of another one.
func part(of *value.Unresolved, key string, isIndex bool) value.Value {
	p := value.Unresolved{Reason: of.Reason, Expr: of.Expr + "." + key, Refs: of.Refs}
	if isIndex {
		p.Expr = of.Expr + "[" + key + "]"
	} else if !isName(key) {
		p.Expr = of.Expr + "[" + strconv.Quote(key) + "]"
	}
	if of.ID != 0 {
		p.ID = value.Combine("part", value.NewUnknown(value.Unresolved{ID: of.ID}), value.OfString(key))
	}
	return value.NewUnknown(p)
}

func isName(s string) bool {
	for i := range len(s) {
		if !isNameByte(s[i]) {
			return false
		}
	}
	return s != ""
}
