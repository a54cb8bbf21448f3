# METADATA
# title: Hub accepts TLS below 1.2
# description: |
#   TLS 1.0 and 1.1 are broken, and Azure ended support for them on 31 August 2025. A hub that names one
#   of them as its minimum lets devices and services connect over it wherever it is still served.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support
# custom:
#   id: SEC003
#   severity: error
#   security_severity: "7.4"
#   guide: [SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.minTlsVersion]
#   remediation: Set properties.minTlsVersion to "1.2". The version is fixed when the hub is created, so an existing hub has to be made anew.
#   terraform: Set min_tls_version to "1.2". Changing it replaces the hub.
#   since: 0.1.0
#   fix: "1.2"
package policies.security.hub_min_tls

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "minTlsVersion"]

findings contains result.at(hub, path, sprintf("accepts TLS %s", [value.show(version)])) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	version := value.at(hub, path)
	value.is_not(version, "1.2")
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	version := value.at(hub, path)
	not value.is(version, "1.2")
	not value.is_not(version, "1.2")
}
