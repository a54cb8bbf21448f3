# METADATA
# title: The region gives this hub no availability zones
# description: |
#   Whether a hub spans availability zones follows from its region alone; there is no property for it. Without
#   them, the loss of one data centre can take the hub with it.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/reliability/reliability-iot-hub
# custom:
#   id: REL016
#   severity: note
#   guide: [RE-3]
#   types: [Microsoft.Devices/IotHubs]
#   yields_to: [hub-no-failover-region]
#   development: off
#   remediation: Choose a region in which hubs have availability zones. A hub cannot be moved; a new one takes its place.
#   since: 0.1.0
package policies.reliability.hub_no_zones

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["location"]

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	location := value.at(hub, path)
	message := sprintf(said[data.azure.regions.by_name[azure.region(location)].zones], [value.show(location)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}

said := {
	"none": "has no availability zones in %s",
	"compute": "spans availability zones in %s in part only: its device registry does not",
}
