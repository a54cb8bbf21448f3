# METADATA
# title: Standard tier for a workload that needs only Basic
# description: |
#   The basic tier has the same quota and throttles and costs less; it only lacks what goes to devices: twins,
#   commands, methods, jobs and IoT Edge. Choose before go-live: a standard hub can't become a basic one, so later it takes
#   a new hub.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: COST003
#   severity: note
#   guide: [CO-1]
#   types: [Microsoft.Devices/IotHubs]
#   workload: [devices, features]
#   remediation: Set sku.name to the edition of the same size in the basic tier. A hub that exists has to be made anew for that; if it may need more one day, declare so in workload.features.
#   terraform: Set name in the sku block to the edition of the same size in the basic tier, which replaces the hub. If it may need more one day, declare so in workload.features.
#   since: 0.1.0
package policies.cost.standard_unneeded

import data.lib.azure
import data.lib.features
import data.lib.graph
import data.lib.result
import data.lib.sizing
import data.lib.value

findings contains result.at(hub, sizing.name, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	row := azure.edition(value.at(hub, sizing.name).v)
	row.tier == "standard"
	sizing.derived.editions[basic(row)].lacks.items == []
	features.plain(hub)
	message := sprintf("is %s, but all that is declared works with %s", [value.show(value.at(hub, sizing.name)), basic(row)])
}

undecided contains result.undecided(hub, sizing.name) if {
	input.workload.features
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}

# basic returns the edition of the basic tier of the same size.
basic(row) := name if {
	some name in azure.editions("basic")
	azure.edition(name).size == row.size
}
