# METADATA
# title: Nothing stops the hub and its device registry from being deleted
# description: |
#   A hub holds the identities of all devices. Deleted by mistake, it takes them along, and each device has to
#   be registered again. A lock on the hub or its resource group makes that a deliberate act.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
# custom:
#   id: REL020
#   severity: note
#   guide: [OE-10, RE-3]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Authorization/locks]
#   elsewhere: locks
#   development: off
#   remediation: Add a Microsoft.Authorization/locks resource with this hub as its scope and level CanNotDelete.
#   terraform: Add an azurerm_management_lock with scope of this hub and lock_level CanNotDelete, or lifecycle { prevent_destroy = true }.
#   since: 0.1.0
package policies.reliability.hub_no_lock

import data.lib.graph
import data.lib.result

locks := graph.any_of_type("Microsoft.Authorization/locks")

findings contains result.missing(hub, [], "can be deleted by mistake, and the device registry with it: nothing locks it") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	unlocked(hub)
}

undecided contains result.because(hub, [], graph.doubt(graph.scripts(hub, "locks"), "not all locks that could be on this hub are known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not unlocked(hub)
	not locked(hub)
}

unlocked(hub) if {
	graph.complete
	graph.unscripted(hub, "locks")
	hub.protected == false
	every lock in locks {
		is_elsewhere(lock, hub)
	}
}

# A lock on one resource that is another one; on anything wider it holds for
# the hub too.
is_elsewhere(lock, hub) if {
	on := graph.extended(lock)
	count(on) > 0
	every target in on {
		graph.differ(target, hub)
		not lower(target.type) in {"microsoft.resources/resourcegroups", "microsoft.resources/subscriptions"}
	}
}

locked(hub) if hub.protected == true

locked(hub) if {
	some lock in locks
	graph.certain(lock)
	some target in graph.extended(lock)
	graph.is_same(target, hub)
}
