# METADATA
# title: Preview API or withdrawn edition in production
# description: |
#   A preview version of an API comes without support and may go within months, with what only it offers. The
#   edition GEN2 came with one preview and went with another. Some things, as a provisioning service that is
#   linked by identity, are in previews only; then this is the price.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.devices/change-log/iothubs
# custom:
#   id: OPS018
#   severity: warning
#   guide: [OE-10]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices, Microsoft.DeviceUpdate/accounts, Microsoft.DigitalTwins/digitalTwinsInstances, Microsoft.DeviceRegistry/namespaces]
#   development: off
#   remediation: Declare a version of the API without -preview, and an edition that is on sale.
#   since: 0.1.0
package policies.operations.preview_or_withdrawn

import data.azure
import data.lib.graph
import data.lib.result
import data.lib.value

types := [
	"Microsoft.Devices/IotHubs", "Microsoft.Devices/provisioningServices", "Microsoft.DeviceUpdate/accounts",
	"Microsoft.DigitalTwins/digitalTwinsInstances", "Microsoft.DeviceRegistry/namespaces",
]

edition := ["sku", "name"]

findings contains result.lighter("note", result.at(resource, [], message)) if {
	some type in types
	some resource in graph.of_type(type)
	resource.facts.chooses_version
	endswith(resource.api_version, "-preview")
	message := sprintf("is deployed by a preview of the API, %s", [resource.api_version])
}

findings contains result.at(hub, edition, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some name, row in azure.retirements.hub_editions
	value.is(value.at(hub, edition), name)
	message := sprintf("is of edition %s, which was withdrawn with API version %s", [name, row.gone])
}

undecided contains result.undecided(hub, edition) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
}
