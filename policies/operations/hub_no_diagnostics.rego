# METADATA
# title: Hub sends no resource logs
# description: |
#   Connections, failed routes and throttled devices show only in the resource logs, and a hub keeps none by
#   itself. Without a diagnostic setting there is nothing to look at when devices fall silent.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub
# custom:
#   id: OPS001
#   severity: warning
#   guide: [OE-6, AP-4, RE-6]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Insights/diagnosticSettings, Microsoft.Authorization/policyAssignments]
#   elsewhere: diagnostics
#   development: note
#   remediation: Add a Microsoft.Insights/diagnosticSettings resource with this hub as its scope, category group allLogs and a destination.
#   terraform: Add an azurerm_monitor_diagnostic_setting with target_resource_id of this hub and an enabled_log block.
#   since: 0.1.0
package policies.operations.hub_no_diagnostics

import data.lib.graph
import data.lib.monitoring
import data.lib.result

findings contains result.missing(hub, [], "has no diagnostic setting, so its resource logs are lost") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	monitoring.unlogged(hub)
}

undecided contains result.because(hub, [], graph.doubt(graph.scripts(hub, "diagnostics"), "not all that could be a diagnostic setting of this hub is known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not monitoring.unlogged(hub)
	not monitoring.logged(hub)
}
