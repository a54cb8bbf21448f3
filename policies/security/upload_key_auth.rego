# METADATA
# title: File upload authenticates with the storage key
# description: |
#   To let devices upload files the hub needs access to a storage account. With the account's key it holds a
#   secret that opens all of the account; with an identity it holds none and may only do what its role says.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-managed-identity
# custom:
#   id: SEC028
#   severity: warning
#   security_severity: "5.5"
#   guide: [SE-1, OE-4]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.storageEndpoints]
#   development: note
#   remediation: Set authenticationType of properties.storageEndpoints.$default to identityBased, and give the hub's identity the role Storage Blob Data Contributor on the account.
#   terraform: Set authentication_type of file_upload to identityBased, and give the hub's identity the role Storage Blob Data Contributor on the account.
#   since: 0.1.0
package policies.security.upload_key_auth

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

path := array.concat(routing.upload, ["authenticationType"])

message := "writes uploads to storage with the account's key"

findings contains at(hub) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.is(value.at(hub, path), "keyBased")
	routing.is_given(hub, value.at(hub, string))
}

undecided contains result.undecided(hub, place) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not value.is(value.at(hub, path), "identityBased")
	not routing.is_given(hub, value.at(hub, string))
	some place in [path, string]
}

string := array.concat(routing.upload, ["connectionString"])

# at points at the type of authentication if it is written, else at the key.
at(hub) := result.at(hub, path, message) if {
	not value.at(hub, path).from
} else := result.named(hub, string, message)
