# METADATA
# title: Hub is not watched by Defender for IoT
# description: |
#   Defender for IoT looks at the traffic and the settings of a hub and tells of what is unusual: many failed
#   logins, keys used from a new place, open rules. A hub has to be named by a solution, or be found by its
#   query. There is often one solution for a subscription, elsewhere.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/defender-for-iot/device-builders/quickstart-onboard-iot-hub
# custom:
#   id: SEC033
#   severity: note
#   security_severity: "5.0"
#   guide: [SE-4]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Security/iotSecuritySolutions]
#   elsewhere: defender
#   yields_to: [hub-free-tier]
#   development: off
#   remediation: Add a Microsoft.Security/iotSecuritySolutions resource with the id of this hub in properties.iotHubs.
#   terraform: Add an azurerm_iot_security_solution with the id of this hub in iothub_ids.
#   since: 0.1.0
package policies.security.defender_missing

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.scope
import data.lib.value

hubs := ["properties", "iotHubs"]

edition := ["sku", "name"]

query := ["properties", "userDefinedResources", "query"]

solutions := graph.any_of_type("Microsoft.Security/iotSecuritySolutions")

# A free hub is for trying things out.
findings contains result.missing(hub, [], "no Defender for IoT solution watches this hub") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	unwatched(hub)
	value.none_of(value.at(hub, edition), azure.editions("free"))
}

undecided contains result.because(hub, [], "not all that could be a Defender solution for this hub is known") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not unwatched(hub)
	not watched(hub)
}

undecided contains result.undecided(hub, edition) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	unwatched(hub)
}

unwatched(hub) if {
	graph.complete
	every solution in solutions {
		cannot_watch(solution, hub)
	}
}

cannot_watch(solution, hub) if {
	value.absent(value.at(solution, query))
	value.complete(value.at(solution, hubs))
	every path, _ in value.items(solution, hubs) {
		scope.is_elsewhere(solution, path, hub)
	}
}

watched(hub) if {
	some solution in solutions
	graph.certain(solution)
	watches(solution, hub)
}

watches(solution, hub) if {
	some path, _ in value.items(solution, hubs)
	scope.is_on(solution, path, hub)
}

watches(solution, _) if value.at(solution, query).v != ""
