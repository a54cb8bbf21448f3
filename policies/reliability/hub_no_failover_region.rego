# METADATA
# title: The region has no pair, so there is no failover at all
# description: |
#   A hub fails over to the region its own is paired with. Some regions have no pair: a hub there is gone
#   for as long as the region is, unless another hub in another region stands behind the same provisioning
#   service.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/reliability/reliability-iot-hub
#   - ref: https://learn.microsoft.com/azure/reliability/regions-paired
# custom:
#   id: REL014
#   severity: warning
#   guide: [RE-3]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Devices/provisioningServices]
#   development: off
#   remediation: Choose a region that has a pair, or add a hub in another region and link both to one provisioning service.
#   since: 0.1.0
package policies.reliability.hub_no_failover_region

import data.lib.azure
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

path := ["location"]

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	unpaired(azure.region(value.at(hub, path)))
	provisioning.alone(hub)
	message := sprintf("%s has no paired region, so this hub cannot fail over", [value.show(value.at(hub, path))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not provisioning.spared(hub)
	not paired(value.at(hub, path))
}

undecided contains result.because(hub, path, "it is not known whether a hub in another region takes over") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	unpaired(azure.region(value.at(hub, path)))
	not provisioning.alone(hub)
	not provisioning.spared(hub)
}

unpaired(name) if {
	region := data.azure.regions.by_name[name]
	not region.failover
}

# paired: wherever this comes to be, it is in no region without a pair.
paired(n) if {
	count(value.options(n)) > 0
	every option in value.options(n) {
		not unpaired(azure.region({"v": option}))
	}
}
