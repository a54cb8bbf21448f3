# METADATA
# title: Digital Twins endpoint without dead-letter storage
# description: |
#   Events that an endpoint cannot take are tried again for a while and then dropped. With dead-letter storage
#   they are kept, and can be looked at and sent again.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/digital-twins/concepts-route-events
# custom:
#   id: REL026
#   severity: note
#   guide: [RE-6]
#   types: [Microsoft.DigitalTwins/digitalTwinsInstances/endpoints]
#   development: off
#   remediation: Set properties.deadLetterUri to a storage container, or deadLetterSecret for an endpoint that uses keys.
#   terraform: Set dead_letter_storage_secret.
#   since: 0.1.0
package policies.reliability.twins_endpoint_no_dead_letter

import data.lib.graph
import data.lib.result
import data.lib.value

uri := ["properties", "deadLetterUri"]

secret := ["properties", "deadLetterSecret"]

findings contains result.missing(endpoint, ["properties"], "drops what it cannot deliver: it has no dead-letter storage") if {
	some endpoint in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances/endpoints")
	value.blank(value.at(endpoint, uri))
	value.blank(value.at(endpoint, secret))
}

undecided contains result.undecided(endpoint, path) if {
	some endpoint in graph.of_type("Microsoft.DigitalTwins/digitalTwinsInstances/endpoints")
	some path in [uri, secret]
	not given(endpoint)
}

given(endpoint) if {
	some path in [uri, secret]
	value.is_not(value.at(endpoint, path), "")
}
