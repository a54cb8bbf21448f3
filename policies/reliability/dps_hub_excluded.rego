# METADATA
# title: Every linked hub is excluded from allocation
# description: |
#   A linked hub can be kept out of the allocation, or be given no weight in it. If that holds for all hubs,
#   the service has none to choose, and only enrollments that name a hub of their own still work.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-use-allocation-policies
# custom:
#   id: REL003
#   severity: warning
#   guide: [RE-4, PE-9]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.iotHubs]
#   remediation: Leave applyAllocationPolicy out of at least one of properties.iotHubs, or set it to true, with an allocationWeight above 0.
#   terraform: Leave apply_allocation_policy out of at least one linked_hub block, or set it to true, with an allocation_weight above 0.
#   since: 0.1.0
package policies.reliability.dps_hub_excluded

import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

policy := ["properties", "allocationPolicy"]

findings contains result.at(service, first, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	value.complete(value.at(service, provisioning.hubs))
	value.none_of(value.at(service, policy), ["Static"])
	excluded := [place | some path, item in value.items(service, provisioning.hubs); place := excludes(service, path, item)]
	count(excluded) == count(value.items(service, provisioning.hubs))
	first := excluded[0]
	message := sprintf("no linked hub takes part in the allocation: %s is %s", [first[4], value.show(value.at(service, first))])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	not taking_part(service)
	some item, _ in value.items(service, provisioning.hubs)
	some path in [provisioning.hubs, policy, array.concat(item, ["applyAllocationPolicy"]), array.concat(item, ["allocationWeight"])]
}

# excludes returns what keeps a hub out of the allocation.
excludes(service, path, item) := found if {
	value.is(item.applyAllocationPolicy, false)
	found := array.concat(path, ["applyAllocationPolicy"])
} else := array.concat(path, ["allocationWeight"]) if {
	weighs_nothing(service, item)
}

weighs_nothing(service, item) if {
	value.is(value.at(service, policy), "Hashed")
	value.number(item.allocationWeight) == 0
}

taking_part(service) if {
	some item in value.items(service, provisioning.hubs)
	value.is(item.applyAllocationPolicy, true)
	value.number(item.allocationWeight) > 0
}
