# METADATA
# title: Provisioning service has no CA certificate
# description: |
#   An enrollment group by X.509 works only if the chain of the device's certificate reaches a certificate
#   that is verified on the provisioning service. This one has none, so groups can only use keys.
#   Individual enrollments and TPM do without and are not seen here.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/concepts-x509-attestation
# custom:
#   id: SEC008
#   severity: warning
#   security_severity: "6.0"
#   guide: [SE-2, RE-4]
#   types: [Microsoft.Devices/provisioningServices]
#   absence_of: [Microsoft.Devices/provisioningServices/certificates]
#   development: note
#   remediation: Add the root or intermediate CA certificate of the fleet as a Microsoft.Devices/provisioningServices/certificates resource with properties.isVerified true.
#   terraform: Add an azurerm_iothub_dps_certificate with iot_dps_name of this service and is_verified true.
#   since: 0.1.0
package policies.security.dps_x509_anchor

import data.lib.graph
import data.lib.result
import data.lib.value

certificate := "Microsoft.Devices/provisioningServices/certificates"

registry := ["properties", "deviceRegistryNamespace"]

findings contains result.missing(service, [], "has no CA certificate, so no enrollment group can attest devices by X.509") if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	bare(service)
}

undecided contains result.because(service, [], graph.doubt(graph.scripts(service, "certificates"), "not all that could be a CA certificate of this service is known")) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	not bare(service)
	not anchored(service)
}

bare(service) if {
	graph.complete
	graph.unscripted(service, "certificates")
	value.absent(value.at(service, registry))
	count(graph.may_be_children(service, certificate)) == 0
}

anchored(service) if value.at(service, array.concat(registry, ["resourceId"])).v

anchored(service) if {
	some child in graph.children(service, certificate)
	graph.certain(child)
}
