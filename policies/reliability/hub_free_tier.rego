# METADATA
# title: Free tier hub in production
# description: |
#   The free edition is for trials: 8,000 messages a day, one unit, no service level agreement. It cannot be
#   upgraded, so going live means a new hub and moving every device.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: REL017
#   severity: warning
#   guide: [RE-1, CO-1]
#   types: [Microsoft.Devices/IotHubs]
#   development: off
#   remediation: Choose an edition of the standard tier, S1 to begin with. If this is no production system, declare the environment as development.
#   terraform: Set sku.name to S1 or above. If this is no production system, declare the environment as development.
#   since: 0.1.0
#   fix: S1
package policies.reliability.hub_free_tier

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["sku", "name"]

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	edition := value.at(hub, path)
	value.one_of(edition, azure.editions("free"))
	message := sprintf("is of the free edition %s, which has no service level agreement and cannot be upgraded", [value.show(edition)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not value.none_of(value.at(hub, path), azure.editions("free"))
}
