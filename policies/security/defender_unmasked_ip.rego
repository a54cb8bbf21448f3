# METADATA
# title: Device IP addresses are logged unmasked
# description: |
#   The address of a device can lead to a person or a place. Defender for IoT masks it in what it logs unless
#   it is told not to; privacy rules may ask for a reason.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.security/iotsecuritysolutions
# custom:
#   id: SEC037
#   severity: note
#   guide: [SE-4]
#   types: [Microsoft.Security/iotSecuritySolutions]
#   needs: [properties.unmaskedIpLoggingStatus]
#   remediation: Leave properties.unmaskedIpLoggingStatus out, or set it to Disabled.
#   terraform: Leave log_unmasked_ips_enabled out, or set it to false.
#   since: 0.1.0
#   fix: Disabled
package policies.security.defender_unmasked_ip

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "unmaskedIpLoggingStatus"]

findings contains result.at(solution, path, "logs the addresses of devices unmasked") if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	value.is(value.at(solution, path), "Enabled")
}

undecided contains result.undecided(solution, path) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
}
