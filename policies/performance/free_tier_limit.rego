# METADATA
# title: More than the free tier carries
# description: |
#   A free hub has room for one custom endpoint, five routes and two enrichments. A deployment with more is
#   refused.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling
# custom:
#   id: PERF004
#   severity: error
#   guide: [PE-6, CO-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   remediation: Choose an edition of the basic or standard tier in sku.name; that takes a new hub, as a free one can't be upgraded. Or leave some of it out.
#   since: 0.1.0
package policies.performance.free_tier_limit

import data.lib.azure
import data.lib.features
import data.lib.graph
import data.lib.limit
import data.lib.result
import data.lib.routing
import data.lib.sizing
import data.lib.value

limits := data.azure.limits.hub

findings contains result.named(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.one_of(value.at(hub, sizing.name), azure.editions("free"))
	some path, what in counted(hub)
	message := sprintf("%s in the free tier", [limit.over(what.count, what.most, what.things)])
}

undecided contains result.undecided(hub, sizing.name) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some _, what in counted(hub)
	limit.over(what.count, what.most, what.things)
}

counted(hub) := {
	array.concat(routing.routing, ["endpoints"]): {"count": count(routing.endpoints(hub)), "most": limits.routing_endpoints.free, "things": "routing endpoints"},
	routing.routes: {"count": limit.listed(hub, routing.routes), "most": limits.routes.free, "things": "routes"},
	features.enrichments: {"count": limit.listed(hub, features.enrichments), "most": limits.enrichments.free, "things": "enrichments"},
}
