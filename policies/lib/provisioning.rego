# Which hubs a provisioning service assigns devices to, and how it reaches them.
package lib.provisioning

import data.lib.azure
import data.lib.graph
import data.lib.value

hubs := ["properties", "iotHubs"]

services := graph.any_of_type("Microsoft.Devices/provisioningServices")

# links: the service assigns devices to the hub.
links(service, hub) if {
	some path, item in value.items(service, hubs)
	leads_to(service, path, item, hub)
}

# cannot_link: the service does not assign devices to the hub.
cannot_link(service, hub) if {
	value.complete(value.at(service, hubs))
	every path, item in value.items(service, hubs) {
		leads_elsewhere(service, path, item, hub)
	}
}

# scripts returns the ids of what runs a program that may see to a matter of the
# hub, or of a service that may be made to link it.
scripts(hub, matter) := graph.scripts(hub, matter) | {id |
	some service in services
	some id in graph.scripts(service, matter)
}

# alone: no service could assign the devices of this hub to one in another
# region.
alone(hub) if {
	graph.complete
	every service in services {
		stays(service, hub)
	}
}

# spared: a service can assign the devices of this hub to one in another region.
spared(hub) if {
	some service in services
	graph.certain(service)
	links(service, hub)
	some item in value.items(service, hubs)
	azure.region(item.location) != azure.region(value.at(hub, ["location"]))
}

stays(service, hub) if cannot_link(service, hub)

stays(service, hub) if {
	value.complete(value.at(service, hubs))
	every path, item in value.items(service, hubs) {
		near(service, path, item, hub)
	}
}

near(service, path, item, hub) if leads_to(service, path, item, hub)

near(_, _, item, hub) if azure.region(item.location) == azure.region(value.at(hub, ["location"]))

# leads_to: a link of a service is to the hub.
leads_to(service, path, _, hub) if {
	all := linked(service, path)
	count(all) > 0
	every target in all {
		graph.is_same(target, hub)
	}
}

leads_to(_, _, item, hub) if host(item) == lower(value.at(hub, ["name"]).v)

leads_elsewhere(service, path, item, hub) if {
	all := linked(service, path)
	count(all) > 0
	every target in all {
		graph.differ(target, hub)
	}
	not leads_to(service, path, item, hub)
}

leads_elsewhere(_, _, item, hub) if host(item) != lower(value.at(hub, ["name"]).v)

# linked returns the hubs that a link refers to. With more than one, it is to
# one of them.
linked(service, path) := [target |
	some key in ["connectionString", "hostName"]
	some target in graph.targets(service, array.concat(path, [key]))
	target.type == "Microsoft.Devices/IotHubs"
]

# host returns the name of the hub that a link spells out.
host(item) := names[0][1] if {
	names := regex.find_all_string_submatch_n(`hostname=([^.;…]+)\.`, lower(value.known_text(item.connectionString)), 1)
}

host(item) := lower(split(item.hostName.v, ".")[0]) if not item.connectionString.v

# keyed: a link is by a key of the hub, not by the identity of the service.
keyed(item) if value.absent(value.inside(item, ["authenticationType"]))

keyed(item) if value.is(item.authenticationType, "KeyBased")
