# Facts about Azure, from the tables at data.azure.
package lib.azure

import data.lib.value

# region returns the name of a known region: "westeurope" for "West Europe".
region(n) := lower(replace(n.v, " ", ""))

# predates: the resource is of an API version before the given one.
predates(resource, version) if {
	resource.api_version != ""
	resource.api_version < version
}

# since: the resource is of the given API version or a later one.
since(resource, version) if resource.api_version >= version

# edition returns the row of an IoT hub's edition in the table of SKUs.
edition(name) := data.azure.skus.by_name[upper(name)]

# free: the hub is of the free edition, which is for trying things out.
free(hub) if value.one_of(value.at(hub, ["sku", "name"]), editions("free"))

# editions returns the names of the editions of a tier: free, basic, standard.
editions(tier) := {name | some name in data.azure.skus.by_tier[tier]}
