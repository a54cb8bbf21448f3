package lib.roles_test

import data.lib.roles

assignment(body, extends) := {"id": "a", "extends": extends, "body": body}

contributor := "b24988ac-6180-42a0-ab88-20f7382dd24c"

test_a_role_is_known_by_the_end_of_its_id if {
	every definition in [
		{"v": concat("", ["/providers/Microsoft.Authorization/roleDefinitions/", contributor])},
		{"v": upper(contributor)},
		{"unknown": "runtime", "expr": "x", "text": concat("", ["/subscriptions/…/providers/Microsoft.Authorization/roleDefinitions/", contributor])},
	] {
		roles.role(assignment({"properties": {"roleDefinitionId": definition}}, [])).name == "Contributor"
	}
}

test_other_roles_are_not_known if {
	every definition in [{"v": "/providers/Microsoft.Authorization/roleDefinitions/00000000-0000-0000-0000-000000000000"}, {"unknown": "parameter", "expr": "p"}, {"absent": true}] {
		not roles.role(assignment({"properties": {"roleDefinitionId": definition}}, []))
	}
}

test_above if {
	cases := {
		"the whole subscription": assignment({"scope": {"v": "/subscriptions/1"}}, []),
		"the whole resource group": assignment({}, ["Microsoft.Resources/resourceGroups"]),
		"the whole management group": assignment({}, ["Microsoft.Management/managementGroups"]),
		"all that the deployment goes to, a resource group or more": assignment({}, []),
	}
	every words, a in cases {
		roles.is_above(a) with input as {"edges": {}}
		roles.above(a) == words
	}
}

test_not_above if {
	every a in [
		assignment({}, ["Microsoft.Devices/IotHubs"]),
		assignment({"scope": {"unknown": "parameter", "expr": "p"}}, []),
	] {
		not roles.is_above(a) with input as {"edges": {}}
	}
}
