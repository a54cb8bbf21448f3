# The one place that knows all rules: it collects what each of them says under
# the package it says it in. Rules that come with the linter stand below
# data.policies, those of a user below data.custom.
package main

result := {"findings": findings, "undecided": undecided}

findings contains {"rule": ["policies", pillar, name], "match": match} if {
	some match in data.policies[pillar][name].findings
}

findings contains {"rule": ["custom", pillar, name], "match": match} if {
	some match in data.custom[pillar][name].findings
}

undecided contains {"rule": ["policies", pillar, name], "match": match} if {
	some match in data.policies[pillar][name].undecided
}

undecided contains {"rule": ["custom", pillar, name], "match": match} if {
	some match in data.custom[pillar][name].undecided
}
