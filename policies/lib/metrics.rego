# Which metrics resources have, and what a metric alert asks of them.
package lib.metrics

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.scope
import data.lib.value

# tables returns the metrics of each type, by their names in lower case.
tables[type] := {lower(name): {"name": name, "kind": kind} | some name, kind in metrics} if {
	some type, metrics in azure.metrics.by_type
}

# asked holds the conditions of alerts on metrics of types with a table.
asked contains {"alert": alert, "path": path, "condition": condition, "type": type} if {
	some alert in graph.of_type("Microsoft.Insights/metricAlerts")
	some path, condition in monitoring.conditions(alert)
	type := type_asked(alert, condition)
}

# type_asked returns the type whose metrics a condition is about: that of its
# namespace, or of what the alert is on.
type_asked(alert, condition) := type if {
	some type, _ in azure.metrics.by_type
	value.is(condition.metricNamespace, type)
} else := type if {
	not condition.metricNamespace
	some type, _ in azure.metrics.by_type
	some resource in graph.any_of_type(type)
	some path, _ in value.items(alert, monitoring.scopes)
	scope.is_on(alert, path, resource)
}
