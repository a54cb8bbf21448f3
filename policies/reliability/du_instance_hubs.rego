# METADATA
# title: Device Update instance does not name exactly one hub
# description: |
#   An instance of Device Update serves one hub, and a hub has one instance. Azure refuses an instance with no
#   hub or several, and a second one on the same hub.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub-device-update/device-update-resources
# custom:
#   id: REL032
#   severity: error
#   guide: [RE-5]
#   types: [Microsoft.DeviceUpdate/accounts/instances]
#   remediation: Name one hub in properties.iotHubs, one that no other instance names.
#   terraform: Give each hub one azurerm_iothub_device_update_instance.
#   since: 0.1.0
package policies.reliability.du_instance_hubs

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "iotHubs"]

instances := graph.of_type("Microsoft.DeviceUpdate/accounts/instances")

findings contains result.at(instance, path, message) if {
	some instance in instances
	hubs := value.at(instance, path)
	value.complete(hubs)
	n := count(hubs.items)
	n != 1
	message := sprintf("names %d hubs; an instance serves one", [n])
}

findings contains result.missing(instance, path, "names no hub; an instance serves one") if {
	some instance in instances
	value.absent(value.at(instance, path))
}

findings contains result.at(instance, place, message) if {
	some [instance, place, hub] in served
	some [other, _, same] in served
	other.id < instance.id
	hub.id == same.id
	message := sprintf("serves the hub %s, which another instance serves already", [value.show(value.at(hub, ["name"]))])
}

undecided contains result.undecided(instance, path) if some instance in instances

# served are the instances that are certain to be there, with the hubs they name.
served contains [instance, place, hub] if {
	some instance in instances
	graph.certain(instance)
	some item, _ in value.items(instance, path)
	place := array.concat(item, ["resourceId"])
	targets := graph.targets(instance, place)
	count(targets) == 1
	hub := targets[0]
	hub.type == "Microsoft.Devices/IotHubs"
}
