# METADATA
# title: The edition of the hub lacks a feature that is used
# description: |
#   Hubs of the basic tier only take in telemetry: they have no twins, no messages or methods to devices, no
#   jobs and no IoT Edge. A route on twin changes never gets a message there, and calls to devices are refused.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: PERF001
#   severity: error
#   guide: [PE-7, RE-1, CO-1, SE-6]
#   types: [Microsoft.Devices/IotHubs]
#   remediation: Set sku.name to an edition of the standard tier; a basic hub can be upgraded to it, with no way back. Or remove what needs it.
#   terraform: Set name in the sku block to an edition of the standard tier; a basic hub can be upgraded to it, with no way back. Or remove what needs it.
#   since: 0.1.0
package policies.performance.basic_tier_feature

import data.lib.azure
import data.lib.features
import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.sizing
import data.lib.value

commands := ["properties", "cloudToDevice"]

findings contains result.at(hub, path, message) if {
	some hub in limited
	some [path, feature, what] in features.used(hub)
	lacking(hub, feature)
	message := sprintf("%s, but %s has no %s", [what, edition(hub), feature])
}

findings contains result.at(hub, sizing.name, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	lacks := {feature.v |
		some feature in input.workload.derived.features.items
		lacking(hub, feature.v)
	}
	count(lacks) > 0
	message := sprintf("%s has no %s, which the declared workload uses", [edition(hub), concat(", ", sort(lacks))])
}

# Templates that were exported have the settings of commands whether they are
# used or not.
findings contains result.lighter("note", result.named(hub, commands, message)) if {
	some hub in limited
	settings := value.at(hub, commands)
	count(object.keys(settings) - {"absent", "unknown", "expr", "any_of", "text"}) > 0
	lacking(hub, "cloud-to-device")
	message := sprintf("has settings for commands to devices, but %s has no cloud-to-device messages", [edition(hub)])
}

undecided contains result.undecided(hub, sizing.name) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some _ in features.used(hub)
}

undecided contains result.undecided(hub, array.concat(path, [key])) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.one_of(value.at(hub, sizing.name), azure.editions("basic"))
	some path, _ in value.items(hub, routing.routes)
	some key in ["source", "isEnabled"]
}

# limited are the hubs that may lack what routes and commands need: the standard
# tier has all of that.
limited := [hub |
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	value.none_of(value.at(hub, sizing.name), azure.editions("standard"))
]

# lacking: whichever edition the hub comes to have lacks a feature.
lacking(hub, feature) if {
	count(value.options(value.at(hub, sizing.name))) > 0
	every name in value.options(value.at(hub, sizing.name)) {
		features.lacks(name, feature)
		not unclear(name, feature)
	}
}

# Of some features no source says whether an edition has them.
unclear(name, feature) if feature in data.azure.features.unverified[azure.edition(name).tier]

edition(hub) := value.show(value.at(hub, sizing.name))
