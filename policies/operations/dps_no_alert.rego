# METADATA
# title: Nobody is told when attestation fails
# description: |
#   A device that can't prove itself, a wrong certificate on a whole batch, or someone trying identities: all
#   show as failed attestations of the provisioning service. Without an alert they show to nobody.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/monitor-iot-dps
# custom:
#   id: OPS014
#   severity: note
#   guide: [OE-6, SE-1, PE-13]
#   types: [Microsoft.Devices/provisioningServices]
#   absence_of: [Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules]
#   elsewhere: monitoring
#   development: off
#   remediation: Add a Microsoft.Insights/metricAlerts resource with this service in its scopes on AttestationAttempts, Total, where the dimension Status is not success.
#   terraform: Add an azurerm_monitor_metric_alert with this service in scopes and a criteria block on AttestationAttempts, aggregation Total, where the dimension Status is not success.
#   since: 0.1.0
package policies.operations.dps_no_alert

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.result

metrics := azure.metrics["for"].attestation

findings contains result.missing(dps, [], "no alert tells anyone when devices fail to prove themselves") if {
	some dps in graph.of_type("Microsoft.Devices/provisioningServices")
	monitoring.unwatched(dps, metrics)
}

undecided contains result.because(dps, [], graph.doubt(graph.scripts(dps, "alerts"), "not all that could be an alert on attestation is known")) if {
	some dps in graph.of_type("Microsoft.Devices/provisioningServices")
	not monitoring.unwatched(dps, metrics)
	not monitoring.watched(dps, metrics)
}
