# METADATA
# title: Private provisioning service in a region without zones
# description: |
#   A provisioning service behind a private endpoint is reached at one place. In a region with availability
#   zones it survives the loss of a data centre; in this one it does not.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/iot-dps-ha-dr
# custom:
#   id: REL009
#   severity: note
#   guide: [RE-3]
#   types: [Microsoft.Devices/provisioningServices]
#   beside: [Microsoft.Network/privateEndpoints]
#   development: off
#   remediation: Put the provisioning service in a region in which it has availability zones.
#   since: 0.1.0
package policies.reliability.dps_private_zone

import data.lib.azure
import data.lib.graph
import data.lib.private_endpoint
import data.lib.result
import data.lib.value

path := ["location"]

findings contains result.at(service, path, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some endpoint in private_endpoint.to(service)
	graph.certain(endpoint)
	data.azure.regions.by_name[azure.region(value.at(service, path))].dps_zones == false
	message := sprintf("is private and has no availability zones in %s", [value.show(value.at(service, path))])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	count(private_endpoint.to(service)) > 0
}
