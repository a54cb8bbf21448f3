# METADATA
# title: No budget watches what the hub costs
# description: |
#   A hub is billed by its units, and units are added in a hurry and stay. A budget on the resource group or
#   the subscription tells when the bill leaves its path. It is often made once for a subscription, elsewhere.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/cost-management-billing/costs/quick-create-budget-bicep
# custom:
#   id: COST006
#   severity: note
#   guide: [CO-9]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Consumption/budgets]
#   elsewhere: budget
#   default: off
#   remediation: Add a Microsoft.Consumption/budgets resource with notifications.
#   terraform: Add an azurerm_consumption_budget_resource_group or azurerm_consumption_budget_subscription with notification blocks.
#   since: 0.1.0
package policies.cost.no_budget

import data.lib.graph
import data.lib.result

budgets := graph.any_of_type("Microsoft.Consumption/budgets")

findings contains result.missing(hub, [], "no budget watches what this hub costs") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	graph.complete
	count(budgets) == 0
}

undecided contains result.because(hub, [], "what could not be read may hold a budget") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not graph.complete
	count(budgets) == 0
}
