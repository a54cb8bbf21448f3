# METADATA
# title: Nothing notices devices going away
# description: |
#   That a device has lost its connection is no error to a hub. Event Grid tells of each device that connects
#   or disconnects, and the metric of connected devices shows many going at once; without either the first
#   to notice is the customer.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/iot-hub/monitor-device-connection-state
# custom:
#   id: OPS010
#   severity: note
#   guide: [OE-6, RE-6, CO-5]
#   types: [Microsoft.Devices/IotHubs]
#   absence_of: [Microsoft.EventGrid/systemTopics, Microsoft.EventGrid/eventSubscriptions, Microsoft.Insights/metricAlerts, Microsoft.Insights/scheduledQueryRules]
#   elsewhere: monitoring
#   development: off
#   remediation: Add a Microsoft.EventGrid/systemTopics resource on this hub with a subscription to Microsoft.Devices.DeviceConnected and DeviceDisconnected, or an alert on connectedDeviceCount.
#   terraform: Add an azurerm_eventgrid_system_topic on this hub with a subscription to Microsoft.Devices.DeviceConnected and DeviceDisconnected, or an alert on connectedDeviceCount.
#   since: 0.1.0
package policies.operations.no_connection_monitoring

import data.azure
import data.lib.graph
import data.lib.monitoring
import data.lib.result
import data.lib.scope
import data.lib.value

metrics := azure.metrics["for"].connections

findings contains result.missing(hub, [], "nothing notices when devices of this hub lose their connection") if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	unnoticed(hub)
}

undecided contains result.because(hub, [], graph.doubt(graph.scripts(hub, "alerts"), "not all that could notice devices going away is known")) if {
	some hub in graph.of_type("Microsoft.Devices/IotHubs")
	not unnoticed(hub)
	not monitoring.watched(hub, metrics)
	not told(hub)
}

unnoticed(hub) if {
	monitoring.unwatched(hub, metrics)
	every topic in graph.any_of_type("Microsoft.EventGrid/systemTopics") {
		cannot_tell(topic, hub)
	}
	every subscription in graph.may_be_attached(hub, "Microsoft.EventGrid/eventSubscriptions") {
		deaf(subscription)
	}
}

cannot_tell(topic, hub) if scope.is_elsewhere(topic, ["properties", "source"], hub)

cannot_tell(topic, _) if {
	every subscription in subscriptions(topic) {
		deaf(subscription)
	}
}

subscriptions(topic) := graph.may_be_children(topic, "Microsoft.EventGrid/systemTopics/eventSubscriptions")

# deaf: the subscription asks for other events. One that does not say which gets
# all.
deaf(subscription) if {
	types := value.at(subscription, ["properties", "filter", "includedEventTypes"])
	value.complete(types)
	count(types.items) > 0
	every type in types.items {
		value.none_of(type, azure.events.connections)
	}
}

told(hub) if {
	some topic in graph.any_of_type("Microsoft.EventGrid/systemTopics")
	scope.is_on(topic, ["properties", "source"], hub)
	some subscription in graph.children(topic, "Microsoft.EventGrid/systemTopics/eventSubscriptions")
	hears(subscription)
}

told(hub) if {
	some subscription in graph.attached(hub, "Microsoft.EventGrid/eventSubscriptions")
	hears(subscription)
}

hears(subscription) if value.absent(value.at(subscription, ["properties", "filter", "includedEventTypes"]))

hears(subscription) if {
	some type in value.at(subscription, ["properties", "filter", "includedEventTypes"]).items
	value.one_of(type, azure.events.connections)
}
