# METADATA
# title: Environments differ in a security setting
# description: |
#   What was tested is not what runs in production where the two differ in more than size: a device that signs in
#   to the test environment may be refused by the other, or the test never sees what production is open to.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files
# custom:
#   id: OPS023
#   severity: note
#   guide: [OE-11]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices, Microsoft.DeviceUpdate/accounts, Microsoft.DigitalTwins/digitalTwinsInstances]
#   needs: [variants]
#   remediation: Give all environments the same security settings, and let only names, regions and sizes differ.
#   since: 0.1.0
package policies.operations.environment_drift

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

subjects := [subject |
	some type in [
		"Microsoft.Devices/IotHubs", "Microsoft.Devices/provisioningServices",
		"Microsoft.DeviceUpdate/accounts", "Microsoft.DigitalTwins/digitalTwinsInstances",
	]
	some subject in graph.of_type(type)
]

# guards are what an environment has or has not.
guards := {
	"Microsoft.Insights/diagnosticSettings": "diagnostic setting",
	"Microsoft.Network/privateEndpoints": "private endpoint",
	"Microsoft.Security/iotSecuritySolutions": "Defender for IoT solution",
}

findings contains result.at(resource, path, message) if {
	some resource in subjects
	some path in settings(resource)
	here := value.at(resource, path)
	others := [[variant.parameters, there] |
		some variant in input.variants
		there := twin_of(resource, path, variant)
		value.is_not(here, there.v)
	]
	[parameters, there] := others[0]
	message := sprintf("%s is %s under %s and %s under %s", [
		graph.label(path), value.show(here), input.parameters, value.show(there), parameters,
	])
}

# Whether there is a guard at all is said of one resource.
findings contains result.missing(resource, [], message) if {
	graph.complete
	resource := subjects[0]
	some type, guard in guards
	others := [[message, variant] |
		some variant in input.variants
		variant.complete
		variant.resources[resource.id]
		message := one_sided(type, guard, variant)
	]
	[message, _] := others[0]
}

undecided contains result.undecided(resource, path) if {
	some resource in subjects
	some path in settings(resource)
	some variant in input.variants
	twin_of(resource, path, variant).v
}

# settings returns the paths that environments are held side by side by.
settings(resource) := {split(path, ".") | some path in data.azure.compared.by_type[resource.type].security} | {array.concat(path, ["authenticationType"]) |
	some path, _ in routing.endpoints(resource)
}

# twin_of returns what stands at a path in the same resource under other
# parameters. Items of a list are the same if they have one name.
twin_of(resource, path, variant) := value.at(twin, path) if {
	twin := variant.resources[resource.id]
	every i, step in path {
		same_item(resource, twin, array.slice(path, 0, i), step)
	}
}

same_item(_, _, _, step) if is_string(step)

same_item(resource, twin, list, step) if {
	is_number(step)
	name := array.concat(list, [step, "name"])
	value.at(resource, name).v == value.at(twin, name).v
}

# one_sided says where there is a guard and where there is none.
one_sided(type, guard, variant) := sprintf("there is a %s under %s and none under %s", [guard, input.parameters, variant.parameters]) if {
	some found in graph.of_type(type)
	graph.certain(found)
	count(of_type(variant, type)) == 0
} else := sprintf("there is a %s under %s and none under %s", [guard, variant.parameters, input.parameters]) if {
	some found in of_type(variant, type)
	graph.certain(found)
	count(graph.any_of_type(type)) == 0
}

of_type(variant, type) := [r | some r in variant.resources; r.type == type]
