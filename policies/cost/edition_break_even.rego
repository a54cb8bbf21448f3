# METADATA
# title: Many small units where one of the next edition carries the same quota
# description: |
#   One unit of size 2 has the daily quota of 15 of size 1, and one of size 3 that of 50 of size 2. From there on
#   the larger edition may cost less and always takes more connections and messages a second. Compare the
#   prices of your region.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: COST002
#   severity: note
#   guide: [CO-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [sku.capacity]
#   yields_to: [capacity-over-max]
#   remediation: Compare the price with that of the next edition, and set sku.name and sku.capacity to the cheaper that also lets all devices reconnect in time after an outage. The edition can be changed within its tier at any time.
#   terraform: Compare the price with that of the next edition, and set name and capacity in the sku block to the cheaper that also lets all devices reconnect in time after an outage. The edition can be changed within its tier at any time.
#   since: 0.1.0
package policies.cost.edition_break_even

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.sizing
import data.lib.value

findings contains result.at(hub, sizing.capacity, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	edition := upper(value.at(hub, sizing.name).v)
	units := value.at(hub, sizing.capacity)
	row := azure.edition(edition)
	counts := [to_number(option) | some option in value.options(units)]
	count(counts) == count(value.options(units))
	worth := azure.edition(row.larger).messages_per_day / row.messages_per_day
	min(counts) >= worth
	recommended(edition) == false
	message := sprintf("has %s units of %s; the daily quota is that of %s × %d", [value.show(units), edition, row.larger, ceil(max(counts) / worth)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [sizing.name, sizing.capacity]
}

# recommended: this edition carries the declared workload best.
default recommended(_) := false

recommended(edition) if sizing.derived.recommendation.edition.v == edition
