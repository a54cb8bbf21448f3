package lib.private_link_test

import data.lib.private_link

endpoint := {"id": "e", "type": "Microsoft.Network/privateEndpoints", "body": {"properties": {
	"privateLinkServiceConnections": {"items": [{"properties": {"groupIds": {"items": [{"v": "IotHub"}]}}}]},
	"manualPrivateLinkServiceConnections": {"items": [{"properties": {"groupIds": {"items": [{"v": "vault"}, {"unknown": "parameter", "expr": "g"}]}}}]},
}}}

group(ids) := {"id": "g", "body": {"properties": {"privateDnsZoneConfigs": {"items": [{"properties": {"privateDnsZoneId": id}} | some id in ids]}}}}

zone(name) := {"v": sprintf("/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/%s", [name])}

# needs: two zones for a hub, and nothing for services that are not about IoT.
test_needs if {
	zones := private_link.needs(endpoint) with data.azure as {"private_link": {"zones_by_group": {"iothub": ["one", "two"]}}}
	zones == {"IotHub": ["one", "two"]}
}

test_zones if private_link.zones(group([zone("privatelink.azure-devices.net")])) == {"privatelink.azure-devices.net"} with input as {"edges": {}}

test_zones_of_another_cloud if {
	data.lib.private_link.has({"privatelink.azure-devices.us"}, "hub") with data.azure as {"private_link": {"beginnings": {"hub": "privatelink.azure-devices."}}}
}

# One that is not known may be the one that seems to be missing.
test_unknown_zone if {
	not private_link.zones(group([zone("a"), {"unknown": "parameter", "expr": "z"}])) with input as {"edges": {}}
}
