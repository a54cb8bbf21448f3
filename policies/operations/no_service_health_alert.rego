# METADATA
# title: No Service Health alert covers IoT Hub
# description: |
#   When the service itself has an outage, a manual failover begins with someone knowing. Service Health tells
#   of it by an activity log alert, if there is one. It is often made once for a subscription, elsewhere, so
#   this is said only of a deployment that has alerts.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/service-health/alerts-activity-log-service-notifications-bicep
# custom:
#   id: OPS015
#   severity: note
#   guide: [PE-13, RE-3]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [unread, Microsoft.Insights/activityLogAlerts, Microsoft.Insights/actionGroups, Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules, Microsoft.Insights/alertRules, azurerm_monitor_scheduled_query_rules_alert, azurerm_monitor_scheduled_query_rules_alert_v2]
#   absence_of: [Microsoft.Insights/activityLogAlerts]
#   elsewhere: monitoring
#   development: off
#   remediation: Add a Microsoft.Insights/activityLogAlerts resource on the subscription with the condition category equals ServiceHealth, and an action group.
#   terraform: Add an azurerm_monitor_activity_log_alert on the subscription with category ServiceHealth, and an action group.
#   since: 0.1.0
package policies.operations.no_service_health_alert

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.value

alerts := graph.any_of_type("Microsoft.Insights/activityLogAlerts")

conditions := ["properties", "condition", "allOf"]

findings contains result.missing(hub, [], "no Service Health alert tells anyone of an outage of IoT Hub") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	monitoring.alerting
	untold
}

undecided contains result.because(hub, [], "not all that could be a Service Health alert is known") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not untold
	not covered
}

untold if {
	graph.complete
	every alert in alerts {
		of_other_things(alert)
	}
}

covered if {
	some alert in alerts
	graph.certain(alert)
	some condition in value.items(alert, conditions)
	value.is(condition.field, "category")
	value.is(condition.equals, azure.service_health.category)
}

of_other_things(alert) if {
	some condition in value.items(alert, conditions)
	value.is(condition.field, "category")
	value.is_not(condition.equals, azure.service_health.category)
}

of_other_things(alert) if {
	some condition in value.items(alert, conditions)
	value.is(condition.field, azure.service_health.services_field)
	value.complete(condition.containsAny)
	count(condition.containsAny.items) > 0
	every service in condition.containsAny.items {
		not contains(lower(value.known_text(service)), azure.service_health.name_part)
		service.v
	}
}
