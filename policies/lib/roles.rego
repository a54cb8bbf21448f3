# Role assignments: which role, to whom, on what.
package lib.roles

import data.azure
import data.lib.graph
import data.lib.scope
import data.lib.value

assignments := graph.of_type("Microsoft.Authorization/roleAssignments")

definition := ["properties", "roleDefinitionId"]

# role returns the row of a built-in role in the table; undefined for others and
# where the role is not known.
role(assignment) := azure.roles.by_id[id] if {
	segments := split(lower(value.known_text(value.at(assignment, definition))), "/")
	id := segments[count(segments) - 1]
}

# is_on: the assignment is on the resource itself.
is_on(assignment, resource) if {
	some edge in input.edges[assignment.id]
	edge.to == resource.id
	edge.kind == "scope"
}

is_on(assignment, resource) if scope.is_on(assignment, ["scope"], resource)

# is_above: the assignment is on something that holds resources. Without a word
# it is on what the deployment goes to, a resource group or more.
is_above(assignment) if {
	count(assignment.extends) == 0
	value.absent(value.at(assignment, ["scope"]))
}

is_above(assignment) if scope.is_wide(assignment, ["scope"])

is_above(assignment) if {
	some type in assignment.extends
	lower(type) in scope.holders
}

# above returns what an assignment is on, for a message.
above(assignment) := sprintf("the whole %s", [kind]) if {
	some kind, pattern in {
		"subscription": `(?i)^/subscriptions/[^/]*/?$|/subscriptions$|_subscription$`,
		"resource group": `(?i)^/subscriptions/[^/]*/resourceGroups/[^/]*/?$|/resourceGroups$|_resource_group$`,
		"management group": `(?i)/managementGroups/[^/]*/?$|/managementGroups$|_management_group$`,
	}
	some written in array.concat([scope_text(assignment)], assignment.extends)
	regex.match(pattern, written)
} else := "all that the deployment goes to, a resource group or more"

default scope_text(_) := ""

scope_text(assignment) := value.known_text(value.at(assignment, ["scope"]))

# workload returns the managed identities, or resources with one, that an
# assignment is to.
workload(assignment) := [target |
	for_no_person(value.at(assignment, ["properties", "principalType"]))
	some target in graph.targets(assignment, ["properties", "principalId"])
]

for_no_person(kind) if value.absent(kind)

for_no_person(kind) if value.none_of(kind, ["User", "Group", "ForeignGroup"])
