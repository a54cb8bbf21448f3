// Package azurerm puts blocks of the azurerm provider into the shape of Azure
// Resource Manager, by tables: one file a resource type says which attribute
// stands where, and what the provider sets where nothing is written.
//
// What azurerm splits from a resource, and ARM has inside it, is folded back:
// a route, an endpoint or a shared access policy becomes an item of its hub.
package azurerm

import (
	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// Block is one instance of a resource or data block after expansion.
type Block struct {
	// Type as the block names it: "azurerm_iothub".
	Type string
	// Resource carries all that does not depend on the type: id, address,
	// language, places, module chain, whether it exists. Type, APIVersion
	// and Body are for Translate to set.
	Resource *graph.Resource
	// Body holds the attributes by name. A nested block type is an array of
	// objects in the order written, however many there are. Values and keys
	// have their places.
	Body value.Value
}

// Translate returns the resources that blocks stand for, in ARM shape. A block
// of a type without a table keeps its own type and attributes. An attribute
// that a table does not know stands below "azurerm" in the object it was
// written in, a name that ARM does not use. major is the provider's major
// version, 0 for the newest. The blocks' resources are changed in place; one
// that parts were folded into has their ids as aliases.
//
// A part of a resource that is not among the blocks makes that resource an
// existing one of which no more than the part is known; it has the id and
// the address of the part.
func Translate(blocks []Block, major int) []*graph.Resource {
	t := newTranslation(blocks, builder{major})
	for _, u := range t.units {
		t.nameOf(u)
	}
	for _, u := range t.units {
		t.unify(u)
	}
	for _, u := range t.units {
		t.build(u)
	}
	t.foldAll()
	return t.finish()
}

// translation is a set of blocks on their way to resources.
type translation struct {
	builder builder
	units   []*unit
	// byID finds units by their id or that of their loop, byType by the type
	// of block, and byName by that and the full name: "azurerm_iothub|hub1".
	byID   map[string][]*unit
	byType map[string][]*unit
	byName map[string][]*unit
	out    []*graph.Resource
}

// unit is one block with its table.
type unit struct {
	Block
	table *table
	// name is the full name in ARM; named says that it is done.
	name  value.Value
	state state
	// same is the resource that a data block looks up, if it is declared.
	same *unit
}

type state uint8

const (
	untouched state = iota
	naming
	named
)

func newTranslation(blocks []Block, b builder) *translation {
	t := &translation{builder: b, byID: map[string][]*unit{}, byType: map[string][]*unit{}, byName: map[string][]*unit{}}
	for _, block := range blocks {
		u := &unit{Block: block, table: known.of(block.Type)}
		t.units = append(t.units, u)
		t.byType[u.Type] = append(t.byType[u.Type], u)
		id := block.Resource.ID
		t.byID[id] = append(t.byID[id], u)
		if loop, ok := loopOf(id); ok {
			t.byID[loop] = append(t.byID[loop], u)
		}
	}
	return t
}

// build sets the type and the body of a unit's resource.
func (t *translation) build(u *unit) {
	r := u.Resource
	switch {
	case u.table == nil:
		r.Type, r.Body = u.Type, u.Body
	case u.table.Fold != nil, u.same != nil:
		return
	case r.Existing:
		r.Type, r.APIVersion, r.Body = u.table.Type, u.table.API, existing(u)
	default:
		r.Type, r.APIVersion = u.table.Type, u.table.API
		r.Body = t.body(u)
		t.link(u)
	}
	t.out = append(t.out, r)
	if u.table != nil && !r.Existing {
		t.children(u)
	}
}

// finish fills in what nobody wrote.
func (t *translation) finish() []*graph.Resource {
	tables := map[*graph.Resource]*table{}
	for _, u := range t.units {
		if u.table != nil && u.table.Fold == nil && u.same == nil {
			tables[u.Resource] = u.table
		}
	}
	for _, r := range t.out {
		if r.Existing {
			continue
		}
		if table := tables[r]; table != nil {
			r.Body = t.builder.fillWhole(table, r.Body)
		}
		r.Body = azure.Normalize(r.Type, r.Body)
	}
	return t.out
}
