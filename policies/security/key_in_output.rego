# METADATA
# title: A key leaves the deployment through an output
# description: |
#   Outputs are kept in the history of deployments, where everyone who may read the resource group reads
#   them, and pipelines print them into their logs. That holds for outputs of nested deployments and modules
#   as well. The name of a key, or of a user, is no secret.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/azure-resource-manager/bicep/linter-rule-outputs-should-not-contain-secrets
# custom:
#   id: SEC018
#   severity: error
#   security_severity: "8.0"
#   guide: [SE-1, OE-10]
#   types: [Microsoft.Devices/IotHubs, Microsoft.Devices/provisioningServices, Microsoft.DeviceUpdate/accounts, Microsoft.DigitalTwins/digitalTwinsInstances]
#   needs: [outputs]
#   remediation: Put the key into a key vault and hand out the name of the secret, let whoever needs the key ask the resource for it, or mark the output as secure.
#   terraform: Set sensitive to true, or put the key into a key vault and hand out the name of the secret. The state holds the key in any case.
#   since: 0.1.0
package policies.security.key_in_output

import data.lib.result
import data.lib.value

findings contains result.resting_on(leaks, result.at(output, [], message)) if {
	some output in input.outputs
	value.is(output.body.secure, false)
	leaks := written(output) | computed(output)
	count(leaks) > 0
	message := sprintf("output %s hands out a secret to all who may read the deployment", [output.body.name.v])
}

written(output) := {key.path | some key in output.facts.keys}

computed(output) := {array.concat(["value"], path) |
	walk(output.body.value, [path, part])
	part.sensitive == true
}
