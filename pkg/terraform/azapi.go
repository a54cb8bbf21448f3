package terraform

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/terraform/azurerm"
	"github.com/hublint/hublint/pkg/value"
)

// azapi turns the blocks of the azapi provider into resources. They say what
// goes to the API as it goes there, so no tables are needed.
type azapi struct {
	unit *unit
	// blocks are those that declare resources, by the graph id.
	blocks map[string]azurerm.Block
	// byID and byName find the resources there are.
	byID   map[string]*graph.Resource
	byName map[string]*graph.Resource
	// named are the blocks whose name is known by now, or asked for.
	named map[string]bool
}

// isAzapi reports whether a block is one of the provider's, and whether it
// declares a resource or patches one.
func isAzapi(typ string) (declares, patches bool) {
	return typ == "azapi_resource" || typ == "azapi_resource_id", typ == "azapi_update_resource"
}

// azapi adds what the blocks of the azapi provider stand for to the resources
// that others became.
func (u *unit) azapi(blocks []azurerm.Block) {
	a := &azapi{
		unit: u, blocks: map[string]azurerm.Block{}, named: map[string]bool{},
		byID: map[string]*graph.Resource{}, byName: map[string]*graph.Resource{},
	}
	for _, r := range u.graph.Resources {
		a.know(r)
	}
	for _, b := range blocks {
		a.blocks[b.Resource.ID] = b
	}
	for _, b := range blocks {
		if declares, _ := isAzapi(b.Type); !declares {
			continue
		}
		a.declare(b)
		if strings.EqualFold(b.Resource.Type, "Microsoft.Resources/deployments") && !b.Resource.Existing {
			u.deployBody(b)
			continue
		}
		u.graph.Resources = append(u.graph.Resources, b.Resource)
	}
	for _, b := range blocks {
		if _, patches := isAzapi(b.Type); patches {
			a.patch(b)
		}
	}
}

func (a *azapi) know(r *graph.Resource) {
	a.byID[r.ID] = r
	if key, ok := value.Key(r.Body.Get("name")); ok {
		a.byName[strings.ToLower(r.Type)+"|"+key] = r
	}
}

// declare makes the resource of a block, once; its parent's first.
func (a *azapi) declare(b azurerm.Block) {
	r := b.Resource
	if a.named[r.ID] {
		return
	}
	a.named[r.ID] = true
	typ, version := splitType(b.Body.Get("type"))
	r.Type, r.APIVersion = typ, version
	fields := a.identity(b, typ)
	if !r.Existing {
		fields = append(fields, beside(b.Body)...)
	}
	body := value.OfPartialFields(fields, a.restOf(b))
	if !r.Existing {
		body = overlay(body, a.object(b.Body.Get("body")))
		body = azure.Normalize(typ, body)
	}
	r.Body = body.At(b.Body.Range())
	a.know(r)
}

// restOf is what a data source has besides its identity.
func (a *azapi) restOf(b azurerm.Block) *value.Unresolved {
	if !b.Resource.Existing {
		return nil
	}
	return &value.Unresolved{Reason: value.ReasonExisting, Expr: b.Resource.Address}
}

// splitType splits "Microsoft.Devices/IotHubs@2023-06-30".
func splitType(v value.Value) (typ, version string) {
	text, ok := v.Text()
	if !ok {
		return "azapi_resource", ""
	}
	typ, version, _ = strings.Cut(text, "@")
	return azure.CanonicalType(typ), version
}

// identity returns the name of a resource, and links it to what it belongs to
// or extends.
func (a *azapi) identity(b azurerm.Block, typ string) []value.Field {
	f, _ := b.Body.Field("name")
	name := b.Body.Get("name")
	parent := b.Body.Get("parent_id")
	if id := b.Body.Get("resource_id"); name.Kind() == value.Absent && id.Kind() != value.Absent {
		name = nameOf(id)
		f.KeyRange = id.Range()
	}
	_, isChild := graph.ParentType(typ)
	of, tail := a.target(parent)
	switch {
	case isChild && of != nil:
		if len(tail) == 0 {
			a.link(b.Resource, graph.Parent, of)
		}
		name = a.unit.below(append(append([]value.Value{of.Body.Get("name")}, tail...), name)...)
	case isChild && parent.Kind() != value.Absent:
		name = a.unit.below(nameOf(parent), name)
	case of != nil && len(tail) == 0 && !isContainer(of.Type):
		a.link(b.Resource, graph.Scope, of)
	}
	if name.Kind() == value.Absent {
		return nil
	}
	return []value.Field{{Key: "name", KeyRange: f.KeyRange, Value: name}}
}

// isContainer reports whether resources of a type hold others without being
// extended by them.
func isContainer(typ string) bool {
	switch strings.ToLower(typ) {
	case "microsoft.resources/resourcegroups", "microsoft.resources/subscriptions", "microsoft.management/managementgroups":
		return true
	}
	return strings.HasPrefix(typ, "azurerm_")
}

func (a *azapi) link(r *graph.Resource, kind graph.EdgeKind, to *graph.Resource) {
	r.Links = append(r.Links, graph.Link{Kind: kind, To: value.Ref{Resource: to.ID}})
}

