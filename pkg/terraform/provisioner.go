package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/value"
)

// provisioners returns what the programs that Terraform runs after it made the
// resource are told, and the resources they look at; absent if it runs none.
func (i *resourceInstance) provisioners() (value.Value, []string) {
	u := i.in.unit
	u.refs = nil
	var told []value.Value
	for _, b := range i.res.block.Body.Blocks {
		if b.Type == "provisioner" && runsOnceMade(b) {
			told = append(told, u.body(b.Body, i.in.mod, i.copy.scope))
		}
	}
	refs := u.refs
	u.refs = nil
	if told == nil {
		return value.Value{}, nil
	}
	return value.OfItems(told...), refs
}

// runsOnceMade: one that copies a file, or runs when the resource is destroyed,
// changes nothing that is deployed.
func runsOnceMade(b *hclsyntax.Block) bool {
	return len(b.Labels) == 1 && b.Labels[0] != "file" && keyword(attribute(b.Body, "when")) != "destroy"
}
