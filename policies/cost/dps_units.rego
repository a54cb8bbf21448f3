# METADATA
# title: More than one unit of a provisioning service
# description: |
#   The limits of a provisioning service are those of the service, not of a unit: a second unit registers no
#   device more. A fleet that is too large for one takes a second service.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/about-iot-dps
# custom:
#   id: COST010
#   severity: note
#   guide: [CO-1]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [sku.capacity]
#   remediation: Set sku.capacity to 1.
#   terraform: Set capacity in the sku block to 1.
#   since: 0.1.0
#   fix: 1
package policies.cost.dps_units

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["sku", "capacity"]

findings contains result.at(service, path, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	units := value.at(service, path)
	count(value.options(units)) > 0
	every option in value.options(units) {
		to_number(option) > 1
	}
	message := sprintf("has %s units, but its limits are the same with one", [value.show(units)])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
}
