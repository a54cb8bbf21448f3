# What hubs use that not every edition has.
package lib.features

import data.azure
import data.lib.graph
import data.lib.routing
import data.lib.value

enrichments := array.concat(routing.routing, ["enrichments"])

update := "Microsoft.DeviceUpdate/accounts/instances"

# lacks: an edition does not have a feature.
lacks(edition, feature) if {
	row := azure.skus.by_name[upper(edition)]
	not feature in azure.features.by_tier[row.tier]
	not upper(edition) in object.get(azure.features.by_edition, feature, [])
}

# used returns what the routes and enrichments of a hub need: the place, the
# feature, and what it is needed for.
used(hub) := by_routes(hub) | by_enrichments(hub)

by_routes(hub) := {[array.concat(path, ["source"]), feature, what] |
	some path, route in value.items(hub, routing.routes)
	routing.enabled(route)
	feature := azure.features.by_route_source[lower(route.source.v)]
	what := sprintf("route %s takes %s", [value.show(route.name), route.source.v])
}

by_enrichments(hub) := {[array.concat(path, ["value"]), "twins", what] |
	some path, enrichment in value.items(hub, enrichments)
	startswith(lower(enrichment.value.v), "$twin.")
	what := sprintf("enrichment %s reads %s", [value.show(enrichment.key), enrichment.value.v])
}

# plain: no route or enrichment of a hub can need more than any edition has, and
# no Device Update can be on it.
plain(hub) if {
	graph.complete
	count(graph.any_of_type(update)) == 0
	value.complete(value.at(hub, routing.routes))
	value.complete(value.at(hub, enrichments))
	every _, route in value.items(hub, routing.routes) {
		is_plain(route)
	}
	every _, enrichment in value.items(hub, enrichments) {
		not startswith(lower(enrichment.value.v), "$twin.")
		enrichment.value.v
	}
}

is_plain(route) if routing.disabled(route)

is_plain(route) if value.none_of(route.source, [source | some source, _ in azure.features.by_route_source])
