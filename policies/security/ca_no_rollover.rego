# METADATA
# title: Only one CA certificate, so there is no room to roll it
# description: |
#   When a CA certificate nears its end, or its key is lost, devices need a second one to be trusted while
#   they move over. With one only, that day begins with a deployment in a hurry. One root that lives long,
#   with intermediates that are rolled below it, is a good reason to leave it so.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/how-to-roll-certificates
# custom:
#   id: SEC011
#   severity: note
#   security_severity: "2.0"
#   guide: [SE-1]
#   types: [Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices/certificates]
#   absence_of: [Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices/certificates]
#   default: off
#   development: off
#   remediation: Add a second certificate resource, with the CA that comes next.
#   terraform: Add a second azurerm_iothub_certificate or azurerm_iothub_dps_certificate, with the CA that comes next.
#   since: 0.1.0
package policies.security.ca_no_rollover

import data.lib.certificate
import data.lib.graph
import data.lib.result

findings contains result.missing(only, [], "is the only CA certificate: devices have none to move to when it ends") if {
	some only in certificate.resources
	alone(only)
}

undecided contains result.because(only, [], "not all that could be another CA certificate is known") if {
	some only in certificate.resources
	not alone(only)
	not accompanied(only)
}

alone(only) if {
	graph.complete
	not only.each
	parent := graph.parent(only)
	not parent.existing
	count(graph.may_be_children(parent, only.type)) == 1
}

accompanied(only) if count(graph.children(graph.parent(only), only.type)) > 1
