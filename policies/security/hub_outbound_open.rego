# METADATA
# title: Hub may send to any host
# description: |
#   Routes and file uploads send data to other services. Told which hosts these are, a hub sends nowhere
#   else, so a changed route cannot carry data out. The list has to name every endpoint, and the built-in one
#   of the hub as well.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/virtual-network-support
# custom:
#   id: SEC026
#   severity: note
#   security_severity: "3.0"
#   guide: [SE-3]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing.endpoints, properties.storageEndpoints]
#   default: off
#   remediation: Set properties.restrictOutboundNetworkAccess to true and list the hosts of all endpoints in properties.allowedFqdnList, the built-in endpoint's too.
#   terraform: The azurerm provider has no such argument. Set properties.restrictOutboundNetworkAccess and properties.allowedFqdnList with an azapi_update_resource on the hub, and list the built-in endpoint's host too.
#   since: 0.1.0
package policies.security.hub_outbound_open

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

path := ["properties", "restrictOutboundNetworkAccess"]

endpoints := ["properties", "routing", "endpoints"]

findings contains result.set(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	sends(hub)
	message := unrestricted(value.at(hub, path))
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	sends(hub)
}

undecided contains result.undecided(hub, place) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not sends(hub)
	not value.is(value.at(hub, path), true)
	some place in upload_texts
}

unrestricted(restricted) := "may send to any host: restrictOutboundNetworkAccess is not set" if value.absent(restricted)

unrestricted(restricted) := sprintf("may send to any host: restrictOutboundNetworkAccess is %s", [value.show(restricted)]) if {
	value.is_not(restricted, true)
}

sends(hub) if value.at(hub, endpoints)[_].items[0]

sends(hub) if {
	some place in upload_texts
	routing.is_given(hub, value.at(hub, place))
}

upload_texts := [array.concat(routing.upload, [key]) | some key in ["containerName", "connectionString"]]
