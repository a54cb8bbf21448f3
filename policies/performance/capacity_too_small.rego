# METADATA
# title: The hub cannot carry the declared workload
# description: |
#   A hub takes as many messages a day as its units have quota for, and as many a second as its throttles let
#   through. Above the quota it stops taking messages until midnight UTC; above a throttle it turns calls away.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling
# custom:
#   id: PERF006
#   severity: error
#   guide: [RE-1, PE-6, CO-1]
#   types: [Microsoft.Devices/IotHubs]
#   workload: [devices]
#   development: off
#   remediation: Set sku.capacity and sku.name to what carries the workload. hublint size --explain shows how it is worked out.
#   terraform: Set capacity and name in the sku block to what carries the workload. hublint size --explain shows how it is worked out.
#   since: 0.1.0
package policies.performance.capacity_too_small

import data.lib.graph
import data.lib.result
import data.lib.sizing
import data.lib.value

# Rules of their own speak of these.
elsewhere := {"connection-rate", "devices"}

findings contains result.at(hub, sizing.capacity, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	n := sizing.shares
	over := sizing.exceeded(hub, n) - elsewhere
	count(over) > 0
	reasons := [sizing.asks(value.at(hub, sizing.name), n, limit) | some limit in sort(over)]
	message := sprintf("%s is too small for %s: %s%s", [sizing.size(hub), part(n), concat(", ", reasons), sizing.better(n)])
}

undecided contains result.undecided(hub, path) if {
	sizing.derived
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [sizing.name, sizing.capacity]
}

undecided contains result.because(hub, sizing.capacity, "it is not known how many hubs share the declared workload") if {
	sizing.derived
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not sizing.shares
}

part(1) := "the declared workload"

part(n) := sprintf("one of %d parts of the declared workload", [n]) if n > 1
