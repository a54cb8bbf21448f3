# METADATA
# title: A Defender recommendation is switched off
# description: |
#   Recommendations of Defender for IoT tell of shared credentials, permissive IP rules, weak ciphers and
#   containers with too many rights. One that is switched off is a question nobody asks any more.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/defender-for-iot/device-builders/concept-recommendations
# custom:
#   id: SEC035
#   severity: warning
#   security_severity: "4.5"
#   guide: [SE-4, SE-1]
#   types: [Microsoft.Security/iotSecuritySolutions]
#   needs: [properties.recommendationsConfiguration]
#   development: note
#   remediation: Set the status of the recommendation to Enabled, or leave it out.
#   terraform: Remove the argument from the recommendations block, or set it to true.
#   since: 0.1.0
#   fix: Enabled
package policies.security.defender_recommendation_off

import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "recommendationsConfiguration"]

findings contains result.at(solution, array.concat(item, ["status"]), message) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	some item, recommendation in value.items(solution, path)
	value.is(recommendation.status, "Disabled")
	message := sprintf("switches off the recommendation %s", [value.show(object.get(recommendation, "recommendationType", {"absent": true}))])
}

undecided contains result.undecided(solution, where) if {
	some solution in graph.of_type("Microsoft.Security/iotSecuritySolutions")
	some where in array.concat([path], statuses(solution))
}

statuses(solution) := [array.concat(item, ["status"]) | some item, _ in value.items(solution, path)]
