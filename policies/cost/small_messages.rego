# METADATA
# title: Messages use a small part of what they are billed as
# description: |
#   Messages count against the daily quota in blocks of 4 KB. A device that gathers several readings and sends
#   them as one message uses fewer of them, and fewer units, at the price of some delay.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-pricing
# custom:
#   id: COST005
#   severity: note
#   guide: [CO-7, PE-5]
#   types: [Microsoft.Devices/IotHubs]
#   workload: [devices, messages_per_device_per_day, message_bytes]
#   remediation: Let devices send several readings in one message where the delay does no harm, and declare the new size and number.
#   since: 0.1.0
package policies.cost.small_messages

import data.lib.azure
import data.lib.graph
import data.lib.number
import data.lib.result
import data.lib.sizing
import data.lib.value

# Messages that fill a larger part are well enough packed.
small := 4

# What fewer messages need less of.
eased := {"daily-quota", "send-rate"}

findings contains result.at(hub, sizing.capacity, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	edition := value.at(hub, sizing.name).v
	row := azure.edition(edition)
	bytes := input.workload.message_bytes.v
	bytes * small <= row.meter_bytes
	needs := sizing.share(edition, 1).needs
	now := max({need.v | some need in needs})
	packed := batched(row, needs)
	packed < now
	every setting in sizing.settings(hub) {
		setting.units > packed
	}
	count(sizing.settings(hub)) > 0
	message := sprintf("the declared messages of %s bytes are billed as %s; in full ones the workload takes %s of %s, not %s", [
		number.grouped(bytes), number.grouped(row.meter_bytes), number.times(packed, "unit"), upper(edition), number.grouped(now),
	])
}

undecided contains result.undecided(hub, path) if {
	sizing.derived
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path in [sizing.name, sizing.capacity]
}

# batched returns the units the workload takes if its messages are full.
batched(row, needs) := max(rest | {quota}) if {
	quota := needs["daily-quota"].v - floor((sizing.derived.messages.blocks.v - sizing.derived.messages.fewest_blocks.v) / row.messages_per_day)
	rest := {need.v | some limit, need in needs; not limit in eased} | {1}
}
