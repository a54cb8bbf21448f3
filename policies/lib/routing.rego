# Where a hub sends messages and uploads: endpoints, routes, and the resources
# behind the endpoints.
package lib.routing

import data.lib.graph
import data.lib.value

routing := ["properties", "routing"]

routes := array.concat(routing, ["routes"])

fallback := array.concat(routing, ["fallbackRoute"])

upload := ["properties", "storageEndpoints", "$default"]

# kinds are the lists of endpoints, with the type of what is behind them.
kinds := {
	"eventHubs": "Microsoft.EventHub/namespaces",
	"serviceBusQueues": "Microsoft.ServiceBus/namespaces",
	"serviceBusTopics": "Microsoft.ServiceBus/namespaces",
	"storageContainers": "Microsoft.Storage/storageAccounts",
	"cosmosDBSqlContainers": "Microsoft.DocumentDB/databaseAccounts",
}

# endpoints returns the routing endpoints of a hub by their paths; the kind is
# at path[3].
endpoints(hub) := object.union_n([value.items(hub, list_of(kind)) | some kind, _ in kinds])

# sinks returns all that a hub writes to: its endpoints, and the container that
# devices upload files to.
sinks(hub) := object.union(endpoints(hub), {upload: item |
	item := value.at(hub, upload)

	# A template that is exported of a hub without upload has an empty one.
	not value.is(value.inside(item, ["connectionString"]), "")
	some key in ["connectionString", "authenticationType"]
	not value.absent(object.get(item, key, {"absent": true}))
})

# is_given: a text of the upload is certain not to be empty, as it is where
# templates are exported of hubs without upload. The azurerm provider takes no
# empty one.
is_given(_, n) if value.known_text(n) != ""

is_given(hub, n) if {
	n.unknown
	hub.language == "terraform"
}

is_given(_, n) if n.unknown == "runtime"

# target_type returns the type of the resource behind a sink.
target_type(path) := kinds[path[3]]

target_type(path) := kinds.storageContainers if path == upload

list_of(kind) := array.concat(routing, ["endpoints", kind])

# targets returns the resources behind a sink: accounts and namespaces. With
# more than one, it is one of them.
targets(hub, path) := {target.id: target |
	some found in graph.targets(hub, path)
	some target in with_parents(found)
	target.type == target_type(path)
}

# target returns the resource behind a sink, if it is of this unit.
target(hub, path) := found if {
	all := targets(hub, path)
	count(all) == 1
	some found in all
}

with_parents(resource) := {resource} | {parent | parent := graph.parent(resource)} | {parent |
	parent := graph.parent(graph.parent(resource))
}

# keyed: the hub signs in to a sink with a key.
keyed(sink) if value.is(sink.authenticationType, "keyBased")

keyed(sink) if {
	value.absent(value.inside(sink, ["authenticationType"]))
	some key in ["primaryKey", "secondaryKey"]
	not value.absent(value.inside(sink, [key]))
}

# identified: it signs in with an identity.
identified(sink) if value.is(sink.authenticationType, "identityBased")

# own_identity: that identity is the hub's own, the system-assigned one.
own_identity(sink) if {
	identified(sink)
	value.absent(value.inside(sink, ["identity", "userAssignedIdentity"]))
}

# what returns how a message speaks of a sink.
what(path, _) := "file upload" if path == upload

what(path, sink) := sprintf("endpoint %s", [value.show(sink.name)]) if path != upload

# enabled, disabled: a route is on or off, certainly.
enabled(route) if value.is(route.isEnabled, true)

disabled(route) if value.is(route.isEnabled, false)

# catches_all: some route takes every message that devices send.
catches_all(hub) if {
	some route in value.at(hub, routes).items
	enabled(route)
	value.is(route.source, "DeviceMessages")
	unconditional(route)
}

# catches_not_all: no route does.
catches_not_all(hub) if {
	value.complete(value.at(hub, routes))
	every route in object.get(value.at(hub, routes), "items", []) {
		is_partial(route)
	}
}

unconditional(route) if value.blank(value.inside(route, ["condition"]))

unconditional(route) if value.is(route.condition, "true")

is_partial(route) if disabled(route)

is_partial(route) if value.is_not(route.source, "DeviceMessages")

is_partial(route) if value.none_of(route.condition, ["true", ""])

# feeds: a route, on or not known to be off, may deliver to an endpoint.
feeds(route, name) if {
	not disabled(route)
	may_name(value.inside(route, ["endpointNames"]), name)
}

may_name(names, _) if value.unknown(names)

may_name(names, name) if {
	some n in names.items
	not value.is_not(n, name)
}
