# METADATA
# title: The policy that a provisioning service uses lacks a right it needs
# description: |
#   A provisioning service creates device identities on the hubs linked to it and looks after them, with the
#   rights of the shared access policy in its connection string. Without one of them registrations fail.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-manage-linked-iot-hubs
# custom:
#   id: REL007
#   severity: error
#   guide: [RE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.iotHubs]
#   remediation: Give the policy the rights RegistryWrite and ServiceConnect.
#   terraform: Set registry_write and service_connect of the policy to true; registry_write needs registry_read.
#   since: 0.1.0
package policies.reliability.dps_link_rights

import data.lib.access
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

findings contains result.at(use.service, use.path, message) if {
	some use in uses
	use.policy.rights.v
	missing := [right |
		some right in data.azure.links.dps_needs
		not access.allows(use.policy, right)
	]
	count(missing) > 0
	message := sprintf("uses the policy %s of the hub, which lacks %s", [value.show(use.policy.keyName), concat(" and ", missing)])
}

undecided contains result.because(use.service, use.path, message) if {
	some use in uses
	value.unknown(use.policy.rights)
	message := sprintf("the rights of the policy %s are not known", [value.show(use.policy.keyName)])
}

# uses are the links with the policies they use, where the hub declares them.
uses contains {"service": service, "path": place, "policy": policy} if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, item in value.items(service, provisioning.hubs)
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	provisioning.leads_to(service, path, item, hub)
	some policy in value.items(hub, access.policies)
	value.is(policy.keyName, access.key_name(item.connectionString))
	place := array.concat(path, ["connectionString"])
}
