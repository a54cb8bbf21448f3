# METADATA
# title: Alert on a metric the hub does not have, or no longer has
# description: |
#   An alert on a metric that does not exist is refused when it is deployed, or never fires. The old metrics
#   of total and connected devices are deprecated: an alert on them goes silent when they are taken away.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub-reference
# custom:
#   id: OPS012
#   severity: error
#   guide: [OE-6]
#   types: [Microsoft.Insights/metricAlerts]
#   remediation: Set metricName to a metric of the type, as its reference page lists them.
#   terraform: Set metric_name to a metric of the type, as its reference page lists them.
#   since: 0.1.0
package policies.operations.alert_metric_unknown

import data.azure
import data.lib.metrics
import data.lib.result
import data.lib.value

findings contains result.at(ask.alert, array.concat(ask.path, ["metricName"]), message) if {
	some ask in metrics.asked
	unheard_of(ask)
	count(near(ask)) > 0
	message := sprintf("asks for %s, which %s does not have; it has %s", [value.show(ask.condition.metricName), ask.type, concat(", ", near(ask))])
}

# The table may be older than a metric that is near none of it.
findings contains result.lighter("note", result.at(ask.alert, array.concat(ask.path, ["metricName"]), message)) if {
	some ask in metrics.asked
	unheard_of(ask)
	count(near(ask)) == 0
	message := sprintf("asks for %s, which is not known of %s", [value.show(ask.condition.metricName), ask.type])
}

findings contains result.lighter("warning", result.at(ask.alert, array.concat(ask.path, ["metricName"]), message)) if {
	some ask in metrics.asked
	some old, new in azure.metrics.retired
	value.is(ask.condition.metricName, old)
	message := sprintf("asks for %s, which is deprecated: %s took its place", [old, new])
}

undecided contains result.undecided(ask.alert, array.concat(ask.path, ["metricName"])) if {
	some ask in metrics.asked
}

unheard_of(ask) if {
	value.none_of(ask.condition.metricName, object.keys(metrics.tables[ask.type]))
	value.none_of(object.get(ask.condition, "skipMetricValidation", {"v": false}), [true])
}

# near returns the metrics whose last word has the last word asked for in it, or
# the other way round.
near(ask) := {metric.name |
	some metric in metrics.tables[ask.type]
	last := last_word(metric.name)
	asked := last_word(ask.condition.metricName.v)
	count(asked) > 3
	alike(last, asked)
}

alike(a, b) if contains(a, b)

alike(a, b) if contains(b, a)

last_word(name) := lower(words[count(words) - 1]) if words := split(name, ".")
