# METADATA
# title: Routes without a fallback route, where what happens to the rest depends on the API version
# description: |
#   What becomes of messages that match no route depends on the API version if no fallback route is written.
#   In some versions, this one among them, they are dropped; in all others, the previews among them, they go
#   to the built-in endpoint. A change of version turns one into the other.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-d2c
# custom:
#   id: REL022
#   severity: warning
#   guide: [CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   development: note
#   remediation: Write properties.routing.fallbackRoute, with isEnabled true to keep what matches no route, or false to drop it.
#   since: 0.1.0
package policies.reliability.fallback_unset

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

findings contains result.missing(hub, routing.routes, message) if {
	some hub in open
	routing.catches_not_all(hub)
	message := sprintf("has routes and no fallback route: API version %s drops what matches none of them, others send it to the built-in endpoint", [hub.api_version])
}

undecided contains result.because(hub, routing.routes, "it is not known whether a route takes all messages") if {
	some hub in open
	not routing.catches_not_all(hub)
	not routing.catches_all(hub)
}

# open are the hubs with routes and no fallback route, in a version that says
# that there is none then.
open contains hub if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	hub.api_version in data.azure.fallback.off_if_absent
	value.absent(value.at(hub, routing.fallback))
	value.at(hub, routing.routes).items[0]
}
