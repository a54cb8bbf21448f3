# METADATA
# title: A private key is uploaded with the certificate
# description: |
#   The content of this certificate holds a private key as well. With the key of a CA anyone can make
#   certificates that the service takes for devices of yours, and it now lies in the code and in the history
#   of deployments.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/iot-hub-x509ca-overview
# custom:
#   id: SEC010
#   severity: error
#   security_severity: "9.5"
#   guide: [SE-1, SE-2]
#   types: [Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices/certificates]
#   remediation: Leave only the certificate in properties.certificate, and replace the CA, as its key is no longer secret.
#   terraform: Leave only the certificate in certificate_content, and replace the CA, as its key is no longer secret.
#   since: 0.1.0
package policies.security.ca_private_key

import data.lib.certificate
import data.lib.result

findings contains result.at(resource, content.path, "holds a private key beside the certificate") if {
	some resource in certificate.resources
	content := resource.facts.certificate
	content.private_key
}

undecided contains result.undecided(resource, path) if {
	some resource in certificate.resources
	some path in certificate.paths
	not resource.facts.certificate
}
