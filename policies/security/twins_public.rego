# METADATA
# title: Digital Twins instance is reachable from every address
# description: |
#   The instance takes Microsoft Entra ID only, so no key can leak. Still, whoever has a token of a reader can
#   use it from anywhere.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/digital-twins/how-to-enable-private-link
# custom:
#   id: SEC041
#   severity: note
#   security_severity: "4.0"
#   guide: [SE-3]
#   types: [Microsoft.DigitalTwins/digitalTwinsInstances]
#   development: off
#   remediation: Set properties.publicNetworkAccess to "Disabled" and add a private endpoint of group API.
#   terraform: The azurerm provider has no such argument. Set properties.publicNetworkAccess to "Disabled" with an azapi_update_resource on the instance, and add an azurerm_private_endpoint with subresource_names ["API"].
#   since: 0.1.0
package policies.security.twins_public

import data.lib.graph
import data.lib.network
import data.lib.result
import data.lib.value

findings contains result.set(twins, network.access, message) if {
	some twins in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances")
	network.public(twins)
	message := sprintf("can be reached from every address: public network access is %s", [value.show(value.at(twins, network.access))])
}

undecided contains result.undecided(twins, network.access) if {
	some twins in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances")
	not network.private(twins)
}
