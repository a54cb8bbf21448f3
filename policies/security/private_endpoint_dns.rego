# METADATA
# title: Private endpoint without the DNS zones it needs
# description: |
#   A private endpoint is found by name through private DNS zones. A hub needs two: one for the hub, one for
#   its built-in Event Hubs endpoint. Where only the first is linked devices connect, and every reader of
#   telemetry still goes to the public address. An A record of the endpoint's address does as well, but has to
#   be kept by hand. An endpoint with no zone at all is a note: often a policy, or the network team, links zones
#   after the deployment.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/virtual-network-support
# custom:
#   id: SEC025
#   severity: warning
#   security_severity: "4.0"
#   guide: [SE-3, AP-3]
#   types: [Microsoft.Network/privateEndpoints]
#   absence_of: [Microsoft.Network/privateEndpoints/privateDnsZoneGroups]
#   elsewhere: network
#   remediation: Add a privateDnsZoneConfigs item for the zone to the privateDnsZoneGroups of the endpoint.
#   terraform: Add the id of the zone to private_dns_zone_ids of the endpoint's private_dns_zone_group.
#   since: 0.1.0
package policies.security.private_endpoint_dns

import data.lib.graph
import data.lib.private_link
import data.lib.result

findings contains result.present(result.at(group, private_link.configs, message)) if {
	some endpoint in graph.of_type("Microsoft.Network/privateEndpoints")
	some service, zones in private_link.needs(endpoint)
	group := private_link.only_zone_group(endpoint)
	linked := private_link.zones(group)
	lacking := [zone | some zone in zones; not private_link.has(linked, zone); private_link.unrecorded(endpoint, zone)]
	count(lacking) > 0
	message := sprintf("links no zone %s, which a private endpoint of group %s needs", [concat(" and ", lacking), service])
}

findings contains result.lighter("note", result.missing(endpoint, [], message)) if {
	some endpoint in graph.of_type("Microsoft.Network/privateEndpoints")
	private_link.no_zone_group(endpoint)
	zones := {zone | some zone in needed(endpoint); private_link.unrecorded(endpoint, zone)}
	count(zones) > 0
	message := sprintf("has no DNS zone group, so clients find %s only if something else links it", [concat(" and ", sort(zones))])
}

undecided contains result.because(group, private_link.configs, "not all zones of the group are known") if {
	some endpoint in graph.of_type("Microsoft.Network/privateEndpoints")
	count(private_link.needs(endpoint)) > 0
	some group in private_link.zone_groups(endpoint)
	not private_link.zones(group)
}

undecided contains result.because(group, private_link.configs, reason) if {
	some endpoint in graph.of_type("Microsoft.Network/privateEndpoints")
	group := private_link.only_zone_group(endpoint)
	linked := private_link.zones(group)
	some zone in needed(endpoint)
	not private_link.has(linked, zone)
	may_be_recorded(endpoint, zone)
	reason := by_record(zone)
}

undecided contains result.because(endpoint, [], reason) if {
	some endpoint in graph.of_type("Microsoft.Network/privateEndpoints")
	private_link.no_zone_group(endpoint)
	some zone in needed(endpoint)
	may_be_recorded(endpoint, zone)
	reason := by_record(zone)
}

needed(endpoint) := {zone | some zones in private_link.needs(endpoint); some zone in zones}

may_be_recorded(endpoint, zone) if {
	not private_link.unrecorded(endpoint, zone)
	not private_link.recorded(endpoint, zone)
}

by_record(zone) := sprintf("an A record may lead from a zone %s to the endpoint", [zone])
