# METADATA
# title: Provisioning service has no hub to assign devices to
# description: |
#   A provisioning service hands each device to one of the hubs linked to it. With none linked, every
#   registration fails.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-manage-linked-iot-hubs
# custom:
#   id: REL002
#   severity: error
#   guide: [RE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   remediation: List at least one hub in properties.iotHubs, or say in an ignore comment what links one after the deployment.
#   terraform: Add a linked_hub block.
#   since: 0.1.0
package policies.reliability.dps_no_hub

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "iotHubs"]

findings contains result.set(service, path, "has no hub to assign devices to") if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	value.empty(value.at(service, path))
	graph.unscripted(service, "links")
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
}

undecided contains result.because(service, path, graph.scripted(graph.scripts(service, "links"))) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	value.empty(value.at(service, path))
}
