# METADATA
# title: A number of partitions that the built-in endpoint cannot have
# description: |
#   The partitions of the built-in endpoint say how many readers can share its messages. Their number is fixed
#   when the hub is created, so a wrong one costs a new hub. Most need four.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: PERF008
#   severity: error
#   guide: [PE-11]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.eventHubEndpoints]
#   remediation: Set properties.eventHubEndpoints.events.partitionCount to as many as there are simultaneous readers, 4 to begin with.
#   terraform: Set event_hub_partition_count to as many as there are simultaneous readers, 4 to begin with.
#   since: 0.1.0
#   fix: 4
package policies.performance.partition_count

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "eventHubEndpoints", "events", "partitionCount"]

fewest := data.azure.endpoints.fewest_partitions

most := data.azure.limits.hub.partitions

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	n := value.at(hub, path)
	count(value.options(n)) > 0
	every option in value.options(n) {
		impossible(to_number(option))
	}
	message := sprintf("asks for %s partitions; there can be %d to %d", [value.show(n), fewest, most])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}

impossible(n) if n < fewest

impossible(n) if n > most
