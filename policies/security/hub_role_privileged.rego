# METADATA
# title: A workload identity may manage the hub
# description: |
#   Owner and Contributor can read the keys of a hub or a provisioning service, and with them be any device.
#   A function or an app needs a data role, which can't. A scaler has to change the hub: give it a custom role,
#   or say so in an ignore comment.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-azure-ad
# custom:
#   id: SEC043
#   severity: warning
#   security_severity: "6.0"
#   guide: [OE-4, SE-1]
#   types: [Microsoft.Authorization/roleAssignments]
#   development: note
#   remediation: Assign IoT Hub Data Contributor, IoT Hub Data Reader or another data role in properties.roleDefinitionId.
#   terraform: Set role_definition_name to IoT Hub Data Contributor, IoT Hub Data Reader or another data role.
#   since: 0.1.0
package policies.security.hub_role_privileged

import data.lib.graph
import data.lib.result
import data.lib.roles

findings contains result.at(assignment, roles.definition, message) if {
	some assignment in roles.assignments
	some type in ["Microsoft.Devices/IotHubs", "Microsoft.Devices/provisioningServices"]
	some resource in graph.any_of_type(type)
	roles.is_on(assignment, resource)
	role := roles.role(assignment)
	"manage" in role.rights
	some _ in roles.workload(assignment)
	message := sprintf("lets a workload be %s of %s, which can read its keys", [role.name, what[type]])
}

undecided contains result.undecided(assignment, path) if {
	some assignment in roles.assignments
	some type, _ in what
	some resource in graph.any_of_type(type)
	roles.is_on(assignment, resource)
	some path in [roles.definition, ["properties", "principalId"]]
	not roles.role(assignment)
}

what := {
	"Microsoft.Devices/IotHubs": "the hub",
	"Microsoft.Devices/provisioningServices": "the provisioning service",
}
