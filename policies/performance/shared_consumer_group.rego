# METADATA
# title: Two readers share a consumer group of the built-in endpoint
# description: |
#   A consumer group is one view of the stream of messages. Two readers in one group get in each other's way: one
#   may throw the other out, or each get a part of the messages only.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-read-builtin
# custom:
#   id: PERF012
#   severity: warning
#   guide: [PE-11, PE-12]
#   types: [Microsoft.StreamAnalytics/streamingjobs/inputs, Microsoft.Kusto/clusters/databases/dataConnections]
#   remediation: Give each reader a Microsoft.Devices/IotHubs/eventHubEndpoints/ConsumerGroups of its own.
#   terraform: Give each reader an azurerm_iothub_consumer_group of its own.
#   since: 0.1.0
package policies.performance.shared_consumer_group

import data.lib.graph
import data.lib.readers
import data.lib.result
import data.lib.value

findings contains result.set(reader, path, message) if {
	some hub in graph.any_of_type("Microsoft.Devices/IotHubs")
	some [reader, _, path, group] in readers.groups(hub)
	some [other, kind, _, same] in readers.groups(hub)
	same == group
	other.id < reader.id
	graph.certain(reader)
	graph.certain(other)
	message := sprintf("reads in consumer group %s, as %s %s does", [value.show(value.at(reader, path)), kind, value.show(value.at(other, ["name"]))])
}

undecided contains result.undecided(reader, path) if {
	some type, path in readers.group_paths
	some reader in graph.of_type(type)
}
