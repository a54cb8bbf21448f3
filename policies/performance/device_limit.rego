# METADATA
# title: More devices than the hubs hold
# description: |
#   A hub holds a million devices and modules, whatever its edition and units. A larger fleet takes more hubs
#   behind a provisioning service.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling
# custom:
#   id: PERF011
#   severity: error
#   guide: [RE-1, PE-6]
#   types: [Microsoft.Devices/IotHubs]
#   workload: [devices]
#   development: off
#   remediation: Add hubs and link them to the provisioning service that the devices call.
#   since: 0.1.0
package policies.performance.device_limit

import data.lib.number
import data.lib.result
import data.lib.sizing

findings contains result.named(sizing.first, [], message) if {
	n := sizing.shares
	full(n)
	message := sprintf("%s cannot hold the declared %s devices%s", [
		number.times(n, "hub"), number.grouped(sizing.derived.devices.v), enough,
	])
}

undecided contains result.because(hub, [], "it is not known how many hubs share the declared devices") if {
	sizing.derived
	not sizing.shares
	hub := sizing.first
}

full(n) if {
	sizing.derived
	every row in sizing.derived.editions {
		{"v": "devices"} in row.hubs[format_int(n, 10)].never.items
	}
}

enough := sprintf("; %d would do", [min(room)]) if {
	room := {n |
		some n in numbers.range(1, 10)
		not full(n)
	}
} else := ""
