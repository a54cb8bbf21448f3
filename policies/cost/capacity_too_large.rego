# METADATA
# title: The hub is far larger than the declared workload
# description: |
#   A hub costs by its edition and units, whether they are used or not. Units can be added within minutes when
#   they are needed, and a larger edition of the tier chosen, so there is no need to hold several times the quota.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-scaling
# custom:
#   id: COST001
#   severity: warning
#   guide: [CO-1, RE-1]
#   types: [Microsoft.Devices/IotHubs]
#   workload: [devices, messages_per_device_per_day, message_bytes, peak_factor, reconnect_window]
#   remediation: Set sku.name and sku.capacity to what carries the workload, or declare the operations and the growth that take more. hublint size --explain shows how it is worked out.
#   terraform: Set name and capacity in the sku block to what carries the workload, or declare the operations and the growth that take more. hublint size --explain shows how it is worked out.
#   since: 0.1.0
package policies.cost.capacity_too_large

import data.lib.graph
import data.lib.number
import data.lib.result
import data.lib.sizing

# A quota this many times that of what does is no reserve any more.
generous := 3

# Each hub is taken as if it had to carry all, as it has to if another one fails.
findings contains result.at(hub, sizing.capacity, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	choice := sizing.derived.recommendation
	choice.hubs.v == 1
	enough := sizing.quota(choice.edition.v, choice.units.v)
	count(sizing.settings(hub)) > 0
	every setting in sizing.settings(hub) {
		sizing.quota(setting.edition, setting.units) > generous * enough
	}
	message := sprintf("%s has quota for %s messages a day; %s × %d, for %s, carries the declared workload", [
		sizing.size(hub), number.grouped(max({sizing.quota(s.edition, s.units) | some s in sizing.settings(hub)})),
		choice.edition.v, choice.units.v, number.grouped(enough),
	])
}

undecided contains result.undecided(hub, path) if {
	sizing.derived
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [sizing.name, sizing.capacity]
}
