# METADATA
# title: IP rule set allows by default, so its rules do nothing
# description: |
#   The rules of a set can only let addresses in. With Allow as the answer to all others every address is in,
#   whatever the rules say. A set without rules changes nothing and is no fault of its own.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-ip-filtering
# custom:
#   id: SEC020
#   severity: error
#   security_severity: "6.0"
#   guide: [SE-3]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.networkRuleSets]
#   development: warning
#   remediation: Set properties.networkRuleSets.defaultAction to "Deny".
#   terraform: Set default_action of network_rule_set to "Deny".
#   since: 0.1.0
package policies.security.hub_rules_default_allow

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

findings contains result.at(hub, network.default_action, "lets in every address its IP rules do not name: defaultAction is Allow") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	network.public(hub)
	value.is(value.at(hub, network.default_action), "Allow")
	count(value.items(hub, network.set_rules)) > 0
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not network.private(hub)
	not value.is(value.at(hub, network.default_action), "Deny")
	not value.empty(value.at(hub, network.set_rules))
	some path in [network.access, network.default_action, network.set_rules]
}
