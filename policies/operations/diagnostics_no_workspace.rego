# METADATA
# title: Logs go only where nobody can query them
# description: |
#   Logs in a storage account or an event hub are kept, but a question about them takes a program. In a Log
#   Analytics workspace the person on call can ask it within a minute. If a SIEM reads the event hub, all is
#   well.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub
# custom:
#   id: OPS005
#   severity: note
#   guide: [OE-6]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   beside: [Microsoft.Insights/diagnosticSettings]
#   development: off
#   remediation: Set properties.workspaceId to a Log Analytics workspace, beside the destination there is.
#   terraform: Set log_analytics_workspace_id, beside the destination there is.
#   since: 0.1.0
package policies.operations.diagnostics_no_workspace

import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.value

watched := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

findings contains result.missing(setting, ["properties", "workspaceId"], message) if {
	some resource in watched
	settings := monitoring.settings(resource)
	every other in settings {
		unqueryable(other)
	}
	some setting in settings
	message := sprintf("sends logs to %s only, where nobody can query them", [concat(" and ", kept_in(setting))])
}

undecided contains result.undecided(setting, path) if {
	some resource in watched
	some setting in graph.may_be_attached(resource, monitoring.setting)
	some path in [["properties", "workspaceId"], ["properties", "marketplacePartnerId"]]
	not leads_somewhere(setting, path)
}

# leads_somewhere: what is not known is the id of something all the same.
leads_somewhere(setting, path) if value.at(setting, path).text

leads_somewhere(setting, path) if {
	some _ in graph.targets(setting, path)
}

unqueryable(setting) if {
	value.blank(value.at(setting, ["properties", "workspaceId"]))
	value.blank(value.at(setting, ["properties", "marketplacePartnerId"]))
	count(kept_in(setting)) > 0
}

kept_in(setting) := [place |
	some key, place in {"storageAccountId": "a storage account", "eventHubAuthorizationRuleId": "an event hub"}
	not value.blank(value.at(setting, ["properties", key]))
]
