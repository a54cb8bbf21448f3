# METADATA
# title: Latency allocation but all hubs are in one region
# description: |
#   The lowest-latency policy picks the hub nearest to the device. Hubs in one region are equally near, so the
#   measuring brings nothing, and an evenly weighted allocation would spread the devices better.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-use-allocation-policies
# custom:
#   id: REL005
#   severity: note
#   guide: [PE-9, RE-3]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.allocationPolicy]
#   remediation: Set properties.allocationPolicy to Hashed, or link a hub in another region.
#   terraform: Set allocation_policy to Hashed, or link a hub in another region.
#   since: 0.1.0
package policies.reliability.dps_latency_one_region

import data.lib.azure
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

path := ["properties", "allocationPolicy"]

findings contains result.at(service, path, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	value.is(value.at(service, path), "GeoLatency")
	value.complete(value.at(service, provisioning.hubs))
	items := value.items(service, provisioning.hubs)
	count(items) > 1
	regions := [azure.region(item.location) | some item in items]
	count(regions) == count(items)
	count({region | some region in regions}) == 1
	message := sprintf("chooses hubs by latency, but all %d are in %s", [count(items), regions[0]])
}

undecided contains result.undecided(service, place) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	count(value.items(service, provisioning.hubs)) > 1
	not value.is_not(value.at(service, path), "GeoLatency")
	some item, _ in value.items(service, provisioning.hubs)
	some place in [path, array.concat(item, ["location"])]
}
