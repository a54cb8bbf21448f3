# METADATA
# title: An IP rule lets in almost everyone
# description: |
#   A rule that accepts a range as wide as a /8 is a firewall in name only, and hides that there is none.
#   In a list where the first match wins, a last rule that accepts the rest is fine after rules that reject.
#   So is a rule that opens only the device API of a provisioning service: devices may come from anywhere.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-ip-filtering
# custom:
#   id: SEC022
#   severity: error
#   security_severity: "6.5"
#   guide: [SE-3]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   needs: [properties.networkRuleSets, properties.ipFilterRules]
#   yields_to: [hub-rules-default-allow]
#   development: warning
#   remediation: Name the ranges your devices and services connect from, and deny the rest.
#   since: 0.1.0
package policies.security.ip_range_broad

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

# A range with this prefix or a shorter one is broad.
broad := 8

resources := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

findings contains result.at(resource, array.concat(path, ["ipMask"]), message(rule.ipMask.v)) if {
	some resource in resources
	network.public(resource)
	some path, rule in accepting(resource)
	network.prefix(rule.ipMask) <= broad
}

undecided contains result.undecided(resource, path) if {
	some resource in resources
	not network.private(resource)
	some path in unclear(resource)
}

# accepting returns the rules that are certain to let someone in.
accepting(resource) := object.union({path: rule |
	some path, rule in value.items(resource, network.set_rules)
	value.is(rule.action, "Allow")
}, {path: rule |
	some path, rule in value.items(resource, network.filters)
	value.is(rule.action, "Accept")
	opens_service(rule)
	not may_be_remainder(value.at(resource, network.filters), path[3])
})

# opens_service: the rule is not only for the device API.
opens_service(rule) if not rule.target

opens_service(rule) if value.one_of(rule.target, ["all", "serviceApi"])

# may_be_remainder: the rule may be the last one, after others that reject.
may_be_remainder(list, _) if value.unknown(list)

may_be_remainder(list, i) if {
	i == count(list.items) - 1
	some earlier in array.slice(list.items, 0, i)
	not accepts(earlier)
}

accepts(rule) if value.is(rule.action, "Accept")

# unclear returns what may turn out to let in everyone.
unclear(resource) := {network.set_rules, network.filters, network.access} | {array.concat(path, [key]) |
	some list in [network.set_rules, network.filters]
	some path, _ in value.items(resource, list)
	some key in ["action", "ipMask", "target"]
}

message(mask) := sprintf("lets in %s, a private range that never reaches a public endpoint", [mask]) if {
	startswith(mask, "10.")
} else := sprintf("lets in %s, which is almost everyone", [mask])
