package lib.value_test

import data.lib.value

hub := {"id": "h", "body": {
	"sku": {"name": {"v": "S1"}, "capacity": {"v": "2"}},
	"location": {"unknown": "parameter", "expr": "location", "any_of": ["eastus", "westus"]},
	"tags": {"unknown": "parameter", "expr": "tags"},
	"properties": {
		"minTlsVersion": {"unknown": "runtime", "expr": "reference('x')"},
		"routes": {"items": [{"name": {"v": "a"}}, {"unknown": "loop", "expr": "r"}]},
		"filters": {"items": []},
		"rest": {"items": [], "unknown": "parameter", "expr": "p"},
	},
}}

at(path) := value.at(hub, path)

# at: what is written, the unknown on the way to it, or absent.
test_at_written if at(["sku", "name"]) == {"v": "S1"}

test_at_item if at(["properties", "routes", "items", 0, "name"]) == {"v": "a"}

test_at_below_an_unknown if at(["tags", "owner"]) == {"unknown": "parameter", "expr": "tags"}

test_at_below_an_unknown_item if at(["properties", "routes", "items", 1, "name"]).unknown == "loop"

test_at_absent if at(["properties", "publicNetworkAccess"]) == {"absent": true}

test_items_by_path if value.items(hub, ["properties", "routes"])[["properties", "routes", "items", 0]] == {"name": {"v": "a"}}

test_no_items_of_an_unknown if count(value.items(hub, ["tags"])) == 0

# Scalars compare as Azure reads them.
test_is_in_any_casing if value.is(at(["sku", "name"]), "s1")

test_is_not if value.is_not(at(["sku", "name"]), "F1")

test_number_in_a_string if value.is(at(["sku", "capacity"]), 2)

test_boolean_in_a_string if value.is({"v": "True"}, true)

test_number if value.number(at(["sku", "capacity"])) == 2

# An unknown is neither this nor that, unless all it can be is.
test_unknown_is_nothing if not value.is(at(["properties", "minTlsVersion"]), "1.2")

test_unknown_is_not_anything_else if not value.is_not(at(["properties", "minTlsVersion"]), "1.2")

test_one_of_all_options if value.one_of(at(["location"]), ["eastus", "westus", "westeurope"])

test_not_one_of_some_options if not value.one_of(at(["location"]), ["eastus"])

test_none_of_all_options if value.none_of(at(["location"]), ["westeurope"])

test_not_none_of_some_options if not value.none_of(at(["location"]), ["eastus"])

# Nothing is known of what is absent, but that it is.
test_absent if value.absent(at(["properties", "publicNetworkAccess"]))

test_absent_is_nothing if not value.is(at(["properties", "publicNetworkAccess"]), "Enabled")

test_unknown_is_not_absent if not value.absent(at(["tags"]))

test_empty if value.empty(at(["properties", "filters"]))

test_empty_if_absent if value.empty(at(["properties", "none"]))

test_blank if {
	value.blank({"absent": true})
	value.blank({"v": ""})
	not value.blank({"v": "x"})
	not value.blank({"unknown": "parameter", "expr": "p"})
}

test_known_in_part_is_not_empty if not value.empty(at(["properties", "rest"]))

test_known_in_part_is_not_complete if not value.complete(at(["properties", "rest"]))

test_show if {
	value.show({"v": "a"}) == "a"
	value.show({"v": false}) == "false"
	value.show({"v": 3}) == "3"
	value.show(at(["location"])) == "eastus or westus"
	value.show(at(["tags"])) == "tags"
	value.show({"absent": true}) == "nothing"
	value.show({"items": []}) == "an array"
	value.show({"name": {"v": "x"}}) == "an object"
}
