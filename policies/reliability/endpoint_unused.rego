# METADATA
# title: An endpoint has no route, or its only route is disabled
# description: |
#   A routing endpoint gets what a route sends to it, and nothing by itself. One that no enabled route names
#   stands idle, and whoever waits at its other end waits in vain.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-d2c
# custom:
#   id: REL024
#   severity: note
#   guide: [CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   remediation: Add a route to the endpoint, enable the one there is, or take the endpoint out.
#   since: 0.1.0
package policies.reliability.endpoint_unused

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

findings contains result.at(hub, array.concat(path, ["name"]), message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.complete(value.at(hub, routing.routes))
	some path, endpoint in routing.endpoints(hub)
	idle(hub, endpoint.name.v)
	message := sprintf("no enabled route delivers to the endpoint %s", [endpoint.name.v])
}

undecided contains result.undecided(hub, place) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, endpoint in routing.endpoints(hub)
	not used(hub, endpoint)
	some place in [routing.routes, array.concat(path, ["name"])]
}

undecided contains result.because(hub, array.concat(path, ["name"]), "it is not known whether a route to it is enabled") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.complete(value.at(hub, routing.routes))
	some path, endpoint in routing.endpoints(hub)
	name := endpoint.name.v
	not idle(hub, name)
	not used(hub, endpoint)
}

idle(hub, name) if {
	every list in [object.get(value.at(hub, routing.routes), "items", []), [value.at(hub, routing.fallback)]] {
		every route in list {
			bypasses(route, name)
		}
	}
}

bypasses(route, _) if routing.disabled(route)

bypasses(route, _) if value.absent(route)

bypasses(route, name) if {
	names := value.inside(route, ["endpointNames"])
	value.complete(names)
	every n in names.items {
		value.is_not(n, name)
	}
}

used(hub, endpoint) if {
	some route in array.concat(object.get(value.at(hub, routing.routes), "items", []), [value.at(hub, routing.fallback)])
	routing.enabled(route)
	some n in value.inside(route, ["endpointNames"]).items
	value.is(n, endpoint.name.v)
}
