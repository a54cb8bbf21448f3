# METADATA
# title: TLS 1.2 is not enforced where the region can enforce it
# description: |
#   In a few regions a hub can be told to take TLS 1.2 and its stronger cipher suites only. This one stands
#   in such a region and is not told. Azure has ended TLS 1.0 and 1.1 in any case, so what is left to gain
#   are the cipher suites and a setting that an audit can see. It can be made only when the hub is created.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support
# custom:
#   id: SEC004
#   severity: note
#   security_severity: "4.0"
#   guide: [SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   remediation: Set properties.minTlsVersion to "1.2" when the hub is created; an existing hub has to be made anew.
#   terraform: Set min_tls_version to "1.2", or use version 4.68 or later of the provider, which does. Changing it replaces the hub.
#   since: 0.1.0
package policies.security.hub_min_tls_unset

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "minTlsVersion"]

location := ["location"]

findings contains result.missing(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.absent(value.at(hub, path))
	azure.region(value.at(hub, location)) in data.azure.tls.hub_regions
	message := sprintf("does not enforce TLS 1.2, which it could in %s: minTlsVersion is not set", [value.at(hub, location).v])
}

undecided contains result.undecided(hub, unclear) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some unclear in [path, location]
	not value.at(hub, path).v
}
