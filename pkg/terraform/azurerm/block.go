// Package azurerm puts blocks of the azurerm provider into the shape of Azure
// Resource Manager, by tables: one file a resource type says which attribute
// stands where, and what the provider sets where nothing is written.
package azurerm

import (
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
// of a type without a table keeps its own type and attributes. major is the
// provider's major version, 0 for the newest.
func Translate(blocks []Block, major int) []*graph.Resource {
	_ = major
	out := make([]*graph.Resource, 0, len(blocks))
	for _, b := range blocks {
		b.Resource.Type = b.Type
		b.Resource.Body = b.Body
		out = append(out, b.Resource)
	}
	return out
}
