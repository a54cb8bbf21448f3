# METADATA
# title: Nobody is told when the hub throttles
# description: |
#   A hub that is sent more than its units allow refuses messages, and devices retry, which makes it worse.
#   The metric of throttling errors shows it at once, but only an alert brings it to someone. Where a
#   deployment has no alert of any kind this is said once, as a note.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub
# custom:
#   id: OPS006
#   severity: warning
#   guide: [PE-13, PE-6, RE-1]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules]
#   elsewhere: monitoring
#   development: off
#   remediation: Add a Microsoft.Insights/metricAlerts resource with this hub in its scopes on d2c.telemetry.ingress.sendThrottle, Total greater than 0 over PT1H.
#   terraform: Add an azurerm_monitor_metric_alert with this hub in scopes and a criteria block on d2c.telemetry.ingress.sendThrottle, aggregation Total, greater than 0, window_size PT1H.
#   since: 0.1.0
package policies.operations.no_throttle_alert

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.result

metrics := azure.metrics["for"].throttling

findings contains result.missing(hub, [], "no alert tells anyone when this hub throttles") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	monitoring.alerting
	monitoring.unwatched(hub, metrics)
}

findings contains result.lighter("note", result.missing(hub, [], message)) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not monitoring.alerting
	monitoring.unwatched(hub, metrics)
	message := "no alert in this deployment tells anyone when this hub throttles, loses messages or runs out of its quota"
}

undecided contains result.because(hub, [], graph.doubt(graph.scripts(hub, "alerts"), "not all that could be an alert on throttling is known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not monitoring.unwatched(hub, metrics)
	not monitoring.watched(hub, metrics)
}
