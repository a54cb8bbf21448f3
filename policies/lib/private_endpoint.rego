# Which private endpoints lead to a resource.
package lib.private_endpoint

import data.lib.graph
import data.lib.value

type := "Microsoft.Network/privateEndpoints"

connections := ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]

# to returns the endpoints that lead to a resource.
to(resource) := [endpoint |
	some endpoint in graph.sources(resource, type)
	some path in link_paths(endpoint)
	every target in graph.targets(endpoint, path) {
		graph.is_same(target, resource)
	}
]

# none_to: no endpoint of this unit can lead to the resource, nor has it a
# connection of its own.
none_to(resource) if {
	graph.complete
	value.empty(value.at(resource, ["properties", "privateEndpointConnections"]))
	count(graph.may_be_children(resource, sprintf("%s/privateEndpointConnections", [resource.type]))) == 0
	every endpoint in graph.any_of_type(type) {
		leads_elsewhere(endpoint, resource)
	}
}

leads_elsewhere(endpoint, resource) if {
	every list in connections {
		value.complete(value.at(endpoint, ["properties", list]))
	}
	every path in link_paths(endpoint) {
		is_elsewhere(endpoint, path, resource)
	}
}

is_elsewhere(endpoint, path, resource) if {
	all := graph.targets(endpoint, path)
	count(all) > 0
	every target in all {
		graph.differ(target, resource)
	}
}

# An id of another type of resource that is not in this unit.
is_elsewhere(endpoint, path, resource) if {
	text := lower(value.known_text(value.at(endpoint, path)))
	regex.match(`/providers/[^/…]+/[^/…]+/`, text)
	not contains(text, sprintf("/%s/", [lower(resource.type)]))
}

# link_paths returns where an endpoint names what it leads to.
link_paths(endpoint) := [array.concat(path, ["properties", "privateLinkServiceId"]) |
	some list in connections
	some path, _ in value.items(endpoint, ["properties", list])
]
