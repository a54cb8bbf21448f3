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

findings contains result.at(output, [], message) if {
	some output in input.outputs
	value.is(output.body.secure, false)
	leaks(output)
	message := sprintf("output %s hands out a secret to all who may read the deployment", [output.body.name.v])
}

leaks(output) if count(output.facts.keys) > 0

leaks(output) if {
	walk(output.body.value, [_, part])
	part.sensitive == true
	not names_key(part)
}

# The name of a key comes with it and is no secret.
names_key(part) if endswith(lower(part.expr), ".keyname")
