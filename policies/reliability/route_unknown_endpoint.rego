# METADATA
# title: A route or enrichment names an endpoint that does not exist
# description: |
#   A route delivers to endpoints of the hub by their names: the built-in one, events, or those listed in
#   its routing. A name that fits none of them makes the deployment fail, or the messages go astray.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-d2c
# custom:
#   id: REL023
#   severity: error
#   guide: [CO-8, PE-7]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   remediation: Name an endpoint listed in properties.routing.endpoints, or events for the built-in one.
#   terraform: Name an endpoint of this hub, or events for the built-in one.
#   since: 0.1.0
package policies.reliability.route_unknown_endpoint

import data.lib.graph
import data.lib.result
import data.lib.value

routing := ["properties", "routing"]

endpoints := array.concat(routing, ["endpoints"])

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	all_named(hub)
	some path, name in uses(hub)
	value.none_of(name, names(hub))
	message := sprintf("names the endpoint %s; this hub has %s", [value.show(name), concat(", ", names(hub))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, name in uses(hub)
	not value.one_of(name, names(hub))
}

undecided contains result.because(hub, path, "not all endpoints of this hub are known") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not all_named(hub)
	some path, name in uses(hub)
	value.none_of(name, names(hub))
}

# uses returns where endpoints are named.
uses(hub) := object.union({path: name |
	some list in ["routes", "enrichments"]
	some item, _ in value.items(hub, array.concat(routing, [list]))
	some path, name in value.items(hub, array.concat(item, ["endpointNames"]))
}, value.items(hub, array.concat(routing, ["fallbackRoute", "endpointNames"])))

# names returns the endpoints of a hub that are known.
names(hub) := {"events"} | {endpoint.name.v |
	some list in value.at(hub, endpoints)
	some endpoint in list.items
}

# all_named: each endpoint of the hub is known by its name.
all_named(hub) if {
	value.complete(value.at(hub, endpoints))
	every list in lists(hub) {
		value.complete(list)
		every endpoint in list.items {
			endpoint.name.v
		}
	}
}

lists(hub) := {kind: list |
	some kind, list in value.at(hub, endpoints)
	kind != "absent"
}
