# METADATA
# title: Provider upgrade may replace the hub
# description: |
#   From 4.68.0 on, azurerm sets min_tls_version to 1.2 where nothing is written, and that argument can't be
#   changed without replacing the hub. A hub made by an older version may then be destroyed and made anew, and
#   its device registry with it. Whether the plan shows it depends on what the service reports of the hub.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/iothub
# custom:
#   id: OPS020
#   severity: warning
#   guide: [OE-10, RE-3]
#   types: [Microsoft.Devices/IotHubs]
#   needs: [terraform]
#   development: note
#   remediation: Pin the azurerm provider, and read the plan of the upgrade for a replacement of the hub.
#   terraform: Name min_tls_version in lifecycle.ignore_changes of a hub that exists, or pin the provider, and read the plan of the upgrade. On a new hub, set min_tls_version.
#   since: 0.1.0
package policies.operations.tf_tls_replacement

import data.azure
import data.lib.graph
import data.lib.result
import data.lib.terraform
import data.lib.value

path := ["properties", "minTlsVersion"]

ignored := ["azurerm", "lifecycle", "ignore_changes"]

changed_in := azure.azurerm.hub_tls_default.since

# What Terraform refuses to destroy stops the upgrade instead.
findings contains result.missing(hub, path, message) if {
	some hub in hubs
	unwritten(hub)
	not hub.protected
	minded(hub)
	message := sprintf("may be replaced when the azurerm provider is upgraded: %s %s, which gave min_tls_version a default", [upgrade, changed_in])
}

undecided contains result.undecided(hub, where) if {
	some hub in hubs
	some where in [path, ignored]
}

hubs := [hub |
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	hub.language == "terraform"
	not hub.facts.chooses_version
	terraform.spans(concat(", ", array.concat(asked, from)), changed_in)
]

asked := [constraint | constraint := input.providers.azurerm]

# A later run goes up from the version that is locked.
from := [sprintf(">= %s", [version]) | version := input.locked.azurerm]

upgrade := sprintf("%s allows versions before and after", [asked[0]]) if {
	count(from) == 0
} else := sprintf("%s is locked, and %s also allows", [input.locked.azurerm, asked[0]]) if {
	count(asked) > 0
} else := sprintf("%s is locked, and no constraint keeps it below", [input.locked.azurerm])

unwritten(hub) if value.absent(value.at(hub, path))

unwritten(hub) if value.at(hub, path).from == "default"

minded(hub) if value.absent(value.at(hub, ignored))

minded(hub) if {
	list := value.at(hub, ignored)
	value.complete(list)
	every item in list.items {
		value.is_not(item, "min_tls_version")
	}
	list.items
}
