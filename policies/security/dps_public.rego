# METADATA
# title: Provisioning service is reachable from every address
# description: |
#   Whoever has a key of this service can enroll devices from anywhere. Devices that register over the internet
#   need its device API to be public; its service API can be closed to all but a few ranges even then. This is
#   a note unless workload.devices_on is declared as private.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/virtual-network-support
# custom:
#   id: SEC039
#   severity: warning
#   security_severity: "5.0"
#   guide: [AP-2, SE-3]
#   types: [Microsoft.Devices/provisioningServices]
#   development: note
#   remediation: Set properties.publicNetworkAccess to "Disabled" and add a private endpoint, unless hubs are chosen by latency, which can't be measured through one; or name ranges in properties.ipFilterRules and reject the rest, at least with target "serviceApi".
#   terraform: Set public_network_access_enabled to false and add an azurerm_private_endpoint, unless hubs are chosen by latency, which can't be measured through one; or name ranges in ip_filter_rule blocks and reject the rest, at least with target "serviceApi".
#   since: 0.1.0
package policies.security.dps_public

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

findings contains network.noted(result.set(service, network.access, message)) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	network.unguarded(service)
	graph.unscripted(service, "network")
	message := sprintf("can be reached from every address: public network access is %s and there are no IP rules", [value.show(value.at(service, network.access))])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	not network.guarded(service)
	some path in [network.access, network.filters]
}

undecided contains result.because(service, network.access, graph.scripted(graph.scripts(service, "network"))) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	network.unguarded(service)
}
