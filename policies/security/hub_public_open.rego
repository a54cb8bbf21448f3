# METADATA
# title: Hub is reachable from every address
# description: |
#   Nothing but a credential stands between this hub and the whole internet. Fleets behind a gateway, a VPN
#   or a carrier's network come from addresses that can be named, and so do back ends. Devices that may be
#   anywhere need the public endpoint, so this is a note unless workload.devices_on is declared as private.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-public-network-access
# custom:
#   id: SEC019
#   severity: warning
#   security_severity: "5.5"
#   guide: [SE-3, AP-3]
#   types: [Microsoft.Devices/IotHubs]
#   development: note
#   remediation: Name the ranges in properties.networkRuleSets with defaultAction "Deny"; or set properties.publicNetworkAccess to "Disabled" and add a private endpoint, unless Device Update is used, which needs the public endpoint.
#   terraform: Name the ranges in a network_rule_set with default_action "Deny"; or set public_network_access_enabled to false and add an azurerm_private_endpoint, unless Device Update is used, which needs the public endpoint.
#   since: 0.1.0
package policies.security.hub_public_open

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

findings contains network.noted(result.set(hub, network.access, message)) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	network.unguarded(hub)
	graph.unscripted(hub, "network")
	message := sprintf("can be reached from every address: public network access is %s and there are no IP rules", [value.show(value.at(hub, network.access))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not network.guarded(hub)
	some path in [network.access, network.filters, network.rule_set, network.default_action]
}

undecided contains result.because(hub, network.access, graph.scripted(graph.scripts(hub, "network"))) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	network.unguarded(hub)
}
