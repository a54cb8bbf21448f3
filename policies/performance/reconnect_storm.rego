# METADATA
# title: After an outage the devices cannot all reconnect in the declared time
# description: |
#   When a hub or a network comes back, all devices connect at once, and a hub takes only so many new
#   connections a second. With editions of size 1 more units hardly help: eight take no more than one.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling
# custom:
#   id: PERF007
#   severity: warning
#   guide: [PE-3, RE-2, RE-1]
#   types: [Microsoft.Devices/IotHubs]
#   workload: [devices, reconnect_window]
#   development: off
#   remediation: Choose an edition of size 2 or 3 in sku.name, or let devices wait a random time before they reconnect and declare a longer reconnect_window.
#   terraform: Choose an edition of size 2 or 3 in the sku block, or let devices wait a random time before they reconnect and declare a longer reconnect_window.
#   since: 0.1.0
package policies.performance.reconnect_storm

import data.lib.azure
import data.lib.duration
import data.lib.graph
import data.lib.number
import data.lib.result
import data.lib.sizing

findings contains result.at(hub, sizing.name, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	"connection-rate" in sizing.exceeded(hub, sizing.shares)
	rate := max({connections(s.edition, s.units) | some s in sizing.settings(hub)})
	devices := ceil(sizing.derived.devices.v / sizing.shares)
	message := sprintf("%s takes %s connections a second, so it takes %s until %s devices are back; declared is %s", [
		sizing.size(hub), number.grouped(rate), duration.show(ceil(devices / rate)), number.grouped(devices),
		duration.show(input.workload.reconnect_window.v),
	])
}

undecided contains result.undecided(hub, path) if {
	input.workload.reconnect_window
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [sizing.name, sizing.capacity]
}

undecided contains result.because(hub, sizing.name, "it is not known how many hubs share the declared workload") if {
	input.workload.reconnect_window
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not sizing.shares
}

connections(edition, units) := max({row.floor, row.per_unit * units}) if {
	size := format_int(azure.edition(edition).size, 10)
	row := data.azure.throttles.by_size[size].connections_per_second
}
