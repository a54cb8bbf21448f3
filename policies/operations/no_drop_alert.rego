# METADATA
# title: Nobody is told when routed messages are lost
# description: |
#   A route whose endpoint is gone, full or forbidden drops messages, and devices see no error. The metrics of
#   dropped, orphaned and invalid messages are the only sign, and nobody looks at them without an alert.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub-reference
# custom:
#   id: OPS007
#   severity: warning
#   guide: [PE-13, CO-8, RE-6]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   absence_of: [Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules]
#   elsewhere: monitoring
#   development: off
#   remediation: Add a Microsoft.Insights/metricAlerts resource with this hub in its scopes on d2c.telemetry.egress.dropped, Total greater than 0.
#   terraform: Add an azurerm_monitor_metric_alert with this hub in scopes and a criteria block on d2c.telemetry.egress.dropped, aggregation Total, greater than 0.
#   since: 0.1.0
package policies.operations.no_drop_alert

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.value

metrics := azure.metrics["for"].loss

findings contains result.missing(hub, [], message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some _ in endpoints(hub)
	monitoring.alerting
	monitoring.unwatched(hub, metrics)
	message := "no alert tells anyone when messages to the endpoints of this hub are lost"
}

undecided contains result.because(hub, [], graph.doubt(graph.scripts(hub, "alerts"), "not all that could be an alert on lost messages is known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some _ in endpoints(hub)
	not monitoring.unwatched(hub, metrics)
	not monitoring.watched(hub, metrics)
}

# endpoints returns the endpoints of a hub besides the one it always has.
endpoints(hub) := {path |
	some kind in object.keys(value.at(hub, ["properties", "routing", "endpoints"]))
	some path, _ in value.items(hub, ["properties", "routing", "endpoints", kind])
}
