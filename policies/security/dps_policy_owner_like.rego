# METADATA
# title: A provisioning policy both configures the service and writes enrollments
# description: |
#   Configuring the service and enrolling devices are two jobs. A key for both can enroll a device of its own
#   and send it to a hub of its own. provisioningserviceowner is made by the service and not meant.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-control-access
# custom:
#   id: SEC015
#   severity: warning
#   security_severity: "6.5"
#   guide: [SE-1, OE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.authorizationPolicies]
#   remediation: Split the policy in two, one with ServiceConfig and one with EnrollmentRead and EnrollmentWrite.
#   terraform: Split it into two azurerm_iothub_dps_shared_access_policy, one with service_config and one with enrollment_read and enrollment_write.
#   since: 0.1.0
package policies.security.dps_policy_owner_like

import data.lib.access
import data.lib.graph
import data.lib.result
import data.lib.value

facts := data.azure.access.dps

findings contains result.at(service, array.concat(path, ["rights"]), message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, policy in access.custom(service, facts)
	access.allows_all(policy, facts.every_right)
	message := sprintf("policy %s configures the service and enrolls devices: its rights are %s", [value.show(policy.keyName), value.show(policy.rights)])
}

undecided contains result.undecided(service, unclear) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some unclear in access.unclear(service)
}
