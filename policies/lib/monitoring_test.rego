package lib.monitoring_test

import data.lib.monitoring

hub := {"id": "hub", "type": "Microsoft.Devices/IotHubs", "existing": false, "exists": {"v": true}, "body": {"name": {"v": "pumps"}}}

# unit returns a deployment of the hub and one alert, which refers to what ids
# name.
unit(alert, ids) := {
	"complete": true,
	"resources": {"hub": hub, "alert": alert},
	"of_type": {"microsoft.devices/iothubs": [hub], lower(alert.type): [alert]},
	"edges": {"alert": [{"kind": "refers", "to": id, "path": ["properties", "scopes", "items", 0]} | some id in ids]},
	"incoming": {},
}

alert(scope, metric) := {
	"id": "alert", "type": "Microsoft.Insights/metricAlerts", "existing": false, "exists": {"v": true},
	"body": {"properties": {"scopes": {"items": [scope]}, "criteria": {"allOf": {"items": [{"metricName": metric}]}}}},
}

id_of_hub := {"unknown": "runtime", "expr": "hub.id"}

metrics := ["lost", "Late"]

test_an_alert_on_the_hub_and_the_metric_watches if {
	a := alert(id_of_hub, {"v": "late"})
	monitoring.watched(hub, metrics) with input as unit(a, ["hub"])
	not monitoring.unwatched(hub, metrics) with input as unit(a, ["hub"])
}

test_one_on_the_group_watches_all_of_its_type if {
	wide := alert({"unknown": "runtime", "expr": "x", "text": "/subscriptions/…/resourceGroups/…"}, {"v": "late"})
	monitoring.watched(hub, metrics) with input as unit(wide, [])
	of_others := json.patch(wide, [{"op": "add", "path": "/body/properties/targetResourceType", "value": {"v": "Microsoft.Web/sites"}}])
	monitoring.unwatched(hub, metrics) with input as unit(of_others, [])
}

test_another_metric_or_another_resource_does_not if {
	monitoring.unwatched(hub, metrics) with input as unit(alert(id_of_hub, {"v": "other"}), ["hub"])
	elsewhere := {"v": "/subscriptions/1/resourceGroups/iot/providers/Microsoft.Storage/storageAccounts/s"}
	monitoring.unwatched(hub, metrics) with input as unit(alert(elsewhere, {"v": "late"}), [])
}

test_what_is_not_known_is_neither if {
	every a in [alert({"unknown": "parameter", "expr": "p"}, {"v": "late"}), alert(id_of_hub, {"unknown": "parameter", "expr": "p"})] {
		not monitoring.watched(hub, metrics) with input as unit(a, [])
		not monitoring.unwatched(hub, metrics) with input as unit(a, [])
	}
}

test_alerts_that_say_nothing_of_what_they_watch_may if {
	classic := {"id": "alert", "type": "Microsoft.Insights/alertRules", "existing": false, "exists": {"v": true}, "body": {}}
	not monitoring.unwatched(hub, metrics) with input as unit(classic, [])
	monitoring.alerting with input as unit(classic, [])
}
