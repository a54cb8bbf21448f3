# METADATA
# title: Device Update on a hub of the basic tier
# description: |
#   Device Update tells devices what to install by their twins, and the basic tier has no twins. Updates
#   would never reach a device.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub-device-update/device-update-limits
# custom:
#   id: REL029
#   severity: error
#   guide: [RE-5, PE-7]
#   types: [Microsoft.DeviceUpdate/accounts/instances]
#   needs: [properties.iotHubs]
#   remediation: Give the hub an edition of the standard tier. A basic hub can be upgraded to it.
#   since: 0.1.0
package policies.reliability.du_basic_hub

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.value

findings contains result.at(instance, path, message) if {
	some link in links
	value.one_of(link.edition, azure.editions("basic"))
	instance := link.instance
	path := link.path
	message := sprintf("updates cannot reach the devices of a hub of edition %s: the basic tier has no twins", [value.show(link.edition)])
}

undecided contains result.because(link.instance, link.path, sprintf("the edition of the hub, %s, is not known", [value.show(link.edition)])) if {
	some link in links
	value.unknown(link.edition)
	not value.one_of(link.edition, azure.editions("basic"))
	not value.none_of(link.edition, azure.editions("basic"))
}

undecided contains result.undecided(instance, path) if {
	some instance in graph.of_type("Microsoft.DeviceUpdate/accounts/instances")
	some item, _ in value.items(instance, ["properties", "iotHubs"])
	path := array.concat(item, ["resourceId"])
	count(graph.targets(instance, path)) == 0
}

# links are the instances with the editions of the hubs they serve.
links contains {"instance": instance, "path": path, "edition": value.at(hub, ["sku", "name"])} if {
	some instance in graph.of_type("Microsoft.DeviceUpdate/accounts/instances")
	some item, _ in value.items(instance, ["properties", "iotHubs"])
	path := array.concat(item, ["resourceId"])
	some hub in graph.targets(instance, path)
	hub.type == "Microsoft.Devices/IotHubs"
}
