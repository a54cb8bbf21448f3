# METADATA
# title: Public access is off and there is no private endpoint
# description: |
#   With public network access disabled, devices and services reach the hub or the provisioning service over
#   private endpoints only. Nothing here makes one, so nothing can connect.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/virtual-network-support
# custom:
#   id: REL027
#   severity: error
#   guide: [SE-3, AP-3]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   needs: [properties.publicNetworkAccess]
#   absence_of: [Microsoft.Network/privateEndpoints]
#   elsewhere: network
#   remediation: Add a Microsoft.Network/privateEndpoints resource for it, with group id iotHub or iotDps. If a policy or another stack makes it, say so in an ignore comment.
#   terraform: Add an azurerm_private_endpoint for it, with subresource iotHub or iotDps. If a policy or another stack makes it, say so in an ignore comment.
#   since: 0.1.0
package policies.reliability.hub_unreachable

import data.lib.graph
import data.lib.private_endpoint
import data.lib.result
import data.lib.value

path := ["properties", "publicNetworkAccess"]

resources := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

findings contains weighed(result.at(resource, path, message)) if {
	some resource in resources
	value.is(value.at(resource, path), "Disabled")
	private_endpoint.none_to(resource)
	message := "cannot be reached: publicNetworkAccess is Disabled and no private endpoint leads to it"
}

# weighed: where nothing here is private, the endpoints may come from a stack
# for networks or from a policy.
weighed(found) := found if {
	count(graph.any_of_type(private_endpoint.type)) > 0
} else := result.lighter("warning", found)

undecided contains result.undecided(resource, path) if {
	some resource in resources
	not reached(resource)
}

undecided contains result.because(resource, path, "not all that could be a private endpoint to it is known") if {
	some resource in resources
	value.is(value.at(resource, path), "Disabled")
	not private_endpoint.none_to(resource)
	not reached(resource)
}

reached(resource) if {
	some endpoint in private_endpoint.to(resource)
	graph.certain(endpoint)
}

reached(resource) if {
	some connection in graph.children(resource, sprintf("%s/privateEndpointConnections", [resource.type]))
	graph.certain(connection)
}
