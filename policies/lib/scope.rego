# What an id in a property leads to: a resource, or a group of resources, a
# subscription or a management group, which hold many.
package lib.scope

import data.lib.graph
import data.lib.value

# is_on: the id at the path is that of the resource.
is_on(from, path, resource) if {
	some target in graph.targets(from, path)
	target.id == resource.id
}

# is_wide: the id at the path is of something that holds resources.
is_wide(from, path) if holds_resources(value.known_text(value.at(from, path)))

is_wide(from, path) if {
	some target in graph.targets(from, path)
	lower(target.type) in holders
}

# is_elsewhere: the id at the path is of a single resource, and another one.
is_elsewhere(from, path, resource) if {
	targets := graph.targets(from, path)
	count(targets) > 0
	every target in targets {
		not lower(target.type) in holders
		graph.differ(target, resource)
	}
}

is_elsewhere(from, path, resource) if is_of_other_type(from, path, resource.type)

# is_of_other_type: the id at the path is of a single resource of another type.
is_of_other_type(from, path, type) if {
	some target in graph.targets(from, path)
	not lower(target.type) in holders
	lower(target.type) != lower(type)
}

is_of_other_type(from, path, type) if type_in(value.known_text(value.at(from, path))) != lower(type)

holders := {
	"microsoft.resources/resourcegroups", "microsoft.resources/subscriptions", "microsoft.management/managementgroups",
	"azurerm_resource_group", "azurerm_subscription", "azurerm_management_group",
}

holds_resources(text) if regex.match(`(?i)^/subscriptions/[^/]*(/resourceGroups/[^/]*)?/?$`, text)

holds_resources(text) if regex.match(`(?i)^/providers/Microsoft\.Management/managementGroups/[^/]*/?$`, text)

# type_in returns the type of the innermost resource that an id names, in lower
# case.
type_in(text) := lower(concat("/", array.concat([steps[0]], [step | some i, step in steps; i % 2 == 1]))) if {
	parts := regex.split(`(?i)/providers/`, text)
	count(parts) > 1
	tail := parts[count(parts) - 1]
	steps := split(trim_suffix(tail, "/"), "/")
	count(steps) > 2
	every i, step in steps {
		spelled_out(i, step)
	}
}

spelled_out(i, _) if {
	i > 0
	i % 2 == 0
}

spelled_out(i, step) if {
	i % 2 == 1
	not contains(step, "…")
}

spelled_out(0, step) if not contains(step, "…")
