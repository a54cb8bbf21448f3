# METADATA
# title: Routing endpoint authenticates with a key
# description: |
#   A connection string holds a key that never changes by itself and works from anywhere. With an identity the
#   hub signs in to the endpoint without a secret, and a role says what it may do there.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-managed-identity
# custom:
#   id: SEC027
#   severity: warning
#   security_severity: "5.5"
#   guide: [SE-1, OE-4]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing]
#   development: note
#   remediation: Set authenticationType to identityBased with endpointUri and entityPath in place of the connection string, and give the hub's identity a role on the target.
#   terraform: Set authentication_type to identityBased with endpoint_uri and entity_path in place of the connection string. With a system-assigned identity, use the azurerm_iothub_endpoint resources, so that the role can be assigned before.
#   since: 0.1.0
package policies.security.endpoint_key_auth

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

findings contains match if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, endpoint in routing.endpoints(hub)
	routing.keyed(endpoint)
	message := sprintf("signs in to the endpoint %s with a key", [value.show(endpoint.name)])
	match := at(hub, path, message)
}

undecided contains result.undecided(hub, array.concat(path, ["authenticationType"])) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, endpoint in routing.endpoints(hub)
	not routing.identified(endpoint)
}

# at points at the type of authentication if it is written, else at the key.
at(hub, path, message) := result.at(hub, type, message) if {
	type := array.concat(path, ["authenticationType"])
	is_written(value.at(hub, type))
} else := result.named(hub, array.concat(path, [keys[0]]), message) if {
	keys := [key | some key in ["connectionString", "primaryKey", "secondaryKey"]; is_written(value.at(hub, array.concat(path, [key])))]
}

is_written(n) if {
	not value.absent(n)
	not n.from
}
