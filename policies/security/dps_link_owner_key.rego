# METADATA
# title: Provisioning service is linked to the hub with more rights than it needs
# description: |
#   To assign devices the service has to write the registry of the hub and to talk to it: RegistryWrite and
#   ServiceConnect. With the key of iothubowner, as many samples have it, whoever reads the link can pretend
#   to be any device as well.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-manage-linked-iot-hubs
# custom:
#   id: SEC014
#   severity: warning
#   security_severity: "6.0"
#   guide: [SE-1, RE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.iotHubs]
#   development: note
#   remediation: Give the hub a policy for this alone, with rights "RegistryWrite, ServiceConnect", and build the connectionString of the link with its name and key.
#   terraform: Give the hub an azurerm_iothub_shared_access_policy for this alone, with registry_read, registry_write and service_connect, and use its primary_connection_string in linked_hub.
#   since: 0.1.0
package policies.security.dps_link_owner_key

import data.lib.access
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

facts := data.azure.access.hub

findings contains result.at(service, array.concat(path, ["connectionString"]), message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, link in value.items(service, provisioning.hubs)
	some message in excesses(service, path, access.key_name(link.connectionString))
}

undecided contains result.undecided(service, string) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, link in value.items(service, provisioning.hubs)
	string := array.concat(path, ["connectionString"])
	not access.key_name(link.connectionString)
}

excesses(_, _, name) := {sprintf("signs in to the hub with the key of %s, which may do everything", [name])} if {
	lower(name) == facts.owner
}

excesses(service, path, name) := {message |
	some hub in provisioning.linked(service, path)
	some policy in value.items(hub, access.policies)
	value.is(policy.keyName, name)
	needed := {lower(right) | some right in facts.for_dps}
	count(access.rights(policy) - needed) > 0
	message := sprintf("signs in to the hub with the key of policy %s, whose rights are %s", [name, policy.rights.v])
} if {
	lower(name) != facts.owner
}
