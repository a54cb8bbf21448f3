# METADATA
# title: Messages or uploads go to storage with copies in one data centre only
# description: |
#   Locally redundant storage keeps its copies in one data centre. When that fails, the messages and files that
#   the hub wrote there are out of reach, or gone.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/storage/common/storage-redundancy
# custom:
#   id: REL019
#   severity: note
#   guide: [RE-3, CO-8]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [properties.routing, properties.storageEndpoints]
#   development: off
#   remediation: Choose a storage SKU with copies in other zones or regions, such as Standard_ZRS or Standard_GZRS.
#   terraform: Set account_replication_type to ZRS, GRS or GZRS.
#   since: 0.1.0
package policies.reliability.message_store_lrs

import data.lib.graph
import data.lib.result
import data.lib.routing
import data.lib.value

path := ["sku", "name"]

findings contains result.at(account, path, message) if {
	some [hub, account] in stores
	sku := value.at(account, path)
	value.one_of(sku, data.azure.storage.one_data_centre)
	message := sprintf("keeps what the hub %s writes in one data centre: its SKU is %s", [value.show(value.at(hub, ["name"])), value.show(sku)])
}

undecided contains result.undecided(account, path) if {
	some [_, account] in stores
	not value.none_of(value.at(account, path), data.azure.storage.one_data_centre)
}

stores contains [hub, account] if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	some place, _ in routing.sinks(hub)
	account := routing.target(hub, place)
	account.type == "Microsoft.Storage/storageAccounts"
	not account.existing
}
