# METADATA
# title: More routing than a hub carries
# description: |
#   A hub has room for 10 custom endpoints over all their types, 100 routes and 10 enrichments, and an endpoint
#   for storage writes batches within a range of time and size. A deployment outside of that is refused.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling
# custom:
#   id: PERF005
#   severity: error
#   guide: [PE-6, PE-7]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   yields_to: [free-tier-limit]
#   remediation: Let one endpoint take what several took and part the messages behind it, or set batchFrequencyInSeconds and maxChunkSizeInBytes within their range.
#   terraform: Let one endpoint take what several took and part the messages behind it, or set batch_frequency_in_seconds and max_chunk_size_in_bytes within their range.
#   since: 0.1.0
package policies.performance.hub_limit

import data.lib.features
import data.lib.graph
import data.lib.limit
import data.lib.number
import data.lib.result
import data.lib.routing
import data.lib.value

limits := data.azure.limits.hub

findings contains result.named(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, what in {
		array.concat(routing.routing, ["endpoints"]): {"count": count(routing.endpoints(hub)), "most": limits.routing_endpoints.paid, "things": "routing endpoints"},
		routing.routes: {"count": limit.listed(hub, routing.routes), "most": limits.routes.paid, "things": "routes"},
		features.enrichments: {"count": limit.listed(hub, features.enrichments), "most": limits.enrichments.paid, "things": "enrichments"},
	}
	message := limit.over(what.count, what.most, what.things)
}

findings contains result.at(hub, place, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, endpoint in value.items(hub, routing.list_of("storageContainers"))
	some key, range in data.azure.endpoints.storage
	outside(endpoint[key], range)
	place := array.concat(path, [key])
	message := sprintf("%s is %s; it can be %s to %s", [key, value.show(endpoint[key]), number.grouped(range.least), number.grouped(range.most)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in array.concat(
		[routing.routes, features.enrichments],
		[array.concat(storage, [key]) |
			some storage, _ in value.items(hub, routing.list_of("storageContainers"))
			some key, _ in data.azure.endpoints.storage
		],
	)
}

outside(n, range) if {
	count(value.options(n)) > 0
	every option in value.options(n) {
		beyond(to_number(option), range)
	}
}

beyond(n, range) if n < range.least

beyond(n, range) if n > range.most
