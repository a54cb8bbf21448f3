# METADATA
# title: No provisioning service assigns devices to this hub
# description: |
#   Without a provisioning service each device has to be given the address of its hub and an identity there,
#   by hand or by code of your own, and again whenever it moves to another hub. The Device Provisioning
#   Service does that at first contact, and after a failover. A free hub is for trials, which a few devices
#   made by hand will do for.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/about-iot-dps
# custom:
#   id: REL001
#   severity: warning
#   guide: [RE-4, PE-9]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Devices/provisioningServices]
#   elsewhere: dps
#   yields_to: [dps-no-hub]
#   development: note
#   remediation: Add a Microsoft.Devices/provisioningServices resource and link this hub in its properties.iotHubs.
#   terraform: Add an azurerm_iothub_dps with a linked_hub block for this hub.
#   since: 0.1.0
package policies.reliability.hub_no_dps

import data.lib.azure
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

hubs := graph.of_type("Microsoft.Devices/IotHubs")

findings contains weighed(hub, result.missing(hub, [], "no provisioning service assigns devices to this hub")) if {
	some hub in hubs
	unassigned(hub)
}

weighed(hub, found) := result.lighter("note", found) if {
	azure.free(hub)
} else := found

undecided contains result.because(hub, [], graph.doubt(provisioning.scripts(hub, "links"), "not all provisioning services that could link this hub are known")) if {
	some hub in hubs
	not unassigned(hub)
	not assigned(hub)
}

# A service without any hub is a fault of its own, and likely the same one.
unassigned(hub) if {
	graph.complete
	count(provisioning.scripts(hub, "links")) == 0
	every service in provisioning.services {
		provisioning.cannot_link(service, hub)
		not value.empty(value.at(service, provisioning.hubs))
	}
}

assigned(hub) if {
	some service in provisioning.services
	graph.certain(service)
	provisioning.links(service, hub)
}

assigned(_) if {
	some service in provisioning.services
	value.empty(value.at(service, provisioning.hubs))
}
