# METADATA
# title: Provisioning service sends no resource logs
# description: |
#   Which device tried to register, and why it was turned away, is only in the resource logs. Without a
#   diagnostic setting a device that never comes up leaves no trace, nor does one that should not try.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/monitor-iot-dps
# custom:
#   id: OPS003
#   severity: warning
#   guide: [OE-6, RE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   absence_of: [Microsoft.Insights/diagnosticSettings, Microsoft.Authorization/policyAssignments]
#   elsewhere: diagnostics
#   development: note
#   remediation: Add a Microsoft.Insights/diagnosticSettings resource with this service as its scope, category group allLogs and a destination.
#   terraform: Add an azurerm_monitor_diagnostic_setting with target_resource_id of this service and an enabled_log block.
#   since: 0.1.0
package policies.operations.dps_no_diagnostics

import data.lib.graph
import data.lib.monitoring
import data.lib.result

findings contains result.missing(dps, [], "has no diagnostic setting, so nothing tells why a device was turned away") if {
	some dps in graph.of_type("Microsoft.Devices/provisioningServices")
	monitoring.unlogged(dps)
}

undecided contains result.because(dps, [], graph.doubt(graph.scripts(dps, "diagnostics"), "not all that could be a diagnostic setting of this service is known")) if {
	some dps in graph.of_type("Microsoft.Devices/provisioningServices")
	not monitoring.unlogged(dps)
	not monitoring.logged(dps)
}
