# The one place that knows all rules that come with the linter: it collects what
# each of them says under the package it says it in. The rules of a user stand
# below data.custom, and each is asked by itself.
package main

result := {"findings": findings, "undecided": undecided}

findings contains {"rule": ["policies", pillar, name], "match": match} if {
	some match in data.policies[pillar][name].findings
}

undecided contains {"rule": ["policies", pillar, name], "match": match} if {
	not input.findings_only
	some match in data.policies[pillar][name].undecided
}
