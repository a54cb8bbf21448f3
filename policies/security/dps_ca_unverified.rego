# METADATA
# title: A CA certificate on the provisioning service is not verified
# description: |
#   The service trusts a CA certificate only after proof that its private key is yours, or when it was added
#   as verified. Until then every registration through an enrollment group below it fails.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-verify-certificates
# custom:
#   id: SEC007
#   severity: warning
#   security_severity: "5.5"
#   guide: [SE-2]
#   types: [Microsoft.Devices/provisioningServices/certificates]
#   remediation: Set properties.isVerified to true (isVerified beside properties before API version 2022-02-05), or prove possession after the deployment and say so in an ignore comment.
#   terraform: Set is_verified to true. Changing it replaces the certificate.
#   since: 0.1.0
#   fix: true
package policies.security.dps_ca_unverified

import data.lib.azure
import data.lib.certificate as ca
import data.lib.graph
import data.lib.result
import data.lib.value

first := data.azure.first_versions.dps_certificate

findings contains result.set(certificate, path, message) if {
	some certificate in graph.of_type("Microsoft.Devices/provisioningServices/certificates")
	path := place(certificate)
	verified := value.at(certificate, path)
	unset(verified)
	count(ca.scripts(certificate)) == 0
	message := sprintf("no enrollment group can use this CA certificate before it is verified: isVerified is %s", [value.show(verified)])
}

undecided contains result.undecided(certificate, path) if {
	some certificate in graph.of_type("Microsoft.Devices/provisioningServices/certificates")
	path := place(certificate)
	not value.is(value.at(certificate, path), true)
}

undecided contains result.because(certificate, path, graph.scripted(ca.scripts(certificate))) if {
	some certificate in graph.of_type("Microsoft.Devices/provisioningServices/certificates")
	path := place(certificate)
	unset(value.at(certificate, path))
}

# place returns where a certificate says that it is verified; undefined in the
# API versions in which it cannot.
place(certificate) := ["properties", "isVerified"] if azure.since(certificate, first.isVerified)

place(certificate) := ["isVerified"] if {
	azure.since(certificate, first.isVerified_beside_properties)
	azure.predates(certificate, first.isVerified)
}

unset(verified) if value.is_not(verified, true)

unset(verified) if value.absent(verified)
