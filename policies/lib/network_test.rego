package lib.network_test

import data.lib.network

resource(properties) := {"id": "h", "body": {"properties": properties}}

open := {"publicNetworkAccess": {"v": "Enabled", "from": "default"}}

unknown := {"unknown": "parameter", "expr": "p"}

test_unguarded if network.unguarded(resource(open))

test_unguarded_with_an_empty_list if network.unguarded(resource(object.union(open, {"ipFilterRules": {"items": []}})))

test_not_unguarded_with_a_rule_set if {
	not network.unguarded(resource(object.union(open, {"networkRuleSets": {"defaultAction": {"v": "Deny"}}})))
}

test_unguarded_with_a_set_that_does_nothing if {
	network.unguarded(resource(object.union(open, {"networkRuleSets": {"defaultAction": {"v": "Allow"}}})))
}

# What cannot be known is neither.
test_unknown_access if {
	hub := resource({"publicNetworkAccess": unknown})
	not network.unguarded(hub)
	not network.guarded(hub)
}

test_unknown_rule_set if {
	hub := resource(object.union(open, {"networkRuleSets": unknown}))
	not network.unguarded(hub)
	not network.guarded(hub)
}

test_either_way_public if network.public(resource({"publicNetworkAccess": {"unknown": "parameter", "expr": "p", "any_of": ["Enabled"]}}))

# Devices that may be anywhere make it a note.
test_noted if {
	network.noted({"message": "m"}).severity == "note" with input.workload as {"devices_on": {"v": "internet"}}
}

test_noted_without_a_workload if network.noted({"message": "m"}).severity == "note" with input as {}

test_not_noted if {
	network.noted({"message": "m"}) == {"message": "m"} with input.workload as {"devices_on": {"v": "private"}}
}
