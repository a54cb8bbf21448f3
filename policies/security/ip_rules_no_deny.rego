# METADATA
# title: First-match IP rules never reject the rest
# description: |
#   Rules of this older kind are read from the top, and the first that matches decides. An address that none
#   matches is let in. So a list that accepts a few ranges does nothing unless its last rule rejects all
#   others, and what stands behind such a rule is never reached. A provisioning service has two lists in one:
#   a rule can be for its device API, its service API or both.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/iot-dps-ip-filtering
# custom:
#   id: SEC023
#   severity: warning
#   security_severity: "5.0"
#   guide: [SE-3, AP-2]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   needs: [properties.networkRuleSets, properties.ipFilterRules]
#   remediation: End properties.ipFilterRules with a rule that has action "Reject" and ipMask "0.0.0.0/0", behind all rules that accept.
#   terraform: End the ip_filter_rule blocks with one that has action "Reject" and ip_mask "0.0.0.0/0", behind all that accept.
#   since: 0.1.0
package policies.security.ip_rules_no_deny

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

resources := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

# The two APIs of a provisioning service, as targets of rules name them. A hub
# has rules without a target, so both stand for its one endpoint.
apis := ["deviceApi", "serviceApi"]

findings contains result.at(resource, network.filters, message) if {
	some resource in resources
	network.public(resource)
	known(resource)
	open := [api | some api in apis; never_rejects(resource, api)]
	count(open) > 0
	message := sprintf("accepts ranges but never rejects the rest%s, so every address gets in", [place(open)])
}

findings contains result.at(resource, path, "is never reached: a rule above it rejects every address") if {
	some resource in resources
	network.public(resource)
	known(resource)
	some path, rule in value.items(resource, network.filters)
	value.is(rule.action, "Accept")
	every api in [api | some api in apis; concerns(rule, api)] {
		some earlier in array.slice(rules(resource), 0, path[3])
		rejects_all(earlier)
		concerns(earlier, api)
	}
}

undecided contains result.undecided(resource, path) if {
	some resource in resources
	not network.private(resource)
	not known(resource)
	some path in {network.access, network.filters} | {array.concat(item, [key]) |
		some item, _ in value.items(resource, network.filters)
		some key in ["action", "ipMask", "target"]
	}
}

rules(resource) := value.at(resource, network.filters).items

# known: all of the list is written out.
known(resource) if {
	list := value.at(resource, network.filters)
	value.complete(list)
	every rule in list.items {
		rule.action.v
		rule.ipMask.v
		concerns_some(rule)
	}
}

# A list that also rejects some ranges may mean to block just these.
never_rejects(resource, api) if {
	concerned := [rule | some rule in rules(resource); concerns(rule, api)]
	count(concerned) > 0
	every rule in concerned {
		value.is(rule.action, "Accept")
		not network.everyone(rule.ipMask)
	}
}

rejects_all(rule) if {
	value.is(rule.action, "Reject")
	network.everyone(rule.ipMask)
}

concerns_some(rule) if {
	some api in apis
	concerns(rule, api)
}

concerns(rule, api) if value.one_of(rule.target, ["all", api])

concerns(rule, _) if not rule.target

place(open) := "" if count(open) == count(apis)

place(open) := sprintf(" for the %s", [open[0]]) if count(open) < count(apis)
