# METADATA
# title: Devices may sign in with symmetric keys
# description: |
#   A symmetric key is a secret that both sides hold: it can be read from a device, from a script or from
#   the registry, and whoever has it is the device. With X.509 the private key never leaves the device. A
#   hub takes keys unless it is told not to. On a free hub, which is for trials, this is a note.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-x509
# custom:
#   id: SEC002
#   severity: warning
#   security_severity: "6.5"
#   guide: [SE-2, SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   yields_to: [hub-x509-anchor]
#   development: note
#   remediation: Set properties.disableDeviceSAS to true once all devices have certificates. Devices attested by TPM need keys; declare workload.attestation as tpm then.
#   terraform: The azurerm provider has no such argument. Set properties.disableDeviceSAS to true with an azapi_update_resource on the hub. Devices attested by TPM need keys; declare workload.attestation as tpm then.
#   since: 0.1.0
package policies.security.hub_device_sas

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "disableDeviceSAS"]

findings contains weighed(hub, result.set(hub, path, message(hub))) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is_not(value.at(hub, path), true)
	not attested_by_tpm
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not value.is(value.at(hub, path), true)
	not attested_by_tpm
}

# weighed: devices of a trial may have keys.
weighed(hub, found) := result.lighter("note", found) if {
	azure.free(hub)
} else := found

attested_by_tpm if value.is(input.workload.attestation, "tpm")

message(hub) := sprintf("devices may sign in with symmetric keys, and API version %s cannot forbid it: %s can", [hub.api_version, first]) if {
	first := data.azure.first_versions.hub.disableDeviceSAS
	azure.predates(hub, first)
} else := sprintf("devices may sign in with symmetric keys: disableDeviceSAS is %s", [value.show(value.at(hub, path))])
