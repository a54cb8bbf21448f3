# METADATA
# title: Event Hubs behind the hub cannot grow with it
# description: |
#   A standard namespace has the throughput units it is given. When devices send more than they carry, the hub
#   can't deliver and messages wait, or are lost in the end. Auto-inflate adds units as they are needed.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/event-hubs/event-hubs-auto-inflate
# custom:
#   id: PERF014
#   severity: note
#   guide: [OE-2, PE-6]
#   types: [Microsoft.EventHub/namespaces]
#   development: off
#   remediation: Set properties.isAutoInflateEnabled to true, and properties.maximumThroughputUnits.
#   terraform: Set auto_inflate_enabled to true, and maximum_throughput_units.
#   since: 0.1.0
package policies.performance.target_no_autoinflate

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

path := ["properties", "isAutoInflateEnabled"]

findings contains result.set(namespace, path, message) if {
	some namespace in targets
	standard(namespace)
	fixed(value.at(namespace, path))
	message := "takes the hub's messages but has a fixed number of throughput units"
}

undecided contains result.undecided(namespace, place) if {
	some namespace in targets
	some place in [path, ["sku", "name"], ["properties", "clusterArmId"]]
}

targets contains namespace if {
	some hub in graph.any_of_type("Microsoft.Devices/IotHubs")
	some at, _ in routing.endpoints(hub)
	namespace := routing.target(hub, at)
	lower(namespace.type) == "microsoft.eventhub/namespaces"
	not namespace.existing
}

# A dedicated cluster has no throughput units.
standard(namespace) if {
	value.is(value.at(namespace, ["sku", "name"]), "Standard")
	value.absent(value.at(namespace, ["properties", "clusterArmId"]))
}

fixed(n) if value.absent(n)

fixed(n) if value.is(n, false)
