# METADATA
# title: Quota alert's threshold does not fit the hub's size
# description: |
#   The daily quota is the messages of one unit times the units. An alert whose threshold is at or above it
#   fires when the hub has already stopped, or never; one far below it fires each morning and is switched off.
#   It is mostly a threshold that was copied, or was right before the hub was scaled.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub-reference
# custom:
#   id: OPS009
#   severity: warning
#   guide: [PE-13]
#   types: [Microsoft.Insights/metricAlerts]
#   development: note
#   remediation: Set threshold to about 75 % of the messages per day of one unit times sku.capacity of the hub.
#   terraform: Set threshold to about 75 % of the messages per day of one unit times sku.capacity of the hub.
#   since: 0.1.0
package policies.operations.quota_alert_threshold

import data.azure
import data.lib.azure as editions
import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.scope
import data.lib.value

# Below this share of the quota an alert is noise.
low := 0.25

findings contains result.at(alert, array.concat(path, ["threshold"]), message) if {
	some pair in watched
	alert := pair.alert
	some path, condition in monitoring.conditions(alert)
	value.one_of(condition.metricName, azure.metrics["for"].quota)
	value.one_of(condition.operator, ["GreaterThan", "GreaterThanOrEqual", "GreaterOrLessThan"])
	threshold := value.number(condition.threshold)
	quota := editions.edition(value.at(pair.hub, ["sku", "name"]).v).messages_per_day * value.number(value.at(pair.hub, ["sku", "capacity"]))
	fault := misses(threshold, quota)
	message := sprintf("%s: the threshold is %d messages, the hub's quota %d a day; %d would be three quarters", [fault, threshold, quota, floor(quota * 0.75)])
}

undecided contains result.undecided(pair.alert, array.concat(path, ["threshold"])) if {
	some pair in watched
	some path, condition in monitoring.conditions(pair.alert)
	value.one_of(condition.metricName, azure.metrics["for"].quota)
}

undecided contains result.because(pair.alert, array.concat(path, ["threshold"]), "the size of the hub is not known") if {
	some pair in watched
	some path, condition in monitoring.conditions(pair.alert)
	value.one_of(condition.metricName, azure.metrics["for"].quota)
	some key in ["name", "capacity"]
	not known(pair.hub, key)
}

known(hub, key) if value.at(hub, ["sku", key]).v

# watched pairs alerts with the hubs they name.
watched contains {"alert": alert, "hub": hub} if {
	some alert in graph.of_type("Microsoft.Insights/metricAlerts")
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, _ in value.items(alert, monitoring.scopes)
	scope.is_on(alert, path, hub)
}

misses(threshold, quota) := "fires only when the hub has stopped" if threshold >= quota

misses(threshold, quota) := "fires on an ordinary day" if threshold < quota * low