// target returns the resource that an id leads to, nil if it is not among the
// resources of the unit, and the names that the id goes on with below it.
func (a *azapi) target(id value.Value) (r *graph.Resource, tail []value.Value) {
	for _, ref := range id.Refs() {
		if b, ok := a.blocks[ref.Resource]; ok {
			if declares, _ := isAzapi(b.Type); declares {
				a.declare(b)
			}
		}
		if r := a.byID[ref.Resource]; r != nil && !isElsewhere(id) {
			return r, namesBelow(id)
		}
	}
	parts, ok := value.PartsOf(id)
	if !ok {
		return nil, nil
	}
	ref, ok := value.ParseID(parts)
	if !ok {
		return nil, nil
	}
	return a.byName[strings.ToLower(ref.Type)+"|"+ref.Name], nil
}

// namesBelow returns the names in what follows the id of a resource:
// "${azapi_resource.account.id}/blobServices/default".
func namesBelow(id value.Value) []value.Value {
	parts, _ := value.PartsOf(id)
	if len(parts) < 2 || parts[0].ID == 0 {
		return nil
	}
	var names []value.Value
	for i, segment := range value.SplitParts(parts[1:], "/") {
		if i > 0 && i%2 == 0 {
			names = append(names, value.FromParts(*id.Unresolved(), segment).At(id.Range()))
		}
	}
	return names
}

// isElsewhere reports whether an id goes on from that of a container to a
// resource of some provider in it.
func isElsewhere(id value.Value) bool {
	parts, _ := value.PartsOf(id)
	return slices.ContainsFunc(parts, func(p value.Part) bool { return strings.Contains(p.Text, "/providers/") })
}

// below returns the full name of a child resource.
func (u *unit) below(names ...value.Value) value.Value {
	var pieces []value.Value
	for i, n := range names {
		if i > 0 {
			pieces = append(pieces, value.OfString("/"))
		}
		pieces = append(pieces, n)
	}
	last := names[len(names)-1]
	return u.concat(pieces, last.Range()).WithOrigin(last.Origin())
}

// nameOf returns the full name that a resource id ends in.
func nameOf(id value.Value) value.Value {
	if parts, ok := value.PartsOf(id); ok {
		if ref, ok := value.ParseID(parts); ok && !strings.Contains(ref.Name, "{") {
			return value.OfString(ref.Name).WithOrigin(id.Origin())
		}
	}
	u := value.Unresolved{Reason: value.ReasonFunction, Expr: "name of " + id.Show(), Refs: id.Refs(), ID: value.Combine("name of", id)}
	if w := id.Unresolved(); w != nil {
		u.Reason = w.Reason
	}
	return value.NewUnknown(u).WithOrigin(id.Origin())
}

// patch lays an azapi_update_resource over its target. One that is not among
// the resources stands for itself, as one that is known in part: deployed if
// it belongs to a resource that is, since the platform makes it with that one.
func (a *azapi) patch(b azurerm.Block) {
	over := a.object(b.Body.Get("body"))
	if b.Resource.Exists.Truth() != value.True {
		over = doubted(over, b.Resource.Exists)
	}
	typ, version := splitType(b.Body.Get("type"))
	if to := a.patched(b, typ); to != nil {
		to.Body = azure.Normalize(to.Type, overlay(to.Body, over))
		return
	}
	r := b.Resource
	of, _ := a.target(b.Body.Get("parent_id"))
	r.Type, r.APIVersion, r.Existing = typ, version, of == nil || of.Existing
	rest := &value.Unresolved{Reason: value.ReasonExisting, Expr: r.Address}
	r.Body = opened(overlay(over, value.OfFields(a.identity(b, typ)...)), rest).At(b.Body.Range())
	a.know(r)
	a.unit.graph.Resources = append(a.unit.graph.Resources, r)
}

// patched returns the resource a patch is meant for.
func (a *azapi) patched(b azurerm.Block, typ string) *graph.Resource {
	if r, tail := a.target(b.Body.Get("resource_id")); r != nil && len(tail) == 0 {
		return r
	}
	fields := a.identity(azurerm.Block{Body: b.Body, Resource: &graph.Resource{}}, typ)
	if len(fields) == 0 {
		return nil
	}
	key, ok := value.Key(fields[0].Value)
	if !ok {
		return nil
	}
	return a.byName[strings.ToLower(typ)+"|"+key]
}

// doubted returns an object with all that is in it unknown for the reason of
// a condition.
func doubted(v, why value.Value) value.Value {
	if v.Kind() != value.Object {
		return value.Derive(why.Show(), 0, v.Range(), why)
	}
	fields := make([]value.Field, 0, len(v.Fields()))
	for _, f := range v.Fields() {
		f.Value = doubted(f.Value, why)
		fields = append(fields, f)
	}
	return value.OfPartialFields(fields, v.Rest()).WithOrigin(v.Origin())
}

// opened returns an object that may have other fields, here and below.
func opened(v value.Value, why *value.Unresolved) value.Value {
	if v.Kind() != value.Object {
		return v
	}
	fields := make([]value.Field, 0, len(v.Fields()))
	for _, f := range v.Fields() {
		f.Value = opened(f.Value, why)
		fields = append(fields, f)
	}
	return value.OfPartialFields(fields, why).WithOrigin(v.Origin())
}
