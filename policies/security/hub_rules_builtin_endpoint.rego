# METADATA
# title: IP rules do not cover the built-in Event Hubs endpoint
# description: |
#   Telemetry is read from an endpoint of its own, which IP rules leave alone unless told otherwise. Whoever
#   has a key with ServiceConnect reads what all devices send, from anywhere. Readers outside of the ranges,
#   such as functions on a consumption plan, need a rule of their own then.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-ip-filtering
# custom:
#   id: SEC021
#   severity: warning
#   security_severity: "5.5"
#   guide: [SE-3]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.networkRuleSets]
#   development: note
#   remediation: Set properties.networkRuleSets.applyToBuiltInEventHubEndpoint to true and add the addresses of the readers to the rules.
#   terraform: Set apply_to_builtin_eventhub_endpoint of network_rule_set to true and add the addresses of the readers to the rules.
#   since: 0.1.0
package policies.security.hub_rules_builtin_endpoint

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

path := array.concat(network.rule_set, ["applyToBuiltInEventHubEndpoint"])

findings contains result.set(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	network.public(hub)
	value.is(value.at(hub, network.default_action), "Deny")
	covered := value.at(hub, path)
	value.is_not(covered, true)
	message := sprintf("leaves the built-in endpoint open to every address: applyToBuiltInEventHubEndpoint is %s", [value.show(covered)])
}

undecided contains result.undecided(hub, unclear) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not network.private(hub)
	not value.is(value.at(hub, path), true)
	some unclear in [network.access, network.default_action, path]
}
