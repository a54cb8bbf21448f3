# METADATA
# title: Retention in a diagnostic setting no longer works
# description: |
#   The retention of a diagnostic setting was withdrawn: the number of days is accepted and nothing is ever
#   deleted. Logs in a storage account are deleted by a lifecycle policy of the account, those in a workspace
#   by the retention of the workspace.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/azure-monitor/essentials/migrate-to-azure-storage-lifecycle-policy
# custom:
#   id: OPS022
#   severity: note
#   guide: [OE-6]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices, Microsoft.DigitalTwins/digitalTwinsInstances]
#   beside: [Microsoft.Insights/diagnosticSettings]
#   remediation: Remove retentionPolicy, and add a Microsoft.Storage/storageAccounts/managementPolicies resource that deletes old logs.
#   terraform: Remove retention_policy, which azurerm 5.0 no longer has, and add an azurerm_storage_management_policy that deletes old logs.
#   since: 0.1.0
package policies.operations.diagnostics_retention

import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.value

watched := [resource |
	some type in [
		"Microsoft.Devices/IotHubs", "Microsoft.Devices/provisioningServices",
		"Microsoft.DigitalTwins/digitalTwinsInstances",
	]
	some resource in graph.any_of_type(type)
]

# Retention of no days means for ever, which is what happens.
findings contains result.at(at.setting, at.path, message) if {
	some at in policies
	value.is(value.at(at.setting, array.concat(at.path, ["enabled"])), true)
	days := value.at(at.setting, array.concat(at.path, ["days"]))
	value.is_not(days, 0)
	message := sprintf("asks to delete logs after %s days, which no longer happens", [value.show(days)])
}

undecided contains result.undecided(at.setting, array.concat(at.path, [key])) if {
	some at in policies
	some key in ["enabled", "days"]
}

# policies returns where settings of the resources speak of retention.
policies contains {"setting": setting, "path": array.concat(path, ["retentionPolicy"])} if {
	some resource in watched
	some setting in graph.attached(resource, monitoring.setting)
	not setting.existing
	some list in ["logs", "metrics"]
	some path, _ in value.items(setting, ["properties", list])
}
