# METADATA
# title: Property name the type does not have
# description: |
#   A misspelt property is often not refused but ignored, and what it should have switched on stays off.
#   Another casing is no mistake. A name that is near none is left alone: it may be newer than hublint.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.devices/iothubs
# custom:
#   id: OPS017
#   severity: warning
#   guide: [OE-10, SE-1]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices, Microsoft.Devices/provisioningServices/certificates, Microsoft.DeviceUpdate/accounts, Microsoft.DeviceUpdate/accounts/instances, Microsoft.DigitalTwins/digitalTwinsInstances, Microsoft.DigitalTwins/digitalTwinsInstances/endpoints, Microsoft.DeviceRegistry/namespaces]
#   needs: [facts.misspelt]
#   remediation: Write the name as the message has it.
#   since: 0.1.0
package policies.operations.property_misspelt

import data.lib.result

findings contains result.named(resource, misfit.path, message) if {
	some resource in input.resources
	some misfit in resource.facts.misspelt
	message := sprintf("has no property %s; it has %s", [misfit.path[count(misfit.path) - 1], misfit.meant])
}

# Nothing is undecided: a name that is written is known.
undecided := set()
