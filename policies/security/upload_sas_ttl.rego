# METADATA
# title: Upload links stay valid for longer than an hour
# description: |
#   To upload a file a device gets a link that anyone who has it can use until it expires. The shorter it
#   lives, the less a leaked one is worth. An hour is enough for most files.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-file-upload
# custom:
#   id: SEC032
#   severity: note
#   guide: [SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.storageEndpoints]
#   remediation: Set sasTtlAsIso8601 of properties.storageEndpoints.$default to PT1H or less. Large files over slow links may need more; say so in an ignore comment.
#   terraform: Set sas_ttl of file_upload to PT1H or less. Large files over slow links may need more; say so in an ignore comment.
#   since: 0.1.0
#   fix: PT1H
package policies.security.upload_sas_ttl

import data.lib.duration
import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

path := array.concat(routing.upload, ["sasTtlAsIso8601"])

findings contains result.at(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	ttl := value.at(hub, path)
	duration.seconds(ttl.v) > 3600
	message := sprintf("upload links stay valid for %s; one hour is enough for most files", [value.show(ttl)])
}

undecided contains result.undecided(hub, path) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}
