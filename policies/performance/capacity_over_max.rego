# METADATA
# title: More units than the edition allows
# description: |
#   Each edition of a hub has a greatest number of units. A deployment that asks for more is refused, often
#   only when the load has already come and someone scales up.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: PERF002
#   severity: error
#   guide: [RE-1, PE-6]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [sku.capacity]
#   remediation: Choose a number of units within the edition, or the next larger edition. Support can raise the limit for some.
#   since: 0.1.0
package policies.performance.capacity_over_max

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["sku", "capacity"]

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	edition := value.at(hub, ["sku", "name"])
	units := value.at(hub, path)
	names := value.options(edition)
	every name in names {
		every n in value.options(units) {
			impossible(name, to_number(n))
		}
	}
	message := sprintf("asks for %s units; by default %s has 1 to %s", [value.show(units), value.show(edition), concat(" or ", most(names))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}

undecided contains result.undecided(hub, ["sku", "name"]) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	to_number(value.at(hub, path).v) > 1
}

impossible(name, units) if units > azure.edition(name).max_units

impossible(name, units) if {
	azure.edition(name)
	units < 1
}

most(names) := {sprintf("%d", [azure.edition(name).max_units]) | some name in names}
