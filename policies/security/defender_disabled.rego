# METADATA
# title: Defender solution is switched off
# description: |
#   A Defender for IoT solution that is disabled watches none of the hubs it names, and looks as if it did.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.security/iotsecuritysolutions
# custom:
#   id: SEC034
#   severity: error
#   security_severity: "6.0"
#   guide: [SE-4]
#   types: [Microsoft.Security/iotSecuritySolutions]
#   development: note
#   remediation: Set properties.status to Enabled, or remove the solution.
#   terraform: Set enabled to true, or remove the solution.
#   since: 0.1.0
#   fix: Enabled
package policies.security.defender_disabled

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "status"]

findings contains result.at(solution, path, "is switched off, so the hubs it names are not watched") if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	value.is(value.at(solution, path), "Disabled")
}

undecided contains result.undecided(solution, path) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
}
