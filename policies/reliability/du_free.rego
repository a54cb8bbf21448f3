# METADATA
# title: Free tier of Device Update in production
# description: |
#   The free tier of Device Update is for trials: it updates a handful of devices, and cannot be turned into the
#   standard tier.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub-device-update/device-update-limits
# custom:
#   id: REL031
#   severity: warning
#   guide: [RE-5, CO-1]
#   types: [Microsoft.DeviceUpdate/accounts]
#   development: off
#   remediation: Set properties.sku to Standard. The tier is fixed when the account is created.
#   terraform: Set sku to Standard, or leave it out. Changing it replaces the account.
#   since: 0.1.0
#   fix: Standard
package policies.reliability.du_free

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "sku"]

findings contains result.at(account, path, message) if {
	some account in graph.of_type("Microsoft.DeviceUpdate/accounts")
	value.is(value.at(account, path), "Free")
	message := sprintf("is of the free tier, which updates %d devices and cannot be upgraded", [data.azure.limits.device_update.free.devices])
}

undecided contains result.undecided(account, path) if {
	some account in graph.of_type("Microsoft.DeviceUpdate/accounts")
	not value.is_not(value.at(account, path), "Free")
}
