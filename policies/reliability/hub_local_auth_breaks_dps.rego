# METADATA
# title: Shared access is off on a hub that others reach with a key
# description: |
#   A provisioning service that is linked by a connection string signs in to the hub with a shared access
#   policy. With local authentication disabled the hub takes no such key, and no device can be assigned to it.
#   Stream Analytics and Data Explorer read a hub by a policy as well.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-azure-ad
# custom:
#   id: REL006
#   severity: error
#   guide: [RE-4, AP-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.disableLocalAuth]
#   remediation: Set properties.disableLocalAuth to false as long as the provisioning service uses a connection string. Linking by identity needs an API version in preview.
#   terraform: Set local_authentication_enabled to true as long as a linked_hub block has a connection string. Linking by identity needs an API version in preview, by azapi.
#   since: 0.1.0
#   fix: false
package policies.reliability.hub_local_auth_breaks_dps

import data.lib.graph
import data.lib.provisioning
import data.lib.readers
import data.lib.result
import data.lib.value

path := ["properties", "disableLocalAuth"]

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, path), true)
	some service in provisioning.services
	graph.certain(service)
	by_key(service, hub)
	message := sprintf("refuses the key by which the provisioning service %s is linked", [value.show(value.at(service, ["name"]))])
}

findings contains result.lighter("note", result.at(hub, path, message)) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, path), true)
	some [reader, kind] in readers.by_key(hub)
	graph.certain(reader)
	message := sprintf("refuses the shared access policy by which %s %s reads it", [kind, value.show(value.at(reader, ["name"]))])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some service in provisioning.services
	by_key(service, hub)
}

by_key(service, hub) if {
	some link, item in value.items(service, provisioning.hubs)
	provisioning.leads_to(service, link, item, hub)
	provisioning.keyed(item)
}
