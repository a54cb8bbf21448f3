# METADATA
# title: Device Update account is reachable from every address
# description: |
#   Operators and pipelines call this endpoint to import and roll out updates; devices do not. So it can be
#   closed to the internet without a device noticing.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub-device-update/network-security
# custom:
#   id: SEC040
#   severity: note
#   security_severity: "4.0"
#   guide: [SE-3]
#   types: [Microsoft.DeviceUpdate/accounts]
#   development: off
#   remediation: Set properties.publicNetworkAccess to "Disabled" and add a private endpoint of group DeviceUpdate.
#   terraform: Set public_network_access_enabled to false and add an azurerm_private_endpoint with subresource_names ["DeviceUpdate"].
#   since: 0.1.0
package policies.security.du_public

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

findings contains result.set(account, network.access, message) if {
	some account in graph.of_type("Microsoft.DeviceUpdate/accounts")
	network.public(account)
	message := sprintf("can be reached from every address: public network access is %s", [value.show(value.at(account, network.access))])
}

undecided contains result.undecided(account, network.access) if {
	some account in graph.of_type("Microsoft.DeviceUpdate/accounts")
	not network.private(account)
}
