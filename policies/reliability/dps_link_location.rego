# METADATA
# title: Linked hub's location differs from the hub's own
# description: |
#   A link says in which region its hub is, and latency is measured against that region. If it names another
#   one, devices are sent to a hub that is not the nearest.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-manage-linked-iot-hubs
# custom:
#   id: REL008
#   severity: note
#   guide: [RE-4, PE-9]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.iotHubs]
#   remediation: Take the location of the link from the hub.
#   since: 0.1.0
package policies.reliability.dps_link_location

import data.lib.azure
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

findings contains result.at(service, place, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, item in value.items(service, provisioning.hubs)
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	provisioning.leads_to(service, path, item, hub)
	azure.region(item.location) != azure.region(value.at(hub, ["location"]))
	place := array.concat(path, ["location"])
	message := sprintf("says that the hub is in %s; it is in %s", [value.show(item.location), value.show(value.at(hub, ["location"]))])
}

undecided contains result.undecided(service, place) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, item in value.items(service, provisioning.hubs)
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	provisioning.leads_to(service, path, item, hub)
	azure.region(value.at(hub, ["location"]))
	place := array.concat(path, ["location"])
}
