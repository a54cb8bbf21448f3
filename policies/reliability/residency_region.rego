# METADATA
# title: Data residency is asked for where it is not offered
# description: |
#   Only a few regions offer to keep the data of a hub or a provisioning service from the paired region. In any
#   other region the setting does not give what it promises.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/how-to-disable-dr
# custom:
#   id: REL013
#   severity: warning
#   guide: [RE-3]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices]
#   needs: [properties.enableDataResidency]
#   remediation: Leave properties.enableDataResidency out, or choose a region that offers it.
#   terraform: Leave data_residency_enabled out, for a hub enableDataResidency in the azapi block, or choose a region that offers it.
#   since: 0.1.0
package policies.reliability.residency_region

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "enableDataResidency"]

resources := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs"),
	graph.of_type("Microsoft.Devices/provisioningServices"),
)

offering := {name | some name, region in data.azure.regions.by_name; region.residency}

findings contains result.at(resource, path, message) if {
	some resource in resources
	value.is(value.at(resource, path), true)
	location := value.at(resource, ["location"])
	data.azure.regions.by_name[azure.region(location)].residency == false
	message := sprintf("asks for data residency in %s; only %s offer it", [value.show(location), concat(" and ", offering)])
}

undecided contains result.undecided(resource, ["location"]) if {
	some resource in resources
	value.is(value.at(resource, path), true)
}

undecided contains result.undecided(resource, path) if {
	some resource in resources
	not azure.region(value.at(resource, ["location"])) in offering
}
