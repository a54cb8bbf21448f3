package lib.access_test

import data.lib.access

facts := {"own_policies": ["iothubowner"]}

hub := {"id": "h", "body": {"properties": {"authorizationPolicies": {"items": [
	{"keyName": {"v": "IoTHubOwner"}, "rights": {"v": "RegistryWrite"}},
	{"keyName": {"v": "app"}, "rights": {"v": "serviceConnect,  DeviceConnect"}},
	{"keyName": {"unknown": "parameter", "expr": "name"}, "rights": {"v": "DeviceConnect"}},
	{"keyName": {"v": "other"}, "rights": {"unknown": "parameter", "expr": "rights"}},
]}}}}

policies := hub.body.properties.authorizationPolicies.items

# custom: neither one of the service's own, in any casing, nor one whose name is not known.
test_custom if {
	names := {policy.keyName.v | some policy in access.custom(hub, facts)}
	names == {"app", "other"}
}

# Rights are in any order and casing, with or without blanks.
test_allows if access.allows_all(policies[1], ["DeviceConnect", "ServiceConnect"])

test_allows_not if not access.allows(policies[1], "RegistryWrite")

test_unknown_rights_allow_nothing if not access.allows(policies[3], "DeviceConnect")

# key_name: as far as it is written out, up to the next semicolon.
test_key_name if access.key_name({"v": "HostName=h;SharedAccessKeyName=app;SharedAccessKey=k"}) == "app"

test_key_name_at_the_end if access.key_name({"v": "hostname=h;sharedaccesskeyname=app"}) == "app"

test_key_name_in_a_part if access.key_name({"unknown": "runtime", "expr": "x", "text": "HostName=…;SharedAccessKeyName=app;SharedAccessKey=…"}) == "app"

test_key_name_unknown if not access.key_name({"unknown": "runtime", "expr": "x", "text": "SharedAccessKeyName=…;SharedAccessKey=…"})

test_key_name_half_known if not access.key_name({"unknown": "runtime", "expr": "x", "text": "SharedAccessKeyName=iothub…;SharedAccessKey=…"})
