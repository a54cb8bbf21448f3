# METADATA
# title: Endpoint uses an identity the hub does not have
# description: |
#   An endpoint that signs in by identity needs that identity on the hub: the system-assigned one, or the
#   user-assigned one it names. Azure refuses the deployment otherwise.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-managed-identity
# custom:
#   id: SEC029
#   severity: error
#   security_severity: "4.0"
#   guide: [SE-1, RE-6]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing, properties.storageEndpoints]
#   remediation: Add SystemAssigned to identity.type of the hub, or add the identity that the endpoint names to identity.userAssignedIdentities.
#   terraform: Add SystemAssigned to type of the hub's identity block, or add the identity that the endpoint names to its identity_ids.
#   since: 0.1.0
package policies.security.endpoint_no_identity

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

kind := ["identity", "type"]

assigned := ["identity", "userAssignedIdentities"]

findings contains result.at(hub, array.concat(path, ["authenticationType"]), message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	routing.own_identity(sink)
	lacks(hub, "SystemAssigned")
	message := sprintf("%s signs in by the hub's own identity, and the hub has none", [routing.what(path, sink)])
}

findings contains result.at(hub, place(path), message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	routing.identified(sink)
	not value.absent(value.inside(sink, ["identity", "userAssignedIdentity"]))
	not value.unknown(value.inside(sink, ["identity"]))
	lacks(hub, "UserAssigned")
	message := sprintf("%s signs in by a user-assigned identity, and the hub has none", [routing.what(path, sink)])
}

findings contains result.at(hub, place(path), message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	routing.identified(sink)
	id := sink.identity.userAssignedIdentity.v
	not lacks(hub, "UserAssigned")
	ids := value.at(hub, assigned)
	value.complete(ids)
	is_object(ids)
	not value.absent(ids)
	not lower(id) in {lower(key) | some key, _ in ids}
	message := sprintf("%s signs in by %s, which the hub does not have", [routing.what(path, sink), last(id)])
}

undecided contains result.undecided(hub, place) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	not routing.keyed(sink)
	some place in [array.concat(path, ["authenticationType"]), kind, array.concat(path, ["identity", "userAssignedIdentity"])]
}

lacks(hub, _) if value.absent(value.at(hub, kind))

lacks(hub, wanted) if {
	n := value.at(hub, kind)
	options := value.options(n)
	every option in options {
		not contains(lower(option), lower(wanted))
	}
}

place(path) := array.concat(path, ["identity", "userAssignedIdentity"])

last(id) := segments[count(segments) - 1] if segments := split(id, "/")
