# METADATA
# title: Device Update is used but not on this hub
# description: |
#   The workload says that devices are updated by Device Update, which takes an account with an instance that
#   names the hub. Without one there is nothing to send updates by.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub-device-update/understand-device-update
# custom:
#   id: REL028
#   severity: note
#   guide: [RE-5, CO-4, OE-1]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.DeviceUpdate/accounts/instances]
#   workload: [features]
#   default: off
#   development: off
#   remediation: Add a Microsoft.DeviceUpdate/accounts and an instance that names the hub in properties.iotHubs.
#   terraform: Add an azurerm_iothub_device_update_account and an azurerm_iothub_device_update_instance with the hub's iothub_id.
#   since: 0.1.0
package policies.reliability.hub_no_device_update

import data.lib.azure
import data.lib.graph
import data.lib.result
import data.lib.sizing
import data.lib.value

instances := graph.any_of_type("Microsoft.DeviceUpdate/accounts/instances")

# A hub of the basic tier can't have it, which is a finding of its own.
findings contains result.missing(hub, [], "has no instance of Device Update, which the declared workload uses") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	wanted
	value.one_of(value.at(hub, sizing.name), azure.editions("standard"))
	graph.complete
	every instance in instances {
		serves_another(instance, hub)
	}
}

undecided contains result.because(hub, [], "not all instances of Device Update that could name this hub are known") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	wanted
	some instance in instances
	not serves_another(instance, hub)
	not serves(instance, hub)
}

undecided contains result.because(hub, [], "what could not be read may hold an instance of Device Update") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	wanted
	not graph.complete
	count(instances) == 0
}

wanted if {"v": "device-update"} in input.workload.features.items

serves(instance, hub) if {
	some target in graph.targets(instance, ["properties", "iotHubs"])
	target.id == hub.id
}

serves_another(instance, hub) if {
	named := value.at(instance, ["properties", "iotHubs"])
	value.complete(named)
	count(named.items) == 1
	ids := {target.id | some target in graph.targets(instance, ["properties", "iotHubs"])}
	count(ids) > 0
	not hub.id in ids
}
