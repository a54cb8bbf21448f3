package lib.scope_test

import data.lib.scope

alert(id) := {"id": "a", "body": {"properties": {"scopes": {"items": [id]}}}}

first := ["properties", "scopes", "items", 0]

hub := {"id": "hub", "type": "Microsoft.Devices/IotHubs", "existing": false}

test_what_holds_resources if {
	every text in [
		"/subscriptions/…", "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/…",
		"/SUBSCRIPTIONS/…/RESOURCEGROUPS/iot/", "/providers/Microsoft.Management/managementGroups/fleet",
	] {
		scope.is_wide(alert({"unknown": "runtime", "expr": "x", "text": text}), first) with input as {"edges": {}}
	}
}

test_what_holds_none if {
	every text in ["/subscriptions/…/resourceGroups/…/providers/Microsoft.Devices/IotHubs/…", "…", "iot", "/subscriptions"] {
		not scope.is_wide(alert({"unknown": "runtime", "expr": "x", "text": text}), first) with input as {"edges": {}}
	}
}

test_another_type_is_elsewhere if {
	id := {"unknown": "runtime", "expr": "x", "text": "/subscriptions/…/resourceGroups/…/providers/Microsoft.Storage/storageAccounts/…"}
	scope.is_elsewhere(alert(id), first, hub) with input as {"edges": {}}
}

test_what_may_be_the_resource_is_not_elsewhere if {
	every id in [
		{"unknown": "parameter", "expr": "p"},
		{"unknown": "runtime", "expr": "x", "text": "/subscriptions/…/resourceGroups/…/providers/Microsoft.Devices/iothubs/…"},
		{"unknown": "runtime", "expr": "x", "text": "/subscriptions/…/resourceGroups/…/providers/…/IotHubs/h"},
		{"v": "/subscriptions/1/resourceGroups/iot"},
	] {
		not scope.is_elsewhere(alert(id), first, hub) with input as {"edges": {}}
	}
}

test_references_tell if {
	unit := {
		"resources": {"hub": hub, "other": {"id": "other", "type": "Microsoft.Devices/IotHubs", "existing": false}, "rg": {"id": "rg", "type": "Microsoft.Resources/resourceGroups", "existing": false}},
		"edges": {"a": [{"kind": "refers", "to": "other", "path": first}], "b": [{"kind": "refers", "to": "rg", "path": first}]},
	}
	unknown := {"unknown": "runtime", "expr": "x"}
	scope.is_elsewhere(alert(unknown), first, hub) with input as unit
	not scope.is_on(alert(unknown), first, hub) with input as unit
	on_group := object.union(alert(unknown), {"id": "b"})
	scope.is_wide(on_group, first) with input as unit
	not scope.is_elsewhere(on_group, first, hub) with input as unit
}
