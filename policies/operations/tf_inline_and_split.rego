# METADATA
# title: Routing set both on the hub and by its own resources
# description: |
#   The azurerm provider takes routes, endpoints, enrichments, the fallback route and file upload either as
#   blocks of the hub or as resources of their own. With both, each apply takes away what the other brought:
#   the plan is never empty, and messages get lost in between.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/iothub
# custom:
#   id: OPS019
#   severity: warning
#   guide: [OE-10, CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [azurerm.inline_and_split]
#   remediation: Write all of a kind as blocks of the hub, or all as resources of their own.
#   terraform: Write all of a kind as blocks of the hub, or all as resources of their own; then lifecycle.ignore_changes on the hub may name the block.
#   since: 0.1.0
package policies.operations.tf_inline_and_split

import data.lib.graph
import data.lib.result
import data.lib.value

places := ["azurerm", "inline_and_split"]

ignored := ["azurerm", "lifecycle", "ignore_changes"]

# The places in a hub that have an argument of azurerm, and the argument.
arguments := {
	"properties.routing.routes": "route",
	"properties.routing.endpoints": "endpoint",
	"properties.routing.enrichments": "enrichment",
	"properties.routing.fallbackRoute": "fallback_route",
	"properties.storageEndpoints": "file_upload",
}

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, place in value.items(hub, places)
	argument := argument_at(place.v)
	minded(hub, argument)
	message := sprintf("is set here and by a block %s of the hub, which undo each other", [argument])
}

undecided contains result.undecided(hub, ignored) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some _ in value.items(hub, places)
}

argument_at(place) := argument if {
	some above, argument in arguments
	startswith(place, above)
}

# minded: Terraform is not told to ignore changes of the argument.
minded(hub, _) if value.absent(value.at(hub, ignored))

minded(hub, argument) if {
	list := value.at(hub, ignored)
	value.complete(list)
	count([item |
		some item in list.items
		not is_other(item, argument)
	]) == 0
	list.items
}

is_other(item, argument) if {
	name := item.v
	not startswith(name, argument)
}
