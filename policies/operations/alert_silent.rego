# METADATA
# title: An alert on the hub that tells nobody
# description: |
#   An alert that is switched off watches nothing, and one without an action group turns red on a page that
#   nobody has open.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-metric-alert-rule
# custom:
#   id: OPS011
#   severity: warning
#   guide: [OE-6, PE-13]
#   types: [Microsoft.Insights/metricAlerts]
#   development: note
#   remediation: Set properties.enabled to true, and name an action group in properties.actions.
#   terraform: Set enabled to true, and name an action group in an action block.
#   since: 0.1.0
package policies.operations.alert_silent

import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.value

findings contains result.at(alert, ["properties", "enabled"], "is switched off, so it tells nobody") if {
	some alert in on_iot
	value.is(value.at(alert, ["properties", "enabled"]), false)
}

findings contains weighed(result.missing(alert, ["properties", "actions"], "names no action group, so it tells nobody")) if {
	some alert in on_iot
	value.none_of(value.at(alert, ["properties", "enabled"]), [false])
	value.empty(value.at(alert, ["properties", "actions"]))
	count(graph.any_of_type("Microsoft.AlertsManagement/actionRules")) == 0
}

undecided contains result.undecided(alert, ["properties", key]) if {
	some alert in on_iot
	some key in ["enabled", "actions"]
}

undecided contains result.because(alert, ["properties", "actions"], "an alert processing rule may add an action group") if {
	some alert in on_iot
	value.empty(value.at(alert, ["properties", "actions"]))
	count(graph.any_of_type("Microsoft.AlertsManagement/actionRules")) > 0
}

# What can't be read may hold a rule that adds actions.
weighed(found) := found if {
	graph.complete
} else := result.lighter("note", found)

on_iot contains alert if {
	some alert in graph.of_type("Microsoft.Insights/metricAlerts")
	some type in ["Microsoft.Devices/IotHubs", "Microsoft.Devices/provisioningServices"]
	some resource in graph.any_of_type(type)
	monitoring.watches(alert, resource)
}
