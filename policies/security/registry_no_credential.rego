# METADATA
# title: Device Registry namespace of the hub has no credential policy
# description: |
#   A hub that is linked to a Device Registry namespace can give devices short-lived certificates and renew
#   them, but only by a credential of the namespace with a policy. Without these the link brings no better identity.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-device-registry-overview
# custom:
#   id: SEC045
#   severity: note
#   security_severity: "3.0"
#   guide: [SE-1, SE-2]
#   types: [Microsoft.DeviceRegistry/namespaces]
#   absence_of: [Microsoft.DeviceRegistry/namespaces/credentials, Microsoft.DeviceRegistry/namespaces/credentials/policies]
#   default: off
#   remediation: Add Microsoft.DeviceRegistry/namespaces/credentials to the namespace, and a policy below it.
#   terraform: Add an azapi_resource of type Microsoft.DeviceRegistry/namespaces/credentials to the namespace, and one of its policies.
#   since: 0.1.0
package policies.security.registry_no_credential

import data.lib.graph
import data.lib.result

credential := "Microsoft.DeviceRegistry/namespaces/credentials"

findings contains result.missing(namespace, [], "serves a hub without a credential and a policy, so it renews no certificates") if {
	some namespace in linked
	without_policy(namespace)
}

undecided contains result.because(namespace, [], "not all credentials of this namespace are known") if {
	some namespace in linked
	not without_policy(namespace)
	not with_policy(namespace)
}

# linked holds the namespaces made here that a hub is linked to.
linked contains namespace if {
	some hub in graph.any_of_type("Microsoft.Devices/IotHubs")
	some namespace in graph.targets(hub, ["properties", "deviceRegistry", "namespaceResourceId"])
	namespace.type == "Microsoft.DeviceRegistry/namespaces"
	not namespace.existing
}

without_policy(namespace) if {
	graph.complete
	count([policy |
		some c in graph.may_be_children(namespace, credential)
		some policy in graph.may_be_children(c, concat("/", [credential, "policies"]))
	]) == 0
	count([policy |
		some policy in graph.any_of_type(concat("/", [credential, "policies"]))
		count([edge | some edge in input.edges[policy.id]; edge.kind == "parent"]) == 0
	]) == 0
}

with_policy(namespace) if {
	some c in graph.children(namespace, credential)
	some policy in graph.children(c, concat("/", [credential, "policies"]))
	graph.certain(policy)
}
