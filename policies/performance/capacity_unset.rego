# METADATA
# title: The number of units is left to the service
# description: |
#   Units are what a hub carries and what it costs. No page says how many a hub gets that asks for none, so
#   write the number you mean.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.devices/iothubs
# custom:
#   id: PERF003
#   severity: note
#   guide: [RE-1]
#   types: [Microsoft.Devices/IotHubs]
#   remediation: Set sku.capacity to the units you need. hublint size says how many that are.
#   since: 0.1.0
package policies.performance.capacity_unset

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.sizing
import data.lib.value

findings contains result.missing(hub, sizing.capacity, "does not say how many units it has") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.absent(value.at(hub, sizing.capacity))
	value.none_of(value.at(hub, sizing.name), azure.editions("free"))
}
