# METADATA
# title: Alert aggregates a metric in a way that means nothing
# description: |
#   Most metrics of a hub are counts of single events: their average, minimum and maximum are always 1, and
#   only the total tells anything. The daily quota and the numbers of devices are the other way round: they
#   are totals already, and adding them up means nothing.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub-reference
# custom:
#   id: OPS013
#   severity: warning
#   guide: [OE-6, PE-13]
#   types: [Microsoft.Insights/metricAlerts]
#   remediation: Set timeAggregation to Total for counts, to Maximum or Average for the daily quota and the numbers of devices.
#   terraform: Set aggregation to Total for counts, to Maximum or Average for the daily quota and the numbers of devices.
#   since: 0.1.0
package policies.operations.alert_aggregation

import data.azure
import data.lib.metrics
import data.lib.result
import data.lib.value

findings contains result.at(ask.alert, array.concat(ask.path, ["timeAggregation"]), message) if {
	some ask in metrics.asked
	metric := metrics.tables[ask.type][lower(ask.condition.metricName.v)]
	value.one_of(ask.condition.timeAggregation, azure.metrics.meaningless[metric.kind])
	message := sprintf("takes the %s of %s, which means nothing; take the %s", [lower(value.show(ask.condition.timeAggregation)), metric.name, azure.metrics.sensible[metric.kind]])
}

undecided contains result.undecided(ask.alert, array.concat(ask.path, [key])) if {
	some ask in metrics.asked
	some key in ["metricName", "timeAggregation"]
}
