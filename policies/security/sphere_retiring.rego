# METADATA
# title: Azure Sphere is declared and is being retired
# description: |
#   Microsoft announced the retirement of Azure Sphere in March 2026. What runs goes on for years, but nothing
#   new should be built on it. If this deployment keeps a running product going, say so in an ignore comment.
# related_resources:
#   - ref: https://learn.microsoft.com/azure-sphere/
# custom:
#   id: SEC038
#   severity: note
#   guide: [SE-5]
#   types: [Microsoft.AzureSphere/catalogs]
#   remediation: Plan the move of these devices to another secured chip and to certificates managed elsewhere.
#   since: 0.1.0
package policies.security.sphere_retiring

import data.azure
import data.lib.graph
import data.lib.result

dates := azure.retirements.azure_sphere

findings contains result.at(catalogue, [], message) if {
	some catalogue in graph.of_type("Microsoft.AzureSphere/catalogs")
	message := sprintf("Azure Sphere is being retired: the legacy service on %s, support of the MT3620 chip on %s", [dates.legacy, dates.mt3620])
}

# Nothing is undecided: a resource that is declared is known to be.
undecided := set()
