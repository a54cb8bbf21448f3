# METADATA
# title: Property does not exist in the declared API version
# description: |
#   A property that the API version of a resource does not have is refused or, worse, silently dropped: the
#   template says that a setting is on, and the service never heard of it.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.devices/iothubs
# custom:
#   id: OPS016
#   severity: warning
#   guide: [OE-10, SE-1]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices, Microsoft.Devices/provisioningServices/certificates, Microsoft.DeviceUpdate/accounts, Microsoft.DeviceUpdate/accounts/instances, Microsoft.DigitalTwins/digitalTwinsInstances, Microsoft.DigitalTwins/digitalTwinsInstances/endpoints, Microsoft.DeviceRegistry/namespaces]
#   needs: [facts.unsupported]
#   remediation: Declare an API version that has the property, or remove the property.
#   terraform: In the type of the azapi resource, name an API version that has the property, or remove the property.
#   since: 0.1.0
package policies.operations.api_version_property

import data.lib.graph
import data.lib.result

findings contains result.named(resource, misfit.path, message(resource, misfit)) if {
	some resource in input.resources
	some misfit in resource.facts.unsupported
}

message(resource, misfit) := sprintf("%s is not in API version %s, so it may be dropped; %s has it", [name(misfit), resource.api_version, misfit.version]) if {
	misfit.later
} else := sprintf("%s is no longer in API version %s; %s was the last to have it", [name(misfit), resource.api_version, misfit.version])

name(misfit) := misfit.path[count(misfit.path) - 1]

undecided contains result.because(resource, [], "its API version is not known") if {
	some resource in graph.of_type("Microsoft.Devices/IotHubs")
	resource.facts.chooses_version
	resource.api_version == ""
}
