# METADATA
# title: Device Update instance collects no device logs
# description: |
#   When an update fails on a device, its log is what tells why. With diagnostics off nobody can ask devices
#   for it. The logs go to a storage account that is reached by its key, so this trades one thing for another.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub-device-update/device-update-diagnostics
# custom:
#   id: OPS021
#   severity: note
#   guide: [RE-5, OE-6]
#   types: [Microsoft.DeviceUpdate/accounts/instances]
#   development: off
#   remediation: Set properties.enableDiagnostics to true, with a storage account in properties.diagnosticStorageProperties. The account is reached by its key.
#   terraform: Set diagnostic_enabled to true, with a diagnostic_storage_account block. The account is reached by its key.
#   since: 0.1.0
package policies.operations.du_diagnostics_off

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "enableDiagnostics"]

findings contains result.set(instance, path, "collects no logs from devices when an update fails") if {
	some instance in graph.of_type("Microsoft.DeviceUpdate/accounts/instances")
	value.is(value.at(instance, path), false)
}

undecided contains result.undecided(instance, path) if {
	some instance in graph.of_type("Microsoft.DeviceUpdate/accounts/instances")
}
