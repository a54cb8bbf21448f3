# METADATA
# title: A budget that tells nobody
# description: |
#   A budget stops no spending; all it does is tell. Without a notification that is on and has someone to tell,
#   it does nothing. A notification on the forecast comes while something can still be done.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/templates/microsoft.consumption/budgets
# custom:
#   id: COST007
#   severity: warning
#   guide: [CO-9]
#   types: [Microsoft.Consumption/budgets]
#   development: note
#   remediation: Add notifications to properties.notifications with enabled true and contactEmails, contactGroups or contactRoles, one of them with thresholdType Forecasted.
#   terraform: Add notification blocks with contact_emails, contact_groups or contact_roles, one of them with threshold_type "Forecasted".
#   since: 0.1.0
package policies.cost.budget_silent

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "notifications"]

findings contains result.missing(budget, path, "tells nobody: none of its notifications is on and has someone to tell") if {
	some budget in graph.of_type("Microsoft.Consumption/budgets")
	value.complete(value.at(budget, path))
	every _, notification in notifications(budget) {
		mute(notification)
	}
}

findings contains result.lighter("note", result.missing(budget, path, "tells only when the money is spent: no notification is on the forecast")) if {
	some budget in graph.of_type("Microsoft.Consumption/budgets")
	value.complete(value.at(budget, path))
	some notification in notifications(budget)
	heard(notification)
	every other in notifications(budget) {
		value.complete(other)
		value.none_of(object.get(other, "thresholdType", {"v": "Actual"}), ["Forecasted"])
	}
}

undecided contains result.undecided(budget, where) if {
	some budget in graph.of_type("Microsoft.Consumption/budgets")
	some where in array.concat([path], [array.concat(at, key) |
		some at, _ in notifications(budget)
		some key in [[], ["enabled"], ["contactEmails"], ["contactGroups"], ["contactRoles"]]
	])
}

# notifications returns the notifications of a budget by their paths. Each has a
# name of its own.
notifications(budget) := object.union(value.items(budget, path), {array.concat(path, [name]): notification |
	some name, notification in value.at(budget, path)
	is_object(notification)
})

mute(notification) if value.is(notification.enabled, false)

mute(notification) if {
	value.complete(notification)
	every key in contacts {
		value.empty(object.get(notification, key, {"absent": true}))
	}
}

heard(notification) if {
	value.none_of(object.get(notification, "enabled", {"v": true}), [false])
	some key in contacts
	count(notification[key].items) > 0
}

contacts := ["contactEmails", "contactGroups", "contactRoles"]
