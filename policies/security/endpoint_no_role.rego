# METADATA
# title: The identity of an endpoint has no role on its target
# description: |
#   An endpoint that signs in by identity may do on its target what a role allows, and nothing without one.
#   This deployment makes hub and target, and no role assignment ties them, so messages are dropped until
#   somebody adds it.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-managed-identity
# custom:
#   id: SEC030
#   severity: warning
#   security_severity: "3.0"
#   guide: [SE-1, CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing, properties.storageEndpoints]
#   absence_of: [Microsoft.Authorization/roleAssignments]
#   yields_to: [endpoint-no-identity]
#   remediation: Add a Microsoft.Authorization/roleAssignments resource on the target for the identity, with Azure Event Hubs Data Sender, Azure Service Bus Data Sender or Storage Blob Data Contributor.
#   terraform: Add an azurerm_role_assignment on the target for the identity, with Azure Event Hubs Data Sender, Azure Service Bus Data Sender or Storage Blob Data Contributor.
#   since: 0.1.0
package policies.security.endpoint_no_role

import data.lib.graph
import data.lib.result
import data.lib.roles
import data.lib.routing
import data.lib.value

# rights are what the identity needs on the target.
rights := {
	"Microsoft.EventHub/namespaces": "event-hubs-send",
	"Microsoft.ServiceBus/namespaces": "service-bus-send",
	"Microsoft.Storage/storageAccounts": "blob-write",
}

findings contains result.at(hub, array.concat(path, ["authenticationType"]), message) if {
	some use in uses
	[hub, path, sink, target] := use
	barred(use)
	message := sprintf("%s signs in by an identity that has no role on %s", [routing.what(path, sink), value.show(value.at(target, ["name"]))])
}

undecided contains result.because(hub, array.concat(path, ["authenticationType"]), message) if {
	some use in uses
	[hub, path, _, target] := use
	not barred(use)
	not granted(use)
	message := sprintf("not all that could be a role of the identity on %s is known", [value.show(value.at(target, ["name"]))])
}

# uses are the sinks that sign in by identity, and their targets made here.
uses contains [hub, path, sink, target] if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	routing.identified(sink)
	target := routing.target(hub, path)
	rights[target.type]
	not target.existing
}

barred(use) if {
	graph.complete
	count(principals(use)) > 0
	every assignment in roles.assignments {
		useless(assignment, use)
	}
}

# An assignment is of no use if it is to someone else, on something else, or of
# a role that does not allow it.
useless(assignment, use) if {
	others := {id.id | some id in graph.targets(assignment, ["properties", "principalId"])}
	count(others) > 0
	count(others & principals(use)) == 0
}

useless(assignment, [_, _, _, target]) if {
	count(scopes(assignment)) > 0
	every on in scopes(assignment) {
		not within(on, target)
		not holds(on)
	}
}

useless(assignment, [_, _, _, target]) if {
	role := roles.role(assignment)
	not rights[target.type] in role.rights
}

granted(use) if {
	[_, _, _, target] := use
	some assignment in roles.assignments
	graph.certain(assignment)
	rights[target.type] in roles.role(assignment).rights
	some principal in graph.targets(assignment, ["properties", "principalId"])
	principal.id in principals(use)
	some on in scopes(assignment)
	within(on, target)
}

# principals returns what stands for the identity of a sink: the hub for its
# own, else the user-assigned identity; none if that is not known. A hub may be
# deployed once to have an identity, and again once that has its roles.
principals([hub, _, sink, _]) := {other.id | some other in graph.any_of_type(hub.type); is_one(other, hub)} if routing.own_identity(sink)

principals([hub, path, sink, _]) := ids if {
	not routing.own_identity(sink)
	ids := {identity.id | some identity in graph.targets(hub, array.concat(path, ["identity"]))}
}

is_one(other, hub) if other.id == hub.id

is_one(other, hub) if other.named == hub.named

# scopes returns what an assignment is on, of this unit.
scopes(assignment) := [input.resources[edge.to] |
	some edge in input.edges[assignment.id]
	graph.is_scope(edge)
]

within(on, target) if {
	some resource in routing.with_parents(on)
	resource.id == target.id
}

holds(on) if lower(on.type) in {"microsoft.resources/resourcegroups", "microsoft.resources/subscriptions"}
