# Private endpoints and the DNS zones by which they are found.
package lib.private_link

import data.lib.graph
import data.lib.private_endpoint
import data.lib.value

configs := ["properties", "privateDnsZoneConfigs"]

# needs returns the zones a private endpoint needs, by the group it is for, as
# written. Groups of services that are not about IoT are left out.
needs(endpoint) := {id.v: data.azure.private_link.zones_by_group[lower(id.v)] |
	some list in ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
	some connection in value.at(endpoint, ["properties", list]).items
	some id in connection.properties.groupIds.items
}

# zone_groups returns the groups of zones of an endpoint.
zone_groups(endpoint) := graph.children(endpoint, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups")

# no_zone_group: the endpoint has no group of zones.
no_zone_group(endpoint) if {
	graph.complete
	count(graph.may_be_children(endpoint, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups")) == 0
}

# only_zone_group returns the one group an endpoint has; undefined if there may
# be others.
only_zone_group(endpoint) := groups[0] if {
	graph.complete
	groups := graph.may_be_children(endpoint, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups")
	count(groups) == 1
	count(zone_groups(endpoint)) == 1
}

# zones returns the names of the zones of a group, in lower case; undefined if
# one of them is not known.
zones(group) := {name | some names in found; some name in names} if {
	value.complete(value.at(group, configs))
	found := [zone_names(group, path, config) | some path, config in value.items(group, configs)]
	every names in found {
		count(names) == 1
	}
}

# zone_names returns the name of the zone of a config, none if it is not known.
zone_names(group, path, config) := {lower(target.body.name.v) |
	some target in graph.targets(group, array.concat(path, ["properties", "privateDnsZoneId"]))
	lower(target.type) == "microsoft.network/privatednszones"
} | {lower(regex.replace(id, `^.*/`, "")) | id := config.properties.privateDnsZoneId.v}

# has: one of the zones is the wanted one, in whichever cloud.
has(linked, zone) if {
	some name in linked
	startswith(name, data.azure.private_link.beginnings[zone])
}

# records are the A records of private zones.
records := array.concat(
	graph.any_of_type("Microsoft.Network/privateDnsZones/A"),
	graph.any_of_type("azurerm_private_dns_a_record"),
)

# unrecorded: no record can be what leads from a zone to an endpoint.
unrecorded(endpoint, zone) if {
	graph.complete
	every record in records {
		leads_elsewhere(record, endpoint, zone)
	}
}

# recorded: a record leads from the zone to the endpoint.
recorded(endpoint, zone) if {
	some record in records
	graph.certain(record)
	has(zones_of(record), zone)
	some target in graph.targets(record, [])
	target.id == endpoint.id
}

leads_elsewhere(record, _, zone) if {
	names := zones_of(record)
	count(names) > 0
	not has(names, zone)
}

# A record with the address of another endpoint, that does not speak of what
# this one is for.
leads_elsewhere(record, endpoint, _) if {
	targets := graph.targets(record, [])
	others := [target | some target in targets; target.type == private_endpoint.type]
	count(others) > 0
	every other in others {
		graph.differ(other, endpoint)
	}
	services := {service.id |
		some path in private_endpoint.link_paths(endpoint)
		some service in graph.targets(endpoint, path)
	}
	count(services & {target.id | some target in targets}) == 0
}

# zones_of returns the name of the zone that a record is in, in lower case; none
# if it is not known.
zones_of(record) := {name | some found in zone_texts(record); name := lower(found)}

zone_texts(record) := {target.body.name.v |
	some edge in input.edges[record.id]
	target := input.resources[edge.to]
	lower(target.type) == "microsoft.network/privatednszones"
} | {name | name := record.body.zone_name.v} | first_of_name(record)

first_of_name(record) := {first |
	steps := split(value.known_text(value.at(record, ["name"])), "/")
	count(steps) == 2
	first := steps[0]
	not contains(first, "…")
}
