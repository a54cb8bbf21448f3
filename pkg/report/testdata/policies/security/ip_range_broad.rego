# METADATA
# title: An IP rule lets in almost everyone
# description: |
#   A rule that accepts a range as wide as a /8 is a firewall in name only, and hides that there is none.
#   In a list where the first match wins, a last rule that accepts the rest is fine after rules that reject.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-ip-filtering
# custom:
#   id: SEC022
#   severity: error
#   security_severity: "6.5"
#   guide: [SE-3]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   remediation: Name the ranges your devices and services connect from, and deny the rest.
#   since: 0.1.0
package policies.security.ip_range_broad

import data.lib.graph
import data.lib.result
import data.lib.value

# A range with this prefix or a shorter one is broad.
broad := 8

rule_sets := ["properties", "networkRuleSets", "ipRules"]

filters := ["properties", "ipFilterRules"]

resources := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

findings contains result.at(resource, array.concat(path, ["ipMask"]), message(rule.ipMask.v)) if {
	some resource in resources
	value.none_of(value.at(resource, ["properties", "publicNetworkAccess"]), ["Disabled"])
	some path, rule in accepting(resource)
	prefix(rule.ipMask.v) <= broad
}

undecided contains result.undecided(resource, path) if {
	some resource in resources
	not value.is(value.at(resource, ["properties", "publicNetworkAccess"]), "Disabled")
	some path in unclear(resource)
}

# accepting returns the rules that are certain to let someone in.
accepting(resource) := object.union({path: rule |
	some path, rule in value.items(resource, rule_sets)
	value.is(rule.action, "Allow")
}, {path: rule |
	some path, rule in value.items(resource, filters)
	value.is(rule.action, "Accept")
	not may_be_remainder(value.at(resource, filters), path[3])
})

# may_be_remainder: the rule may be the last one, after others that reject.
may_be_remainder(list, _) if value.unknown(list)

may_be_remainder(list, i) if {
	i == count(list.items) - 1
	some earlier in array.slice(list.items, 0, i)
	not value.is(earlier.action, "Accept")
}

# unclear returns what may turn out to let in everyone.
unclear(resource) := {rule_sets, filters, ["properties", "publicNetworkAccess"]} | {array.concat(path, [key]) |
	some list in [rule_sets, filters]
	some path, _ in value.items(resource, list)
	some key in ["action", "ipMask"]
}

prefix(mask) := to_number(split(mask, "/")[1])

message(mask) := sprintf("lets in %s, a private range that never reaches a public endpoint", [mask]) if {
	startswith(mask, "10.")
} else := sprintf("lets in %s, which is almost everyone", [mask])
