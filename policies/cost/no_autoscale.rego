# METADATA
# title: The load goes up and down but nothing scales the hub
# description: |
#   A hub does not scale by itself: something has to set its units, a function or a runbook with the right to
#   write the hub, called by an alert on its quota. Without, the units for the busiest hour are paid all day.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: COST011
#   severity: note
#   guide: [RE-1, CO-1]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Authorization/roleAssignments]
#   workload: [peak_factor]
#   default: off
#   development: off
#   remediation: Let a function or a runbook set sku.capacity, give its identity the right to write the hub, and call it from an alert on dailyMessageQuotaUsed.
#   terraform: Let a function or a runbook set the capacity, give its identity the right to write the hub in an azurerm_role_assignment, and call it from an azurerm_monitor_metric_alert. Add capacity to ignore_changes then.
#   since: 0.1.0
package policies.cost.no_autoscale

import data.lib.graph
import data.lib.result
import data.lib.roles
import data.lib.sizing

# A load that varies less is well served by a fixed number of units.
steady := 2

findings contains result.at(hub, sizing.capacity, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	peak := input.workload.peak_factor.v
	peak > steady
	graph.complete
	every assignment in roles.assignments {
		cannot_scale(assignment)
	}
	message := sprintf("has a fixed size, but the busiest minute brings %v times the average and nothing here may scale it", [peak])
}

undecided contains result.because(hub, sizing.capacity, "it is not known whether something may scale the hub") if {
	input.workload.peak_factor.v > steady
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some assignment in roles.assignments
	not cannot_scale(assignment)
	not roles.role(assignment)
}

# cannot_scale: an assignment of a built-in role that writes no hub.
cannot_scale(assignment) if {
	role := roles.role(assignment)
	not "manage" in role.rights
}
