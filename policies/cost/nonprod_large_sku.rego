# METADATA
# title: Large edition in a development environment
# description: |
#   Quotas matter little while developing. One unit of size 1 behaves as a large hub does but for its limits, and
#   costs a small part of it. For a load test, scale up for as long as it runs.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: COST004
#   severity: note
#   guide: [CO-1, OE-11]
#   types: [Microsoft.Devices/IotHubs]
#   default: off
#   development: note
#   remediation: Set sku.name to an edition of size 1 and sku.capacity to 1 in the parameters of this environment.
#   terraform: Set name to an edition of size 1 and capacity to 1 in the variables of this environment.
#   since: 0.1.0
package policies.cost.nonprod_large_sku

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.sizing
import data.lib.value

# A few units are enough to see how a solution behaves with several.
most := 2

findings contains result.at(hub, sizing.name, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	edition := value.at(hub, sizing.name)
	count(value.options(edition)) > 0
	every name in value.options(edition) {
		azure.edition(name).size > 1
	}
	message := sprintf("%s is large for development", [value.show(edition)])
}

findings contains result.at(hub, sizing.capacity, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	every name in value.options(value.at(hub, sizing.name)) {
		azure.edition(name).size == 1
	}
	units := value.at(hub, sizing.capacity)
	count(value.options(units)) > 0
	every option in value.options(units) {
		to_number(option) > most
	}
	message := sprintf("%s units are many for development", [value.show(units)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [sizing.name, sizing.capacity]
}
