# METADATA
# title: A reader is bound to the built-in endpoint's address
# description: |
#   The built-in endpoint's Event Hubs-compatible name and address change when the hub fails over. A reader that
#   was given them at deployment hears nothing any more until it is deployed again.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/reliability/reliability-iot-hub
# custom:
#   id: REL018
#   severity: note
#   guide: [RE-3, PE-11]
#   types: [Microsoft.Devices/IotHubs]
#   development: off
#   remediation: Route the messages to an Event Hubs namespace of your own and read there, or have the reader look the address up when it starts.
#   since: 0.1.0
package policies.reliability.builtin_endpoint_hardwired

import data.lib.graph
import data.lib.result

findings contains result.at(reader, path, message) if {
	some hub in graph.any_of_type("Microsoft.Devices/IotHubs")
	some edge in input.incoming[hub.id]
	edge.kind == "refers"
	reader := who(edge.from)
	path := edge.path
	address := regex.find_n(form, object.get(reader.body, path, {}).expr, 1)[0]
	message := sprintf("is bound to the address of the built-in endpoint, %s, which changes when the hub fails over", [address])
}

# form matches the address in an expression, as the languages write it.
form := `(?i)eventHubEndpoints\.events\.(endpoint|path)\b|event_hub_events_(endpoint|path|namespace)\b`

who(id) := input.resources[id]

# What a module hands out matters where it is used.
who(id) := output if {
	some output in input.outputs
	output.id == id
	regex.match(`#output\.[^/]*$`, id)
}
