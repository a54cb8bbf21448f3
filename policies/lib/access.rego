# Shared access policies and what they allow.
package lib.access

import data.lib.value

policies := ["properties", "authorizationPolicies"]

# custom returns the policies of a resource that the service does not make by
# itself, by their paths. Of those whose name is not known none is certain.
custom(resource, facts) := {path: policy |
	some path, policy in value.items(resource, policies)
	value.none_of(policy.keyName, facts.own_policies)
}

# rights returns what a policy allows, in lower case.
rights(policy) := {lower(trim_space(right)) | some right in split(policy.rights.v, ",")}

# allows: the policy has a right.
allows(policy, right) if lower(right) in rights(policy)

# allows_all: the policy has each of some rights.
allows_all(policy, wanted) if {
	every right in wanted {
		allows(policy, right)
	}
}

# unclear returns the paths of what may turn out to allow more than it shows.
unclear(resource) := {policies} | {array.concat(path, [key]) |
	some path, _ in value.items(resource, policies)
	some key in ["keyName", "rights"]
}

# key_name returns the name of the policy whose key a connection string holds,
# as far as that is written out.
key_name(n) := names[0][1] if {
	names := regex.find_all_string_submatch_n(`(?i)SharedAccessKeyName=([^;…]+)(?:;|$)`, written(n), 1)
}

# written returns what is known of a text.
written(n) := n.v

written(n) := n.text if not n.v
