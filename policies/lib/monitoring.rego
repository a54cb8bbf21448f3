# What watches a resource: diagnostic settings and alerts.
package lib.monitoring

import data.lib.graph
import data.lib.scope
import data.lib.value

setting := "Microsoft.Insights/diagnosticSettings"

metric_alerts := graph.any_of_type("Microsoft.Insights/metricAlerts")

log_alerts := graph.any_of_type("Microsoft.Insights/scheduledQueryRules")

# Alerts of which is not known here what they watch: classic ones, and those on
# logs that azurerm makes.
other_alerts := [alert |
	some type in [
		"Microsoft.Insights/alertRules",
		"azurerm_monitor_scheduled_query_rules_alert", "azurerm_monitor_scheduled_query_rules_alert_v2",
	]
	some alert in graph.any_of_type(type)
]

scopes := ["properties", "scopes"]

criteria := ["properties", "criteria", "allOf"]

# unlogged: the resource has no diagnostic setting, and no policy or script of
# this unit could give it one.
unlogged(resource) if {
	graph.complete
	graph.unscripted(resource, "diagnostics")
	count(graph.may_be_attached(resource, setting)) == 0
	count(graph.any_of_type("Microsoft.Authorization/policyAssignments")) == 0
}

# logged: the resource has a diagnostic setting.
logged(resource) if {
	some r in graph.attached(resource, setting)
	graph.certain(r)
}

# settings returns the diagnostic settings of a resource if all are known.
settings(resource) := {s.id: s | some s in graph.attached(resource, setting)} if {
	graph.complete
	count({r.id | some r in graph.may_be_attached(resource, setting)} - {r.id | some r in graph.attached(resource, setting)}) == 0
}

# alerting: the unit holds something that tells people.
alerting if {
	some type in ["Microsoft.Insights/activityLogAlerts", "Microsoft.Insights/actionGroups"]
	count(graph.any_of_type(type)) > 0
}

alerting if count(metric_alerts) + count(log_alerts) + count(other_alerts) > 0

# watches: the alert is on the resource itself, or on a group of resources or
# a subscription and with that on all of its type.
watches(alert, resource) if {
	some path, _ in value.items(alert, scopes)
	scope.is_on(alert, path, resource)
}

watches(alert, resource) if {
	some path, _ in value.items(alert, scopes)
	scope.is_wide(alert, path)
	value.is(value.at(alert, ["properties", "targetResourceType"]), resource.type)
}

watches(alert, _) if {
	some path, _ in value.items(alert, scopes)
	scope.is_wide(alert, path)
	value.absent(value.at(alert, ["properties", "targetResourceType"]))
}

# cannot_watch: the alert is on other resources.
cannot_watch(alert, resource) if {
	not alert.existing
	value.complete(value.at(alert, scopes))
	every path, _ in value.items(alert, scopes) {
		scope.is_elsewhere(alert, path, resource)
	}
}

cannot_watch(alert, resource) if value.is_not(value.at(alert, ["properties", "targetResourceType"]), resource.type)

# conditions returns what a metric alert compares, by its paths.
conditions(alert) := value.items(alert, criteria)

# watched: an alert is on the resource and one of the metrics.
watched(resource, metrics) if {
	some alert in metric_alerts
	graph.certain(alert)
	watches(alert, resource)
	some condition in conditions(alert)
	value.one_of(condition.metricName, metrics)
}

# unwatched: no alert can be on the resource and one of the metrics.
unwatched(resource, metrics) if {
	graph.complete
	graph.unscripted(resource, "alerts")
	count(other_alerts) == 0
	every alert in metric_alerts {
		off(alert, resource, metrics)
	}
	every alert in log_alerts {
		blind(alert, resource)
	}
}

off(alert, resource, _) if cannot_watch(alert, resource)

off(alert, _, metrics) if {
	value.complete(value.at(alert, criteria))
	some _ in conditions(alert)
	every condition in conditions(alert) {
		value.none_of(condition.metricName, metrics)
	}
}

# blind: the alert asks logs that cannot hold anything of the resource. Those of
# a workspace can.
blind(alert, resource) if {
	cannot_watch(alert, resource)
	every path, _ in value.items(alert, scopes) {
		scope.is_of_other_type(alert, path, "Microsoft.OperationalInsights/workspaces")
	}
}
