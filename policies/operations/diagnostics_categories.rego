# METADATA
# title: Diagnostic setting leaves out the categories that matter
# description: |
#   Some log categories answer the questions that come up in every incident: who connected, which telemetry
#   was refused, where routing failed, who changed an identity. A setting without them costs money and
#   answers nothing.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-iot-hub-reference
# custom:
#   id: OPS002
#   severity: warning
#   guide: [OE-6, AP-4]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   beside: [Microsoft.Insights/diagnosticSettings]
#   development: note
#   remediation: Turn on the category group allLogs in properties.logs, or add the categories named.
#   terraform: Add an enabled_log block with category_group "allLogs", or one for each category named.
#   since: 0.1.0
package policies.operations.diagnostics_categories

import data.azure
import data.lib.azure as editions
import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.value

logs := ["properties", "logs"]

watched := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

# Several settings of one resource are judged together; a lone one is the place
# to change.
findings contains result.at(place.resource, place.path, message) if {
	some resource in watched
	settings := monitoring.settings(resource)
	count(settings) > 0
	lost := [category | some category in essential(resource); lacking(settings, category)]
	count(lost) > 0
	place := blame(resource, settings)
	message := sprintf("%s without %s", [place.says, concat(", ", lost)])
}

undecided contains result.because(resource, [], "not all logs of this resource that are on are known") if {
	some resource in watched
	count(graph.may_be_attached(resource, monitoring.setting)) > 0
	some category in essential(resource)
	not lacking(monitoring.settings(resource), category)
	not sent(resource, category)
}

blame(resource, settings) := {"resource": resource, "path": [], "says": "its diagnostic settings together are"} if count(settings) > 1

blame(_, settings) := {"resource": setting, "path": logs, "says": "sends logs"} if {
	count(settings) == 1
	some setting in settings
}

# essential returns the categories that a resource should send.
essential(resource) := array.concat(array.concat(azure.essential_logs.by_type[resource.type], for_routes(resource)), for_tier(resource))

for_routes(resource) := azure.essential_logs.with_routes if {
	some _ in value.items(resource, ["properties", "routing", "routes"])
} else := []

# The editions of a provisioning service have the names of a hub's.
for_tier(resource) := azure.essential_logs.with_tier[tier] if {
	resource.type == "Microsoft.Devices/IotHubs"
	some tier, _ in azure.essential_logs.with_tier
	value.one_of(value.at(resource, ["sku", "name"]), editions.editions(tier))
} else := []

# lacking: none of the settings sends the category.
lacking(settings, category) if {
	every setting in settings {
		value.complete(value.at(setting, logs))
		every log in value.items(setting, logs) {
			not_about(log, category)
		}
	}
}

not_about(log, _) if value.is(log.enabled, false)

not_about(log, category) if {
	value.none_of(named(log, "category"), [category])
	value.none_of(named(log, "categoryGroup"), groups(category))
}

# named returns what a log names, an empty text if it does not name it.
named(log, key) := object.get(log, key, {"v": ""}) if value.complete(log)

groups(category) := {azure.essential_logs.everything} | {group |
	some group, held in azure.essential_logs.by_group
	category in held
}

# sent: the resource is certain to send the category.
sent(resource, category) if {
	some setting in graph.attached(resource, monitoring.setting)
	some log in value.items(setting, logs)
	not value.unknown(object.get(log, "enabled", {}))
	names(log, category)
}

names(log, category) if value.is(log.category, category)

names(log, category) if value.one_of(log.categoryGroup, groups(category))
