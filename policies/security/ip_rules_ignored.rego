# METADATA
# title: IP rules are declared but public access is disabled
# description: |
#   With public access disabled only private endpoints answer, and IP rules are not asked. They do no harm,
#   but whoever reads them may believe that these addresses get in.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-public-network-access
# custom:
#   id: SEC024
#   severity: note
#   security_severity: "1.0"
#   guide: [SE-3]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   needs: [properties.networkRuleSets, properties.ipFilterRules]
#   remediation: Remove the rules, or set properties.publicNetworkAccess to "Enabled" if these addresses are meant to get in.
#   terraform: Remove the rules, or set public_network_access_enabled to true if these addresses are meant to get in.
#   since: 0.1.0
package policies.security.ip_rules_ignored

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

findings contains result.at(resource, path, "has no effect: publicNetworkAccess is Disabled, so no address gets in") if {
	some resource in array.concat(
		graph.of_type("Microsoft.Devices/IotHubs"),
		graph.of_type("Microsoft.Devices/provisioningServices"),
	)
	network.private(resource)
	some path in [network.set_rules, network.filters]
	value.at(resource, path).items[0]
}

undecided contains result.undecided(resource, network.access) if {
	some resource in array.concat(
		graph.of_type("Microsoft.Devices/IotHubs"),
		graph.of_type("Microsoft.Devices/provisioningServices"),
	)
	some path in [network.set_rules, network.filters]
	value.at(resource, path).items[0]
}
