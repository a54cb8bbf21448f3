# METADATA
# title: Modules may sign in with symmetric keys
# description: |
#   Devices of this hub have to prove themselves by a certificate, but the modules on them may still use a
#   symmetric key. Whoever reads such a key from a device can send messages as the module.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-x509
# custom:
#   id: SEC005
#   severity: note
#   security_severity: "5.0"
#   guide: [SE-2, SE-6]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.disableDeviceSAS]
#   remediation: Set properties.disableModuleSAS to true, after a test with your modules if devices run IoT Edge.
#   terraform: The azurerm provider has no such argument. Set properties.disableModuleSAS to true with the azapi_update_resource that sets disableDeviceSAS.
#   since: 0.1.0
package policies.security.hub_module_sas

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "disableModuleSAS"]

devices := ["properties", "disableDeviceSAS"]

# Where devices may use keys as well that is the one fault to mend.
findings contains result.set(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, devices), true)
	keys := value.at(hub, path)
	value.is_not(keys, true)
	message := sprintf("modules may sign in with symmetric keys though devices may not: disableModuleSAS is %s", [value.show(keys)])
}

undecided contains result.undecided(hub, unclear) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some unclear in [path, devices]
	not settled(hub)
}

settled(hub) if value.is(value.at(hub, devices), false)

settled(hub) if value.is(value.at(hub, path), true)
