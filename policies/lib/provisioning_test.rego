package lib.provisioning_test

import data.lib.provisioning

hub(id, name) := {"id": id, "named": lower(object.get(name, "v", id)), "type": "Microsoft.Devices/IotHubs", "existing": false, "body": {"name": name, "location": {"v": "westeurope"}}}

known(id) := hub(id, {"v": id})

existing(id, name) := object.union(hub(id, name), {"existing": true})

service(links) := {"id": "dps", "type": "Microsoft.Devices/provisioningServices", "existing": false, "exists": {"v": true}, "body": {"properties": {"iotHubs": {"items": links}}}}

key(n) := ["properties", "iotHubs", "items", n, "connectionString"]

# unit is a service with one link that nothing is known of but the edges.
unit(link, hubs, linked) := {
	"complete": true,
	"of_type": {"microsoft.devices/provisioningservices": [service([link])]},
	"resources": object.union({"dps": service([link])}, {h.id: h | some h in hubs}),
	"edges": {"dps": [{"kind": "refers", "to": id, "path": key(0)} | some id in linked]},
}

secret := {"connectionString": {"unknown": "runtime", "expr": "k"}, "location": {"v": "westeurope"}}

text(t) := {"connectionString": {"unknown": "runtime", "expr": "k", "text": t}, "location": {"v": "westeurope"}}

test_links_by_reference if provisioning.links(service([secret]), known("a")) with input as unit(secret, [known("a")], ["a"])

test_links_by_host if {
	link := text("HostName=A.azure-devices.net;SharedAccessKeyName=dps;SharedAccessKey=…")
	provisioning.links(service([link]), known("a")) with input as unit(link, [known("a")], [])
}

test_a_host_known_in_part_tells_nothing if {
	link := text("HostName=…a.azure-devices.net;SharedAccessKeyName=dps")
	not provisioning.links(service([link]), known("a")) with input as unit(link, [known("a")], [])
	not provisioning.cannot_link(service([link]), known("a")) with input as unit(link, [known("a")], [])
}

test_links_through_another_name_of_the_hub if {
	other := existing("e", {"v": "A"})
	provisioning.links(service([secret]), known("a")) with input as unit(secret, [known("a"), other], ["e", "a"])
}

test_one_of_two_hubs_is_not_certain if {
	input_unit := unit(secret, [known("a"), known("b")], ["a", "b"])
	not provisioning.links(service([secret]), known("a")) with input as input_unit
	not provisioning.cannot_link(service([secret]), known("a")) with input as input_unit
}

test_cannot_link_what_is_linked_elsewhere if {
	provisioning.cannot_link(service([secret]), known("a")) with input as unit(secret, [known("a"), known("b")], ["b"])
}

test_may_link_a_hub_whose_name_is_not_known if {
	other := existing("e", {"unknown": "parameter", "expr": "name"})
	not provisioning.cannot_link(service([secret]), known("a")) with input as unit(secret, [known("a"), other], ["e"])
}

test_may_link_what_is_not_known if {
	not provisioning.cannot_link(service([secret]), known("a")) with input as unit(secret, [known("a")], [])
}

test_keyed if {
	provisioning.keyed(secret)
	provisioning.keyed({"authenticationType": {"v": "keybased"}})
	not provisioning.keyed({"authenticationType": {"v": "SystemAssigned"}})
	not provisioning.keyed({"authenticationType": {"unknown": "parameter", "expr": "p"}})
}
