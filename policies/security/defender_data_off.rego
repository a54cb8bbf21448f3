# METADATA
# title: Defender does not see twins, or keeps nothing
# description: |
#   Defender for IoT reads the twins of devices and modules to judge how they are configured; without them its
#   picture has a hole. Without a workspace its alerts and recommendations are kept only for a while, and
#   nobody can query them.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.security/iotsecuritysolutions
# custom:
#   id: SEC036
#   severity: warning
#   security_severity: "4.5"
#   guide: [SE-4, SE-1]
#   types: [Microsoft.Security/iotSecuritySolutions]
#   development: note
#   remediation: Remove TwinData from properties.disabledDataSources, and set properties.workspace.
#   terraform: Remove TwinData from disabled_data_sources, and set log_analytics_workspace_id.
#   since: 0.1.0
package policies.security.defender_data_off

import data.lib.graph
import data.lib.result
import data.lib.value

sources := ["properties", "disabledDataSources"]

keeps := [["properties", "workspace"], ["properties", "additionalWorkspaces"]]

findings contains result.at(solution, path, sprintf("keeps %s from Defender", [value.show(source)])) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	some path, source in value.items(solution, sources)
	value.is(source, "TwinData")
}

findings contains result.lighter("note", result.missing(solution, ["properties", "workspace"], "names no workspace, so what Defender finds can't be queried")) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	every path in keeps {
		value.empty(value.at(solution, path))
	}
}

undecided contains result.undecided(solution, path) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	some path in array.concat([sources], keeps)
}

undecided contains result.undecided(solution, path) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	some path, _ in value.items(solution, sources)
}
