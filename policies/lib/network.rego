# Who reaches a resource over its public endpoint.
package lib.network

import data.lib.result
import data.lib.value

access := ["properties", "publicNetworkAccess"]

rule_set := ["properties", "networkRuleSets"]

set_rules := array.concat(rule_set, ["ipRules"])

default_action := array.concat(rule_set, ["defaultAction"])

filters := ["properties", "ipFilterRules"]

# public: the public endpoint is certain to answer someone.
public(resource) if value.none_of(value.at(resource, access), ["Disabled"])

# private: it is certain to answer nobody.
private(resource) if value.is(value.at(resource, access), "Disabled")

# unguarded: it answers everyone, as no rule says whom.
unguarded(resource) if {
	public(resource)
	value.empty(value.at(resource, filters))
	ungoverned(resource)
}

ungoverned(resource) if value.absent(value.at(resource, rule_set))

# A set that allows by default and has no rules changes nothing.
ungoverned(resource) if {
	value.is(value.at(resource, default_action), "Allow")
	value.empty(value.at(resource, set_rules))
}

# guarded: something is certain to stand in the way of some.
guarded(resource) if private(resource)

guarded(resource) if value.at(resource, filters).items[0]

guarded(resource) if {
	value.complete(value.at(resource, rule_set))
	value.at(resource, default_action).v
}

# from_inside: the devices come over private networks, so nothing that they
# call has to be public.
from_inside if value.is(input.workload.devices_on, "private")

# noted: a note where devices may need the public endpoint, else as it is. Most
# fleets are out on the internet, and a template does not say.
noted(found) := found if from_inside

noted(found) := result.lighter("note", found) if not from_inside

# everyone: a mask that no address is outside of.
everyone(n) if endswith(n.v, "/0")

# prefix returns the number of fixed bits of a range.
prefix(n) := to_number(split(n.v, "/")[1])
