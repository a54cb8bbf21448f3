# METADATA
# title: Nobody is told before the daily quota runs out
# description: |
#   When the messages of a day are used up, the hub refuses all until midnight UTC. The metric of messages used
#   shows it hours before; an alert at three quarters leaves time to add a unit.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub-reference
# custom:
#   id: OPS008
#   severity: warning
#   guide: [PE-13, CO-9, RE-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [unread, Microsoft.Insights/activityLogAlerts, Microsoft.Insights/actionGroups, Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules, Microsoft.Insights/alertRules, azurerm_monitor_scheduled_query_rules_alert, azurerm_monitor_scheduled_query_rules_alert_v2]
#   absence_of: [Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules]
#   elsewhere: monitoring
#   development: off
#   remediation: Add a Microsoft.Insights/metricAlerts resource with this hub in its scopes on dailyMessageQuotaUsed, Maximum greater than 75 % of the daily quota.
#   terraform: Add an azurerm_monitor_metric_alert with this hub in scopes and a criteria block on dailyMessageQuotaUsed, aggregation Maximum, greater than 75 % of the daily quota.
#   since: 0.1.0
package policies.operations.no_quota_alert

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.result

metrics := azure.metrics["for"].quota

findings contains result.missing(hub, [], "no alert tells anyone before the daily quota of this hub runs out") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	monitoring.alerting
	monitoring.unwatched(hub, metrics)
}

undecided contains result.because(hub, [], graph.doubt(graph.scripts(hub, "alerts"), "not all that could be an alert on the daily quota is known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not monitoring.unwatched(hub, metrics)
	not monitoring.watched(hub, metrics)
}
