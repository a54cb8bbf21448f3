# Whether a storage account or a namespace lets in a hub that writes to it.
package lib.firewall

import data.lib.graph
import data.lib.value

access := ["properties", "publicNetworkAccess"]

# closed returns what keeps out whoever is not named; undefined if nothing does
# or it is not known.
closed(target) := "publicNetworkAccess is Disabled" if {
	some n in accesses(target)
	value.is(n, "Disabled")
} else := "it denies what no rule allows" if {
	value.is(setting(target, "defaultAction"), "Deny")
}

# open: it is certain that nothing does. What is not written keeps nobody out.
open(target) if {
	not database(target)
	every n in accesses(target) {
		none_of(n, ["Disabled", "SecuredByPerimeter"])
	}
	none_of(setting(target, "defaultAction"), ["Deny"])
}

# A database has no rule that denies: whom its rules do not name stays out.
open(target) if {
	database(target)
	none_of(value.at(target, access), ["Disabled", "SecuredByPerimeter"])
	value.empty(value.at(target, ["properties", "ipRules"]))
	none_of(value.at(target, ["properties", "isVirtualNetworkFilterEnabled"]), [true])
}

none_of(n, _) if value.absent(n)

none_of(n, xs) if value.none_of(n, xs)

# takes_named: rules name addresses or resources that are let in, or may do so.
takes_named(target) if {
	some name in ["ipRules", "resourceAccessRules"]
	not value.empty(setting(target, name))
}

# trusts: services that Azure trusts are let in, a hub with its own identity
# among them. trusts_not: they are not.
trusts(target) if value.is(setting(target, "trustedServiceAccessEnabled"), true)

trusts(target) if contains(lower(setting(target, "bypass").v), "azureservices")

trusts(target) if {
	storage(target)
	value.absent(setting(target, "bypass"))
}

trusts_not(target) if {
	not storage(target)
	none_of(setting(target, "trustedServiceAccessEnabled"), [true])
}

trusts_not(target) if {
	storage(target)
	not contains(lower(setting(target, "bypass").v), "azureservices")
	setting(target, "bypass").v
}

storage(target) if target.type == "Microsoft.Storage/storageAccounts"

database(target) if target.type == "Microsoft.DocumentDB/databaseAccounts"

# setting returns a network setting: of storage from the account, of a
# namespace from its only set of rules. Undefined if that may be another one.
setting(target, name) := value.at(target, ["properties", "networkAcls", name]) if {
	storage(target)
} else := {"absent": true} if {
	graph.complete
	count(may_be_sets(target)) == 0
} else := value.at(sets[0], ["properties", name]) if {
	sets := may_be_sets(target)
	count(sets) == 1
	graph.certain(sets[0])
	graph.parent(sets[0]).id == target.id
}

may_be_sets(target) := graph.may_be_children(target, sprintf("%s/networkRuleSets", [target.type]))

accesses(target) := [value.at(target, access)] if storage(target)

accesses(target) := [value.at(target, access), setting(target, "publicNetworkAccess")] if not storage(target)
