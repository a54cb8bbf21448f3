# METADATA
# title: Device Update on a hub without public access
# description: |
#   Device Update reaches its hub over the hub's public endpoint. With public access switched off no update is
#   deployed, and nothing says why.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-public-network-access
# custom:
#   id: REL030
#   severity: error
#   guide: [RE-5, SE-3]
#   types: [Microsoft.DeviceUpdate/accounts/instances]
#   needs: [properties.iotHubs]
#   remediation: Leave properties.publicNetworkAccess of the hub at Enabled, and let in known addresses only with properties.networkRuleSets.
#   terraform: Leave public_network_access_enabled of the hub at true, and let in known addresses only with a network_rule_set block.
#   since: 0.1.0
package policies.reliability.du_private_hub

import data.lib.graph
import data.lib.result
import data.lib.value

access := ["properties", "publicNetworkAccess"]

findings contains result.at(hub, access, message) if {
	some [instance, hub] in served
	graph.certain(instance)
	value.is(value.at(hub, access), "Disabled")
	message := sprintf("is out of reach for the Device Update instance %s: publicNetworkAccess is Disabled", [value.show(value.at(instance, ["name"]))])
}

undecided contains result.undecided(hub, access) if {
	some [_, hub] in served
	not value.is_not(value.at(hub, access), "Disabled")
}

undecided contains result.undecided(hub, access) if {
	some [instance, hub] in served
	value.is(value.at(hub, access), "Disabled")
	not graph.certain(instance)
}

served contains [instance, hub] if {
	some instance in graph.of_type("Microsoft.DeviceUpdate/accounts/instances")
	some item, _ in value.items(instance, ["properties", "iotHubs"])
	targets := graph.targets(instance, array.concat(item, ["resourceId"]))
	count(targets) == 1
	hub := targets[0]
	hub.type == "Microsoft.Devices/IotHubs"
	not hub.existing
}
