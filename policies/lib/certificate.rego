# CA certificates on hubs and provisioning services. What one says is in the
# facts of its resource, as far as its content is known.
package lib.certificate

import data.lib.graph

# resources returns the certificates that are deployed here.
resources := array.concat(
	graph.of_type("Microsoft.Devices/IotHubs/certificates"),
	graph.of_type("Microsoft.Devices/provisioningServices/certificates"),
)

# scripts returns the ids of what runs a program and refers to a certificate, or
# to what it is on. It may prove that the key of the certificate is one's own.
scripts(certificate) := {id |
	some resource in array.concat([certificate], graph.outgoing(certificate, "parent"))
	some id in graph.scripts(resource, "certificates")
}

# paths are where the content of one may stand.
paths := [["properties", "certificate"], ["certificate"]]
