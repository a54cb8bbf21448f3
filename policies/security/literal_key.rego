# METADATA
# title: A key or connection string is written in the code
# description: |
#   A key in the code is read by everyone who can read the repository, now and in its history, and in the
#   history of deployments. Texts that stand in a key's place, such as brackets or one repeated letter, are
#   not taken for keys.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/azure-resource-manager/bicep/scenarios-secrets
# custom:
#   id: SEC017
#   severity: error
#   security_severity: "9.8"
#   guide: [SE-1, OE-10]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices, Microsoft.DeviceUpdate/accounts, Microsoft.DeviceUpdate/accounts/instances, Microsoft.DigitalTwins/digitalTwinsInstances, Microsoft.DigitalTwins/digitalTwinsInstances/endpoints, Microsoft.StreamAnalytics/streamingjobs, Microsoft.StreamAnalytics/streamingjobs/inputs, Microsoft.Web/sites, Microsoft.Web/sites/config]
#   needs: [facts.keys]
#   remediation: Take the key from the resource with listKeys(), or from a key vault, and make a new one, as this one is no longer secret. Better, let an identity take its place.
#   terraform: Take the key from an attribute of the resource, such as primary_connection_string, or from a key vault, and make a new one, as this one is no longer secret. Better, let an identity take its place.
#   since: 0.1.0
package policies.security.literal_key

import data.lib.graph
import data.lib.result

findings contains result.at(resource, key.path, message) if {
	some resource in input.resources
	some key in resource.facts.keys
	message := sprintf("%s holds %s in clear text", [graph.label(key.path), key.kind])
}
