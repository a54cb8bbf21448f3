# METADATA
# title: Messages that match no route are dropped
# description: |
#   The fallback route delivers to the built-in endpoint what no other route takes. With it switched off, and
#   with no route that takes everything, those messages are lost without a trace.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-d2c
# custom:
#   id: REL021
#   severity: warning
#   guide: [CO-8, RE-6]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   development: note
#   remediation: Set properties.routing.fallbackRoute.isEnabled to true, or add a route without a condition. If dropping is intended, say so in an ignore comment and alert on d2c.telemetry.egress.dropped.
#   terraform: Set enabled of the fallback route to true, or add a route without a condition. If dropping is intended, say so in an ignore comment and alert on d2c.telemetry.egress.dropped.
#   since: 0.1.0
#   fix: true
package policies.reliability.fallback_disabled

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

path := array.concat(routing.fallback, ["isEnabled"])

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, path), false)
	routing.catches_not_all(hub)
	message := sprintf("drops the messages that match no route: isEnabled of the fallback route is %s", [value.show(value.at(hub, path))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not routing.catches_all(hub)
}

undecided contains result.because(hub, path, "it is not known whether a route takes all messages") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, path), false)
	not routing.catches_all(hub)
	not routing.catches_not_all(hub)
}
