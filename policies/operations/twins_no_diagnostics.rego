# METADATA
# title: Digital Twins instance sends no resource logs
# description: |
#   Failed queries, rejected updates and undeliverable events of a Digital Twins instance are only in its
#   resource logs, which go nowhere without a diagnostic setting.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/digital-twins/how-to-monitor
# custom:
#   id: OPS004
#   severity: note
#   guide: [OE-6]
#   types: [Microsoft.DigitalTwins/digitalTwinsInstances]
#   absence_of: [Microsoft.Insights/diagnosticSettings, Microsoft.Authorization/policyAssignments]
#   elsewhere: diagnostics
#   development: off
#   remediation: Add a Microsoft.Insights/diagnosticSettings resource with this instance as its scope, category group allLogs and a destination.
#   terraform: Add an azurerm_monitor_diagnostic_setting with target_resource_id of this instance and an enabled_log block.
#   since: 0.1.0
package policies.operations.twins_no_diagnostics

import data.lib.graph
import data.lib.monitoring
import data.lib.result

findings contains result.missing(twins, [], "has no diagnostic setting, so failed queries and undelivered events go unseen") if {
	some twins in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances")
	monitoring.unlogged(twins)
}

undecided contains result.because(twins, [], graph.doubt(graph.scripts(twins, "diagnostics"), "not all that could be a diagnostic setting of this instance is known")) if {
	some twins in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances")
	not monitoring.unlogged(twins)
	not monitoring.logged(twins)
}
