# METADATA
# title: Digital Twins endpoint authenticates with a key
# description: |
#   An endpoint that sends by a connection string carries a secret that has to be kept, turned and not leaked.
#   With the identity of the instance there is none. Event Grid endpoints know only keys and are left out.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/digital-twins/concepts-route-events
# custom:
#   id: SEC042
#   severity: warning
#   security_severity: "5.0"
#   guide: [SE-1, OE-4]
#   types: [Microsoft.DigitalTwins/digitalTwinsInstances/endpoints]
#   development: note
#   remediation: Set properties.authenticationType to IdentityBased with endpointUri and entityPath, and give the instance's identity the right to send.
#   terraform: The azurerm provider knows only keys. Use an azapi_resource of type Microsoft.DigitalTwins/digitalTwinsInstances/endpoints with properties.authenticationType IdentityBased, endpointUri and entityPath.
#   since: 0.1.0
package policies.security.twins_endpoint_key_auth

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "authenticationType"]

findings contains weighed(endpoint, result.set(endpoint, path, "sends by a connection string: a key that can leak")) if {
	some endpoint in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances/endpoints")
	knows_identities(endpoint)
	value.is(value.at(endpoint, path), "KeyBased")
}

undecided contains result.undecided(endpoint, path) if {
	some endpoint in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances/endpoints")
	not value.is(value.at(endpoint, ["properties", "endpointType"]), "EventGrid")
}

undecided contains result.undecided(endpoint, ["properties", "endpointType"]) if {
	some endpoint in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances/endpoints")
	value.is(value.at(endpoint, path), "KeyBased")
}

knows_identities(endpoint) if value.one_of(value.at(endpoint, ["properties", "endpointType"]), ["EventHub", "ServiceBus"])

# The azurerm provider offers nothing else.
weighed(endpoint, found) := found if {
	endpoint.facts.chooses_version
} else := result.lighter("note", found)
