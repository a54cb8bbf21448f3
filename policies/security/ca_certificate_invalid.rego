# METADATA
# title: An uploaded certificate cannot be a trust anchor
# description: |
#   Devices are checked against this certificate, so it has to be one of a certificate authority, with a key
#   and a signature that still count as safe. Whether it has expired is not looked at: the answer would
#   change from one day to the next. The least sizes are those of NIST SP 800-131A.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-x509ca-overview
# custom:
#   id: SEC009
#   severity: error
#   security_severity: "7.0"
#   guide: [SE-2, SE-1]
#   types: [Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices/certificates]
#   yields_to: [ca-private-key]
#   remediation: Give properties.certificate the certificate of the root or intermediate CA that signs the certificates of devices, as PEM or as base64 of PEM or DER.
#   terraform: Give certificate_content the certificate of the root or intermediate CA that signs the certificates of devices, as filebase64() of its file.
#   since: 0.1.0
package policies.security.ca_certificate_invalid

import data.lib.certificate
import data.lib.result

findings contains result.at(resource, content.path, message) if {
	some resource in certificate.resources
	content := resource.facts.certificate
	some message in faults(content)
}

undecided contains result.undecided(resource, path) if {
	some resource in certificate.resources
	some path in certificate.paths
	not resource.facts.certificate
}

undecided contains result.because(resource, content.path, "this has the form of a certificate but cannot be read") if {
	some resource in certificate.resources
	content := resource.facts.certificate
	content.form == "unreadable"
}

faults(content) := {"is not a certificate, neither in PEM nor in DER"} if content.form == "other"

faults(content) := {message | some message in array.concat(array.concat(leaf(content), short(content)), weak(content))} if {
	content.form == "certificate"
}

# The first version of certificates has no way to say that it is of a CA.
leaf(content) := [sprintf("%s is not a CA certificate, so it vouches for nobody", [content.subject])] if {
	content.version >= 3
	not content.ca
} else := []

short(content) := [sprintf("%s has an %s key of %d bits, fewer than %d", [content.subject, content.key, content.bits, least])] if {
	least := data.azure.certificates.least_bits[content.key]
	content.bits < least
	content.bits > 0
} else := []

# What a root says of itself is believed without its signature.
weak(content) := [sprintf("%s is signed with %s, which can be forged", [content.subject, content.signature])] if {
	not content.self_issued
	content.signature in data.azure.certificates.weak_signatures
} else := []
