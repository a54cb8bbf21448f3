# METADATA
# title: Cold-path storage keeps everything for ever in the hot tier
# description: |
#   Telemetry and uploads are written once and hardly ever read after a month, yet they stay in the tier they
#   were written to until someone deletes them. A lifecycle policy moves and deletes them by age.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-overview
# custom:
#   id: COST008
#   severity: note
#   guide: [CO-8]
#   types: [Microsoft.Storage/storageAccounts]
#   absence_of: [Microsoft.Storage/storageAccounts/managementPolicies]
#   development: off
#   remediation: Add a Microsoft.Storage/storageAccounts/managementPolicies resource to the account that cools old blobs and deletes them in the end.
#   terraform: Add an azurerm_storage_management_policy on the account that cools old blobs and deletes them in the end.
#   since: 0.1.0
package policies.cost.cold_path_lifecycle

import data.lib.graph
import data.lib.result
import data.lib.value

account := "Microsoft.Storage/storageAccounts"

policy := "Microsoft.Storage/storageAccounts/managementPolicies"

hierarchical := ["properties", "isHnsEnabled"]

findings contains result.missing(store, [], "keeps what the hub sends it for ever in one tier: it has no lifecycle policy") if {
	some store in stores
	unmanaged(store)
}

undecided contains result.because(store, [], "not all that could be a lifecycle policy of this account is known") if {
	some store in stores
	not unmanaged(store)
	not managed(store)
}

# A store for analytics has a lifecycle of its own.
unmanaged(store) if {
	graph.complete
	count(graph.may_be_children(store, policy)) == 0
	flat(store)
}

flat(store) if value.absent(value.at(store, hierarchical))

flat(store) if value.is_not(value.at(store, hierarchical), true)

managed(store) if {
	some p in graph.children(store, policy)
	graph.certain(p)
}

managed(store) if value.is(value.at(store, hierarchical), true)

# stores holds the accounts made here that a hub writes to.
stores contains store if {
	some hub in graph.any_of_type("Microsoft.Devices/IotHubs")
	some path in [["properties", "routing", "endpoints", "storageContainers"], ["properties", "storageEndpoints"]]
	some target in graph.targets(hub, path)
	store := account_of(target)
	not store.existing
}

account_of(target) := target if target.type == account

account_of(target) := store if {
	target.type != account
	some store in ancestors(target)
	store.type == account
}

ancestors(target) := array.concat(parents, grandparents) if {
	parents := over(target)
	grandparents := [g | some p in parents; some g in over(p)]
}

over(resource) := [input.resources[edge.to] |
	some edge in input.edges[resource.id]
	edge.kind == "parent"
]
