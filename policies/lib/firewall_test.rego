package lib.firewall_test

import data.lib.firewall

account(acls) := {"id": "sa", "type": "Microsoft.Storage/storageAccounts", "body": {"properties": {
	"publicNetworkAccess": {"v": "Enabled"},
	"networkAcls": acls,
}}}

namespace := {"id": "ns", "type": "Microsoft.EventHub/namespaces", "body": {"properties": {"publicNetworkAccess": {"v": "Disabled"}}}}

unit(complete) := {"complete": complete, "resources": {"ns": namespace}, "of_type": {}, "edges": {}, "incoming": {}}

test_storage_closed if {
	firewall.closed(account({"defaultAction": {"v": "Deny"}}))
	not firewall.closed(account({"defaultAction": {"v": "Allow"}}))
	not firewall.closed(account({"defaultAction": {"unknown": "parameter", "expr": "p"}}))
}

test_storage_trusts_unless_told_not_to if {
	firewall.trusts(account({"defaultAction": {"v": "Deny"}}))
	firewall.trusts(account({"bypass": {"v": "Logging, AzureServices"}}))
	firewall.trusts_not(account({"bypass": {"v": "None"}}))
}

test_not_known_whether_storage_trusts if {
	not firewall.trusts(account({"bypass": {"unknown": "parameter", "expr": "p"}}))
	not firewall.trusts_not(account({"bypass": {"unknown": "parameter", "expr": "p"}}))
}

test_namespace_trusts_nobody_by_itself if {
	firewall.closed(namespace) with input as unit(true)
	firewall.trusts_not(namespace) with input as unit(true)
}

test_rules_of_a_namespace_may_be_elsewhere if {
	not firewall.trusts_not(namespace) with input as unit(false)
}

test_takes_named if {
	firewall.takes_named(account({"ipRules": {"items": [{"value": {"v": "203.0.113.7"}}]}}))
	not firewall.takes_named(account({"ipRules": {"items": []}}))
}

of_type(type, properties) := {"id": "t", "type": type, "body": {"properties": properties}}

test_open_unless_told_otherwise if {
	every type in ["Microsoft.Storage/storageAccounts", "Microsoft.EventHub/namespaces", "Microsoft.DocumentDB/databaseAccounts"] {
		firewall.open(of_type(type, {})) with input as unit(true)
		firewall.open(of_type(type, {"publicNetworkAccess": {"v": "Enabled"}})) with input as unit(true)
		not firewall.open(of_type(type, {"publicNetworkAccess": {"v": "Disabled"}})) with input as unit(true)
		not firewall.open(of_type(type, {"publicNetworkAccess": {"unknown": "parameter", "expr": "p"}})) with input as unit(true)
	}
}

test_not_known_whether_a_namespace_is_open_while_its_rules_may_be_elsewhere if {
	not firewall.open(of_type("Microsoft.EventHub/namespaces", {})) with input as unit(false)
}

test_database_open_to_some if {
	not firewall.open(of_type("Microsoft.DocumentDB/databaseAccounts", {"ipRules": {"items": [{"ipAddressOrRange": {"v": "203.0.113.7"}}]}}))
	not firewall.open(of_type("Microsoft.DocumentDB/databaseAccounts", {"isVirtualNetworkFilterEnabled": {"v": true}}))
}
