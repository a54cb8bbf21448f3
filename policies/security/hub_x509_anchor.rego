# METADATA
# title: Nothing in the deployment lets a device prove itself by X.509
# description: |
#   A device that signs in with a certificate needs something on Azure's side to check it against: a CA
#   certificate on the hub, or one on the provisioning service that assigns it. This deployment has neither,
#   and devices may use symmetric keys, so keys are what they will most likely use. Thumbprints and
#   individual enrollments are made outside of the code and are not seen here. On a free hub, which is for
#   trials, this is a note.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-x509
# custom:
#   id: SEC001
#   severity: warning
#   security_severity: "7.5"
#   guide: [SE-2, SE-1]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.Devices/IotHubs/certificates, Microsoft.Devices/provisioningServices, Microsoft.Devices/provisioningServices/certificates]
#   yields_to: [dps-x509-anchor]
#   development: note
#   remediation: Add the CA certificate of the fleet to the provisioning service that links this hub, or to the hub itself; or set properties.disableDeviceSAS to true if devices have self-signed certificates.
#   terraform: Add an azurerm_iothub_dps_certificate for the provisioning service that links this hub, or an azurerm_iothub_certificate for the hub itself.
#   since: 0.1.0
package policies.security.hub_x509_anchor

import data.lib.azure
import data.lib.graph
import data.lib.provisioning
import data.lib.result
import data.lib.value

certificate := "Microsoft.Devices/IotHubs/certificates"

message := "nothing here lets a device prove itself by X.509: no CA certificate on this hub, no provisioning service that links it"

findings contains weighed(hub, result.missing(hub, [], message)) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	bare(hub)
}

# weighed: devices of a trial may have keys.
weighed(hub, found) := result.lighter("note", found) if {
	azure.free(hub)
} else := found

undecided contains result.because(hub, [], graph.doubt(provisioning.scripts(hub, "certificates"), "not all that could hold a CA certificate for this hub is known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not bare(hub)
	not anchored(hub)
}

# A service that links the hub and has no certificate is a fault of its own.
bare(hub) if {
	graph.complete
	count(provisioning.scripts(hub, "certificates")) == 0
	value.is_not(value.at(hub, ["properties", "disableDeviceSAS"]), true)
	value.absent(value.at(hub, ["properties", "deviceRegistry"]))
	count(graph.may_be_children(hub, certificate)) == 0
	every service in provisioning.services {
		provisioning.cannot_link(service, hub)
	}
}

anchored(hub) if value.is(value.at(hub, ["properties", "disableDeviceSAS"]), true)

anchored(hub) if value.at(hub, ["properties", "deviceRegistry", "namespaceResourceId"]).v

anchored(hub) if {
	some child in graph.children(hub, certificate)
	graph.certain(child)
}

anchored(hub) if {
	some service in provisioning.services
	graph.certain(service)
	provisioning.links(service, hub)
}
