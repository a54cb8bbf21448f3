# METADATA
# title: Service APIs accept shared access keys although nothing needs them
# description: |
#   The keys of a hub's shared access policies never expire by themselves and say nothing about who uses
#   them. Where no provisioning service, stream job or app in the deployment uses one, and no policy is
#   declared for someone who does, the hub can take Microsoft Entra ID only. A provisioning service that
#   links the hub by connection string does need keys: where there is one this rule has nothing to say, and
#   disableLocalAuth would break it.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-azure-ad
# custom:
#   id: SEC016
#   severity: note
#   security_severity: "6.5"
#   guide: [AP-1, OE-4, OE-5, SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Devices/provisioningServices, Microsoft.StreamAnalytics/streamingjobs, Microsoft.StreamAnalytics/streamingjobs/inputs, Microsoft.Kusto/clusters/databases/dataConnections]
#   elsewhere: dps
#   remediation: Set properties.disableLocalAuth to true and give the back ends roles such as IoT Hub Data Contributor; or name in an ignore comment what needs keys, as a provisioning service does that is linked by a connection string.
#   terraform: Set local_authentication_enabled to false and give the back ends roles such as IoT Hub Data Contributor; or name in an ignore comment what needs keys, as a provisioning service does that is linked by a connection string.
#   since: 0.1.0
package policies.security.hub_local_auth

import data.lib.graph
import data.lib.keys
import data.lib.result
import data.lib.value

path := ["properties", "disableLocalAuth"]

findings contains result.set(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	allowed := value.at(hub, path)
	value.is_not(allowed, true)
	keys.unused(hub)
	message := sprintf("service APIs accept shared access keys although nothing here needs them: disableLocalAuth is %s", [value.show(allowed)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not value.is(value.at(hub, path), true)
}

undecided contains result.because(hub, [], reason(hub)) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not value.is(value.at(hub, path), true)
	not keys.unused(hub)
	not keys.used(hub)
}

reason(hub) := sprintf("it is not known whether %s uses a shared access key of this hub", [concat(" or ", array.slice(suspects, 0, 3))]) if {
	suspects := keys.suspects(hub)
	count(suspects) > 0
} else := "not all that could use a shared access key of this hub is known"
