# METADATA
# title: Data residency is on, so the provisioning service cannot fail over
# description: |
#   With data residency a provisioning service keeps no copy in the paired region. When its region fails,
#   no device can register or be reassigned until it is back.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/iot-dps-ha-dr
# custom:
#   id: REL012
#   severity: warning
#   guide: [RE-3, RE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   needs: [properties.enableDataResidency]
#   yields_to: [residency-region]
#   development: note
#   remediation: Leave properties.enableDataResidency out. It is fixed when the service is created. If the law asks for it, say so in an ignore comment.
#   terraform: Leave data_residency_enabled out. Changing it replaces the service. If the law asks for it, say so in an ignore comment.
#   since: 0.1.0
package policies.reliability.dps_data_residency

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "enableDataResidency"]

findings contains result.at(service, path, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	value.is(value.at(service, path), true)
	message := sprintf("cannot fail over to the paired region: enableDataResidency is %s", [value.show(value.at(service, path))])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
}
