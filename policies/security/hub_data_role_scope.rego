# METADATA
# title: An IoT data role is given above the hub
# description: |
#   A data role on a resource group or a subscription holds for every hub in it, those of tomorrow and those of
#   other teams included. Operators of a fleet of hubs want just that; a workload mostly needs one.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-azure-ad
# custom:
#   id: SEC044
#   severity: note
#   security_severity: "3.0"
#   guide: [OE-4]
#   types: [Microsoft.Authorization/roleAssignments]
#   development: off
#   remediation: Make the hub the scope of the role assignment.
#   terraform: Set scope to the id of the hub.
#   since: 0.1.0
package policies.security.hub_data_role_scope

import data.lib.result
import data.lib.roles
import data.lib.value

# Rights in the table of roles that reach into a hub or a provisioning service.
reaching := {"hub-data", "hub-registry", "hub-twins", "dps-data"}

findings contains result.at(assignment, roles.definition, message) if {
	some assignment in roles.assignments
	role := roles.role(assignment)
	count(reaching & {right | some right in role.rights}) > 0
	roles.is_above(assignment)
	message := sprintf("gives %s on %s", [role.name, roles.above(assignment)])
}

undecided contains result.undecided(assignment, ["scope"]) if {
	some assignment in roles.assignments
	role := roles.role(assignment)
	count(reaching & {right | some right in role.rights}) > 0
	not value.known_text(value.at(assignment, ["scope"]))
}
