# METADATA
# title: More than a provisioning service takes
# description: |
#   A provisioning service takes 50 linked hubs, 25 CA certificates and 100 IP rules, holds a million devices
#   and registers a thousand a minute, whatever its units.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-dps/about-iot-dps
# custom:
#   id: PERF010
#   severity: error
#   guide: [PE-9, PE-6]
#   types: [Microsoft.Devices/provisioningServices]
#   remediation: Spread the devices over more provisioning services, and their hubs, certificates and rules with them.
#   since: 0.1.0
package policies.performance.dps_limit

import data.lib.graph
import data.lib.limit
import data.lib.network
import data.lib.number
import data.lib.provisioning
import data.lib.result

limits := data.azure.limits.dps

findings contains result.named(service, path, message) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path, what in {
		provisioning.hubs: {"count": limit.listed(service, provisioning.hubs), "most": limits.linked_hubs, "things": "linked hubs"},
		network.filters: {"count": limit.listed(service, network.filters), "most": limits.ip_rules, "things": "IP rules"},
		[]: {
			"count": limit.beside(service, "Microsoft.Devices/provisioningServices/certificates"),
			"most": limits.ca_certificates, "things": "CA certificates",
		},
	}
	message := limit.over(what.count, what.most, what.things)
}

findings contains result.named(service, [], message) if {
	graph.complete
	needed := input.workload.derived.provisioning.services.v
	needed > count(provisioning.services)
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	service.id == min({s.id | some s in graph.of_type("Microsoft.Devices/provisioningServices")})
	every s in provisioning.services {
		s.each == false
	}
	message := sprintf("the declared workload takes %s: one holds %s devices and registers %s a minute", [
		number.times(needed, "provisioning service"), number.grouped(limits.registrations), number.grouped(limits.registrations_per_minute),
	])
}

undecided contains result.undecided(service, path) if {
	some service in graph.of_type("Microsoft.Devices/provisioningServices")
	some path in [provisioning.hubs, network.filters]
}
