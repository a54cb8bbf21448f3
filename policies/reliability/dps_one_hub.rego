# METADATA
# title: Provisioning service can assign to one hub only
# description: |
#   When a hub is lost, devices can be back within a minute if their provisioning service has another hub to
#   assign them to. With one hub they wait until it, or its failover, is there.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/concepts-device-reprovision
# custom:
#   id: REL010
#   severity: note
#   guide: [RE-3, OE-8]
#   types: [Microsoft.Devices/provisioningServices]
#   workload: [rto]
#   default: off
#   development: off
#   remediation: Add a hub in another region to properties.iotHubs, and let enrollments reprovision devices.
#   terraform: Add a linked_hub block for a hub in another region, and let enrollments reprovision devices.
#   since: 0.1.0
package policies.reliability.dps_one_hub

import data.lib.duration
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

findings contains result.at(service, provisioning.hubs, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	input.workload.rto.v < data.azure.failover.started_by_you.least
	links := value.at(service, provisioning.hubs)
	value.complete(links)
	count(links.items) == 1
	message := sprintf("has one hub to assign devices to, which is too few for the declared recovery time of %s", [duration.show(input.workload.rto.v)])
}

undecided contains result.undecided(service, provisioning.hubs) if {
	input.workload.rto
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
}
