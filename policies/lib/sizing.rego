# Whether hubs carry the declared workload. What it asks of them is worked out in
# input.workload.derived; here it is only compared.
package lib.sizing

import data.lib.azure
import data.lib.graph
import data.lib.number
import data.lib.value

name := ["sku", "name"]

capacity := ["sku", "capacity"]

derived := input.workload.derived

hubs := graph.any_of_type("Microsoft.Devices/IotHubs")

# shares is the number of hubs that may share the workload; undefined if that is
# not known. A second hub may also be there to take over from the first: then
# each carries all, and what is said of a share holds all the more.
shares := count(hubs) if {
	graph.complete
	every hub in hubs {
		hub.each == false
	}
}

# first is one hub to speak of what concerns all of them.
first := [hub | some hub in hubs; not hub.existing; hub.id == min({h.id | some h in hubs; not h.existing})][0]

# share returns what each of n hubs needs if they are of an edition.
share(edition, n) := derived.editions[upper(edition)].hubs[format_int(n, 10)]

# exceeded returns the limits that a hub does not meet as one of n, whichever
# edition and units it comes to have.
exceeded(hub, n) := {limit |
	some limit in limits
	count(settings(hub)) > 0
	every setting in settings(hub) {
		falls_short(share(setting.edition, n), setting.units, limit)
	}
}

settings(hub) := {{"edition": edition, "units": to_number(units)} |
	some edition in value.options(value.at(hub, name))
	some units in value.options(value.at(hub, capacity))
}

falls_short(need, units, limit) if need.needs[limit].v > units

falls_short(need, _, limit) if {"v": limit} in need.never.items

limits contains limit if {
	some row in derived.editions
	some limit, _ in row.hubs["1"].needs
}

limits contains limit.v if {
	some row in derived.editions
	some limit in row.hubs["1"].never.items
}

# asks says how much of an edition a limit takes.
asks(edition, n, limit) := sprintf("%s takes %s", [words(limit), number.times(share(edition.v, n).needs[limit].v, "unit")]) if {
	edition.v
} else := sprintf("%s is more than any number of units gives", [words(limit)]) if {
	edition.v
} else := words(limit)

words(limit) := replace(limit, "-", " ")

# better says what carries the workload with as many hubs.
better(n) := sprintf("; %s × %d would do", [derived.recommendation.edition.v, derived.recommendation.units.v]) if {
	derived.recommendation.hubs.v == n
} else := ""

# quota returns the messages a day of some units of an edition.
quota(edition, units) := azure.edition(edition).messages_per_day * units

# size returns how a hub is spoken of: "S1 × 4".
size(hub) := sprintf("%s × %s", [value.show(value.at(hub, name)), value.show(value.at(hub, capacity))])
