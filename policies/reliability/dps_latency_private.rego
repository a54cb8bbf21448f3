# METADATA
# title: Latency allocation with private networking
# description: |
#   With the lowest-latency policy a provisioning service measures which hub is nearest to the device. Behind
#   a private endpoint that cannot be measured, so the choice is not what it seems.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/virtual-network-support
# custom:
#   id: REL004
#   severity: warning
#   guide: [RE-4, PE-9, SE-3]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.allocationPolicy]
#   remediation: Set properties.allocationPolicy to Hashed, with weights if the hubs should not share evenly, or choose the hub in the enrollment. Latency needs hubs and a service that are not private.
#   terraform: Set allocation_policy to Hashed, with weights if the hubs should not share evenly, or choose the hub in the enrollment. Latency needs hubs and a service that are not private.
#   since: 0.1.0
#   fix: Hashed
package policies.reliability.dps_latency_private

import data.lib.graph
import data.lib.private_endpoint
import data.lib.result
import data.lib.value

path := ["properties", "allocationPolicy"]

access := ["properties", "publicNetworkAccess"]

findings contains result.at(service, path, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	value.is(value.at(service, path), "GeoLatency")
	reason := private_by(service)
	message := sprintf("chooses hubs by latency, which cannot be measured here: %s", [reason])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	private_by(service)
}

undecided contains result.undecided(service, access) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	not value.is_not(value.at(service, path), "GeoLatency")
	not private_by(service)
}

private_by(service) := "publicNetworkAccess is Disabled" if {
	value.is(value.at(service, access), "Disabled")
} else := "devices come through a private endpoint" if {
	some endpoint in private_endpoint.to(service)
	graph.certain(endpoint)
}
