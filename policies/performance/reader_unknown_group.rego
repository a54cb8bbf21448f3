# METADATA
# title: A reader names a consumer group that nothing creates
# description: |
#   A hub has one consumer group of its own, $Default. A reader in any other one gets nothing until someone
#   creates the group.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-read-builtin
# custom:
#   id: PERF013
#   severity: error
#   guide: [PE-11]
#   types: [Microsoft.StreamAnalytics/streamingjobs/inputs, Microsoft.Kusto/clusters/databases/dataConnections]
#   absence_of: [Microsoft.Devices/IotHubs/eventHubEndpoints/ConsumerGroups]
#   remediation: Add a Microsoft.Devices/IotHubs/eventHubEndpoints/ConsumerGroups of that name to the hub.
#   terraform: Add an azurerm_iothub_consumer_group of that name with eventhub_endpoint_name "events".
#   since: 0.1.0
package policies.performance.reader_unknown_group

import data.lib.graph
import data.lib.readers
import data.lib.result
import data.lib.value

group_type := "Microsoft.Devices/IotHubs/eventHubEndpoints/ConsumerGroups"

findings contains result.at(reader, path, message) if {
	graph.complete
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some [reader, _, path, group] in readers.groups(hub)
	group != lower(data.azure.endpoints.default_consumer_group)
	every candidate in graph.may_be_children(hub, group_type) {
		named_else(candidate, group)
	}
	message := sprintf("reads in consumer group %s, which nothing creates", [value.show(value.at(reader, path))])
}

undecided contains result.undecided(reader, path) if {
	some type, path in readers.group_paths
	some reader in graph.of_type(type)
}

undecided contains result.because(reader, path, "not all consumer groups of the hub are known") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some [reader, _, path, group] in readers.groups(hub)
	group != lower(data.azure.endpoints.default_consumer_group)
	every candidate in graph.may_be_children(hub, group_type) {
		not is_named(candidate, group)
	}
	not known(hub, group)
}

known(hub, group) if {
	graph.complete
	every candidate in graph.may_be_children(hub, group_type) {
		named_else(candidate, group)
	}
}

named_else(candidate, group) if last(value.at(candidate, ["name"]).v) != group

is_named(candidate, group) if last(value.at(candidate, ["name"]).v) == group

# last returns the group's own name: "analytics" of "hub/events/analytics".
last(name) := steps[count(steps) - 1] if steps := split(lower(name), "/")
