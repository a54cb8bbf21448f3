# METADATA
# title: More policies, certificates or names than a hub takes
# description: |
#   A hub takes 16 shared access policies, 10 of them with ServiceConnect, 25 CA certificates, and 20 names in
#   the list of hosts it may call. A deployment with more is refused.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling
# custom:
#   id: PERF009
#   severity: error
#   guide: [PE-6]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.authorizationPolicies, properties.allowedFqdnList, Microsoft.Devices/IotHubs/certificates]
#   remediation: Let callers with the same rights share a policy, or better use Microsoft Entra ID. Remove certificates that no device uses any more.
#   since: 0.1.0
package policies.performance.policy_limit

import data.lib.access
import data.lib.graph
import data.lib.limit
import data.lib.result
import data.lib.value

limits := data.azure.limits.hub

names := ["properties", "allowedFqdnList"]

findings contains result.named(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, what in {
		access.policies: {"count": limit.listed(hub, access.policies), "most": limits.shared_access_policies, "things": "shared access policies"},
		names: {"count": limit.listed(hub, names), "most": limits.allowed_fqdns, "things": "allowed names"},
		[]: {
			"count": limit.beside(hub, "Microsoft.Devices/IotHubs/certificates"),
			"most": limits.ca_certificates, "things": "CA certificates",
		},
	}
	message := limit.over(what.count, what.most, what.things)
}

# One finding on the list is enough.
findings contains result.named(hub, access.policies, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	limit.listed(hub, access.policies) <= limits.shared_access_policies
	serving := count([policy |
		some policy in value.items(hub, access.policies)
		access.allows(policy, "ServiceConnect")
	])
	message := limit.over(serving, limits.shared_access_policies_with_service_connect, "shared access policies with ServiceConnect")
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [access.policies, names]
}
