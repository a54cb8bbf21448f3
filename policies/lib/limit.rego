# More of something than the service takes.
package lib.limit

import data.lib.graph
import data.lib.number
import data.lib.value

# listed returns the number of items that an array at a path is certain to have.
listed(resource, path) := count(value.items(resource, path))

# beside returns the number of children of a type that are certain to be there.
beside(resource, type) := count([child | some child in graph.children(resource, type); graph.certain(child)])

# over returns what to say if there are too many of a thing.
over(n, most, things) := sprintf("has %s %s; the limit is %s", [number.grouped(n), things, number.grouped(most)]) if n > most
