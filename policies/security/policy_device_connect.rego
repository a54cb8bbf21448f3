# METADATA
# title: A custom shared access policy may impersonate devices
# description: |
#   With DeviceConnect the key of a policy signs in as any device of the hub, those with certificates as
#   well. Only a gateway that speaks for devices needs that, and says so in an ignore comment.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-sas
# custom:
#   id: SEC012
#   severity: warning
#   security_severity: "7.0"
#   guide: [SE-1, OE-4]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.authorizationPolicies]
#   remediation: Take DeviceConnect out of the policy's rights; devices sign in with credentials of their own.
#   terraform: Set device_connect to false; devices sign in with credentials of their own.
#   since: 0.1.0
package policies.security.policy_device_connect

import data.lib.access
import data.lib.graph
import data.lib.result
import data.lib.value

facts := data.azure.access.hub

findings contains result.at(hub, array.concat(path, ["rights"]), message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, policy in access.custom(hub, facts)
	access.allows(policy, facts.as_device)
	# A policy with every right is a fault of its own.
	not access.allows_all(policy, facts.every_right)
	message := sprintf("policy %s may sign in as any device: its rights are %s", [value.show(policy.keyName), value.show(policy.rights)])
}

undecided contains result.undecided(hub, unclear) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some unclear in access.unclear(hub)
}
