package lib.routing_test

import data.lib.routing

hub(routes) := {"body": {"properties": {"routing": {"routes": routes}}}}

route(fields) := object.union({"source": {"v": "DeviceMessages"}, "isEnabled": {"v": true}}, fields)

test_catches_all if {
	routing.catches_all(hub({"items": [route({})]}))
	routing.catches_all(hub({"items": [route({"condition": {"v": "TRUE"}})]}))
	routing.catches_all(hub({"items": [route({"condition": {"v": ""}})]}))
}

test_catches_not_all if {
	every fields in [{"condition": {"v": "a > 1"}}, {"isEnabled": {"v": false}}, {"source": {"v": "TwinChangeEvents"}}] {
		routing.catches_not_all(hub({"items": [route(fields)]}))
	}
	routing.catches_not_all({"body": {"properties": {}}})
}

test_not_known_whether_a_condition_is_met if {
	some_hub := hub({"items": [route({"condition": {"unknown": "parameter", "expr": "p"}})]})
	not routing.catches_all(some_hub)
	not routing.catches_not_all(some_hub)
}

test_not_known_whether_a_route_is_on if {
	some_hub := hub({"items": [{"source": {"v": "DeviceMessages"}, "isEnabled": {"unknown": "parameter", "expr": "p"}}]})
	not routing.catches_all(some_hub)
	not routing.catches_not_all(some_hub)
}

test_not_known_which_routes_there_are if {
	not routing.catches_not_all(hub({"items": [], "unknown": "loop", "expr": "routes"}))
}

upload(fields) := {"body": {"properties": {"storageEndpoints": {"$default": fields}}}}

test_no_upload_without_a_connection_string if {
	count(routing.sinks(upload({"connectionString": {"unknown": "parameter", "expr": "p"}}))) == 1
	count(routing.sinks(upload({"connectionString": {"v": ""}, "authenticationType": {"v": "keyBased"}}))) == 0
}

test_keyed if {
	routing.keyed({"authenticationType": {"v": "keyBased"}})
	routing.keyed({"primaryKey": {"unknown": "secret", "expr": "k"}})
	not routing.keyed({"authenticationType": {"v": "identityBased"}, "primaryKey": {"v": "k"}})
	not routing.keyed({"endpointUri": {"v": "sb://x"}})
}

account := {"id": "sa", "type": "Microsoft.Storage/storageAccounts", "existing": false, "named": "sa"}

container := {"id": "c", "type": "Microsoft.Storage/storageAccounts/blobServices/containers"}

endpoint := ["properties", "routing", "endpoints", "storageContainers", "items", 0]

unit(to) := {
	"resources": {
		"sa": account, "c": container, "other": object.union(account, {"id": "other", "named": "other"}),
		"alias": object.union(account, {"id": "alias", "existing": true}),
		"foreign": object.union(account, {"id": "foreign", "existing": true, "named": "foreign"}),
	},
	"edges": {
		"hub": [{"kind": "refers", "to": id, "path": array.concat(endpoint, ["endpointUri"])} | some id in to],
		"c": [{"kind": "parent", "to": "sa", "path": []}],
	},
}

test_target if {
	routing.target({"id": "hub"}, endpoint).id == "sa" with input as unit(["sa"])
	routing.target({"id": "hub"}, endpoint).id == "sa" with input as unit(["c"])
}

test_no_target_among_two if {
	not routing.target({"id": "hub"}, endpoint) with input as unit(["sa", "other"])
	not routing.target({"id": "hub"}, endpoint) with input as unit(["sa", "foreign"])
}

test_target_by_two_names if routing.target({"id": "hub"}, endpoint).id == "sa" with input as unit(["alias", "sa"])
