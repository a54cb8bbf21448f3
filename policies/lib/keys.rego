# Who uses the keys of a hub's shared access policies.
package lib.keys

import data.lib.access
import data.lib.graph
import data.lib.provisioning
import data.lib.value

# reader_types need a policy of the hub they read from.
reader_types := [
	"Microsoft.StreamAnalytics/streamingjobs",
	"Microsoft.StreamAnalytics/streamingjobs/inputs",
	"Microsoft.Kusto/clusters/databases/dataConnections",
]

# used: something is certain to use a key of the hub, or is meant to: a policy
# is declared for the sake of its key.
used(hub) if count(access.custom(hub, data.azure.access.hub)) > 0

used(hub) if {
	some service in provisioning.services
	provisioning.links(service, hub)
}

used(hub) if {
	some type in reader_types
	count(graph.sources(hub, type)) > 0
}

used(hub) if hub.id in lenders

# unused: nothing in the unit can use one.
unused(hub) if {
	graph.complete
	no_custom_policy(hub)
	every service in provisioning.services {
		provisioning.cannot_link(service, hub)
	}
	every type in reader_types {
		count(graph.any_of_type(type)) == 0
	}
	not hub.id in possible_lenders

	# A hub has no use for its own keys.
	count(borrowers - {hub.id}) == 0
}

no_custom_policy(hub) if {
	value.complete(value.at(hub, access.policies))
	every policy in value.items(hub, access.policies) {
		value.one_of(policy.keyName, data.azure.access.hub.own_policies)
	}
}

# users are the resources and outputs with what may be a key of another.
users := input.key_users

# lenders are the resources whose keys something else is certain to have.
lenders := {target.id |
	some user in users
	some path in user.facts.borrowed
	value.at(user, path).sensitive
	some target in graph.targets(user, path)
}

# possible_lenders are those whose keys something else may have.
possible_lenders := {target.id |
	some user in users
	some path in user.facts.borrowed
	some target in graph.targets(user, path)
}

# suspects returns the addresses of what may have a key of the hub, sorted.
suspects(hub) := sort({address |
	some user in users
	user.id != hub.id
	some path in user.facts.borrowed
	may_lead_to(graph.targets(user, path), hub)
	address := regex.replace(user.id, `^[^#]*#`, "")
})

may_lead_to(targets, _) if count(targets) == 0

may_lead_to(targets, hub) if {
	some target in targets
	target.id == hub.id
}

# borrowers may have a key of any resource.
borrowers := {user.id |
	some user in users
	some path in user.facts.borrowed
	count(graph.targets(user, path)) == 0
}
