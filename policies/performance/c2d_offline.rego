# METADATA
# title: Commands expire before a sleeping device can fetch them
# description: |
#   A message to a device waits in the hub until the device asks for it, but no longer than its time to live,
#   and it is dropped once it was handed out as often as the delivery count says. With a count of one, a device
#   that loses its connection while it works on a message never gets it again.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-c2d
# custom:
#   id: PERF015
#   severity: note
#   guide: [PE-4]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.cloudToDevice]
#   remediation: Set properties.cloudToDevice.defaultTtlAsIso8601 to more than the time a device sleeps, P2D at most, and maxDeliveryCount to 10.
#   terraform: Set default_ttl in the cloud_to_device block to more than the time a device sleeps, P2D at most, and max_delivery_count to 10.
#   since: 0.1.0
package policies.performance.c2d_offline

import data.lib.duration
import data.lib.graph
import data.lib.result
import data.lib.value

ttl := ["properties", "cloudToDevice", "defaultTtlAsIso8601"]

deliveries := ["properties", "cloudToDevice", "maxDeliveryCount"]

findings contains result.set(hub, ttl, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	sleep := input.workload.offline_window.v
	n := value.at(hub, ttl)
	count(value.options(n)) > 0
	every option in value.options(n) {
		duration.seconds(option) < sleep
	}
	message := sprintf("commands expire after %s, but devices sleep up to %s", [value.show(n), duration.show(sleep)])
}

findings contains result.at(hub, deliveries, "a command is handed out only once: maxDeliveryCount is 1") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, deliveries), 1)
}

undecided contains result.undecided(hub, deliveries) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}

undecided contains result.undecided(hub, ttl) if {
	input.workload.offline_window
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}
