# METADATA
# title: The declared recovery time needs a second region
# description: |
#   When a region is lost, Microsoft fails a hub over within 2 to 26 hours. A failover that you start takes 10
#   minutes to 2 hours. Only a second hub in another region behind the same provisioning service has devices back
#   within a minute.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/reliability/reliability-iot-hub
# custom:
#   id: REL015
#   severity: warning
#   guide: [RE-3]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Devices/provisioningServices]
#   workload: [rto]
#   development: off
#   remediation: Add a hub in another region and link both to one provisioning service.
#   terraform: Add an azurerm_iothub in another region and a linked_hub block for each to one azurerm_iothub_dps.
#   since: 0.1.0
package policies.reliability.hub_one_region

import data.lib.duration
import data.lib.graph
import data.lib.provisioning
import data.lib.result

failover := data.azure.failover.started_by_you

location := ["location"]

findings contains result.at(hub, location, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	input.workload.rto.v < failover.least
	provisioning.alone(hub)
	message := sprintf("has no hub in another region to take over, and a failover takes %s at least; the declared recovery time is %s", [
		duration.show(failover.least), duration.show(input.workload.rto.v),
	])
}

findings contains result.lighter("note", result.at(hub, location, message)) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	input.workload.rto.v >= failover.least
	input.workload.rto.v < failover.most
	provisioning.alone(hub)
	message := sprintf("comes back by a failover that you start, which takes %s to %s; the declared recovery time is %s", [
		duration.show(failover.least), duration.show(failover.most), duration.show(input.workload.rto.v),
	])
}

undecided contains result.because(hub, location, "it is not known whether a hub in another region takes over") if {
	input.workload.rto.v < failover.most
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not provisioning.alone(hub)
	not provisioning.spared(hub)
}
