# METADATA
# title: Outbound restriction cuts the hub off from its own endpoints
# description: |
#   A hub with restricted outbound access reaches only the hosts in its list. A routing endpoint or an upload
#   account that is not in the list gets nothing, and the built-in endpoint has to be in it too.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/virtual-network-support
# custom:
#   id: REL025
#   severity: error
#   guide: [SE-3, CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.restrictOutboundNetworkAccess]
#   remediation: Add the host to properties.allowedFqdnList, or set restrictOutboundNetworkAccess to false.
#   terraform: The azurerm provider has no such arguments. Add the host to properties.allowedFqdnList where azapi sets it, or set restrictOutboundNetworkAccess to false there.
#   since: 0.1.0
package policies.reliability.outbound_blocks_endpoint

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

restricted := ["properties", "restrictOutboundNetworkAccess"]

allowed := ["properties", "allowedFqdnList"]

findings contains result.at(hub, path, message) if {
	some hub in restricting
	some path, sink in routing.sinks(hub)
	host := host_of(hub, path, sink)
	listed_none(hub, host)
	message := sprintf("%s is cut off: restrictOutboundNetworkAccess is true and allowedFqdnList does not have %s", [routing.what(path, sink), host])
}

findings contains result.lighter("note", result.at(hub, restricted, message)) if {
	some hub in restricting
	value.empty(value.at(hub, allowed))
	message := "cuts the hub off from its built-in endpoint too: allowedFqdnList is empty"
}

undecided contains result.undecided(hub, restricted) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	count(routing.sinks(hub)) > 0
}

undecided contains result.because(hub, path, message) if {
	some hub in restricting
	some path, sink in routing.sinks(hub)
	not clear(hub, path, sink)
	message := sprintf("it is not known whether %s is in allowedFqdnList", [routing.what(path, sink)])
}

restricting contains hub if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, restricted), true)
}

clear(hub, path, sink) if listed_none(hub, host_of(hub, path, sink))

clear(hub, path, sink) if {
	host := host_of(hub, path, sink)
	some entry in value.at(hub, allowed).items
	covers(entry.v, host)
}

# listed_none: no entry of the list can be the host.
listed_none(hub, host) if {
	list := value.at(hub, allowed)
	value.complete(list)
	every entry in object.get(list, "items", []) {
		entry.v
		not covers(entry.v, host)
	}
}

# covers: the host is an entry, or begins one if only the name of what it
# belongs to is known.
covers(entry, host) if lower(entry) == host

covers(entry, host) if {
	not contains(host, ".")
	startswith(lower(entry), concat("", [host, "."]))
}

# host_of returns the host of a sink, or the first part of it, in lower case.
host_of(hub, path, sink) := host if {
	host := spelled(sink)
} else := lower(value.at(routing.target(hub, path), ["name"]).v)

spelled(sink) := found[0][1] if {
	some key in ["endpointUri", "connectionString"]
	text := lower(value.known_text(sink[key]))
	found := regex.find_all_string_submatch_n(`(?:^|=)(?:sb|https|amqps)://([^/:;…]+)(?:[/:;]|$)`, text, 1)
}
