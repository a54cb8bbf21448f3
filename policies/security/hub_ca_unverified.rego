# METADATA
# title: A CA certificate on the hub is not verified
# description: |
#   The hub trusts a CA certificate only after proof that its private key is yours, or when it was added as
#   verified. Until then no device can sign in by a certificate below it.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/tutorial-x509-test-certs
# custom:
#   id: SEC006
#   severity: warning
#   security_severity: "5.5"
#   guide: [SE-2]
#   types: [Microsoft.Devices/IotHubs/certificates]
#   remediation: Set properties.isVerified to true, or prove possession after the deployment and say so in an ignore comment.
#   terraform: Set is_verified to true.
#   since: 0.1.0
#   fix: true
package policies.security.hub_ca_unverified

import data.lib.azure
import data.lib.certificate as ca
import data.lib.graph
import data.lib.result
import data.lib.value

path := ["properties", "isVerified"]

# Earlier versions cannot say it: the property is read-only there.
certificates := [certificate |
	some certificate in graph.of_type("Microsoft.Devices/IotHubs/certificates")
	azure.since(certificate, data.azure.first_versions.hub_certificate.isVerified)
]

findings contains result.set(certificate, path, message) if {
	some certificate in certificates
	verified := value.at(certificate, path)
	value.is_not(verified, true)
	count(ca.scripts(certificate)) == 0
	message := sprintf("no device can use this CA certificate before it is verified: isVerified is %s", [value.show(verified)])
}

undecided contains result.undecided(certificate, path) if {
	some certificate in certificates
	not value.is(value.at(certificate, path), true)
}

undecided contains result.because(certificate, path, graph.scripted(ca.scripts(certificate))) if {
	some certificate in certificates
	value.is_not(value.at(certificate, path), true)
}
