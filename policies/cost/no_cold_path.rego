# METADATA
# title: All messages go to the hot path only
# description: |
#   What is read at once, within the day, and once a year has different places that suit it and cost less. A hub
#   without a route of its own keeps everything in the built-in endpoint, for seven days at most.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-d2c
# custom:
#   id: COST009
#   severity: note
#   guide: [CO-8, PE-8]
#   types: [Microsoft.Devices/IotHubs]
#   default: off
#   remediation: Add an endpoint for storage in properties.routing.endpoints, and a route to it.
#   terraform: Add an azurerm_iothub_endpoint_storage_container and an azurerm_iothub_route to it.
#   since: 0.1.0
package policies.cost.no_cold_path

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

endpoints := array.concat(routing.routing, ["endpoints"])

findings contains result.missing(hub, endpoints, "sends nothing anywhere: all messages stay in the built-in endpoint, for days") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	graph.complete
	every kind, _ in routing.kinds {
		value.empty(value.at(hub, routing.list_of(kind)))
	}
}

undecided contains result.undecided(hub, endpoints) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}

undecided contains result.because(hub, endpoints, "what could not be read may hold an endpoint") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not graph.complete
	count(routing.endpoints(hub)) == 0
}
