# METADATA
# title: Data residency is on, so the hub cannot fail over
# description: |
#   A hub with data residency keeps no copy in the paired region. When its region fails, neither Microsoft
#   nor you can fail it over, and no hub in another region stands behind the same provisioning service.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/how-to-disable-dr
# custom:
#   id: REL011
#   severity: warning
#   guide: [RE-3, OE-9]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.enableDataResidency]
#   absence_of: [Microsoft.Devices/provisioningServices]
#   yields_to: [residency-region]
#   development: note
#   remediation: Leave properties.enableDataResidency out, or add a hub in another region behind the same provisioning service. The property is fixed when the hub is created. If the law asks for it, say so in an ignore comment.
#   terraform: The azurerm provider has no such argument for hubs. Leave properties.enableDataResidency out of the azapi block, or add a hub in another region behind the same provisioning service. It is fixed when the hub is created. If the law asks for it, say so in an ignore comment.
#   since: 0.1.0
package policies.reliability.hub_data_residency

import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

path := ["properties", "enableDataResidency"]

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	stuck(hub)
	message := sprintf("cannot fail over: enableDataResidency is %s, and no hub in another region takes over", [value.show(value.at(hub, path))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not provisioning.spared(hub)
}

undecided contains result.because(hub, path, "it is not known whether a hub in another region takes over") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, path), true)
	not stuck(hub)
	not provisioning.spared(hub)
}

stuck(hub) if {
	value.is(value.at(hub, path), true)
	provisioning.alone(hub)
}
