# METADATA
# title: A custom shared access policy has every right
# description: |
#   A key of this policy can do what iothubowner can: make devices, call them and pretend to be one. Whoever
#   was given it for one purpose got the whole hub. iothubowner itself is made by the service and not meant.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-sas
# custom:
#   id: SEC013
#   severity: warning
#   security_severity: "7.0"
#   guide: [SE-1, OE-4, OE-10]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.authorizationPolicies]
#   remediation: Give each purpose a policy of its own with the rights it needs, such as "ServiceConnect" for a back end.
#   terraform: Give each purpose an azurerm_iothub_shared_access_policy of its own with the rights it needs, such as service_connect for a back end.
#   since: 0.1.0
package policies.security.policy_owner_like

import data.lib.access
import data.lib.graph
import data.lib.result
import data.lib.value

facts := data.azure.access.hub

findings contains result.at(hub, array.concat(path, ["rights"]), message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, policy in access.custom(hub, facts)
	access.allows_all(policy, facts.every_right)
	message := sprintf("policy %s may do everything: its rights are %s", [value.show(policy.keyName), value.show(policy.rights)])
}

undecided contains result.undecided(hub, unclear) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some unclear in access.unclear(hub)
}
