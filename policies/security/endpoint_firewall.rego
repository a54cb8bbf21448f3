# METADATA
# title: Routing target is behind a firewall the hub cannot pass
# description: |
#   A hub comes from addresses that no rule of a firewall names. A storage account or namespace that denies
#   what it does not know has to let in the services that Azure trusts, and the hub has to sign in with its
#   own identity, not with a key.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/virtual-network-support
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-managed-identity
# custom:
#   id: SEC031
#   severity: warning
#   security_severity: "3.0"
#   guide: [SE-3, CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing, properties.storageEndpoints]
#   remediation: Set networkAcls.bypass of the storage account to AzureServices, or trustedServiceAccessEnabled of the namespace's networkRuleSets to true, and let the hub sign in with its system-assigned identity.
#   terraform: Set bypass of network_rules to AzureServices, trusted_service_access_enabled of network_rulesets or trusted_services_allowed of network_rule_set to true, and let the hub sign in with its system-assigned identity.
#   since: 0.1.0
package policies.security.endpoint_firewall

import data.lib.firewall
import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

findings contains result.at(hub, path, message) if {
	some [hub, path, sink, target] in walled
	reason := blocked_by(sink, target)
	message := sprintf("%s cannot be reached behind the firewall of %s: %s", [routing.what(path, sink), value.show(value.at(target, ["name"])), reason])
}

findings contains result.lighter("note", result.at(hub, path, message)) if {
	some [hub, path, sink, target] in walled
	firewall.trusts(target)
	routing.identified(sink)
	sink.identity.userAssignedIdentity
	message := sprintf("%s may not be reached behind the firewall of %s: its exception is for the hub's own identity, not a user-assigned one", [routing.what(path, sink), value.show(value.at(target, ["name"]))])
}

undecided contains result.because(hub, path, message) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	target := routing.target(hub, path)
	not target.existing
	not firewall.open(target)
	not passes(sink, target)
	not decided(hub, path)
	message := sprintf("it is not known whether the firewall of %s lets the hub in", [value.show(value.at(target, ["name"]))])
}

# walled are the sinks whose target lets in nobody but by exception.
walled contains [hub, path, sink, target] if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some path, sink in routing.sinks(hub)
	target := routing.target(hub, path)
	target.type != routing.kinds.cosmosDBSqlContainers
	not target.existing
	firewall.closed(target)
	not firewall.takes_named(target)
}

blocked_by(sink, target) := "the hub signs in with a key" if {
	routing.keyed(sink)
} else := sprintf("%s, and trusted services are not let in", [firewall.closed(target)]) if {
	firewall.trusts_not(target)
}

passes(sink, target) if {
	firewall.trusts(target)
	routing.own_identity(sink)
}

decided(hub, path) if {
	some [walled_hub, walled_path, sink, target] in walled
	walled_hub.id == hub.id
	walled_path == path
	settles(sink, target)
}

settles(sink, target) if blocked_by(sink, target)

settles(sink, target) if {
	firewall.trusts(target)
	routing.identified(sink)
}
