# The resources of a deployment unit and what ties them to each other.
#
# A tie is certain if there is an edge. That there is none proves nothing while
# what would make one is unknown, so what may be tied has functions of its own.
package lib.graph

# complete: the unit has no part that could not be read.
complete if input.complete

# of_type returns the resources of a type that are deployed here.
of_type(type) := [r | some r in any_of_type(type); not r.existing]

# any_of_type returns the resources of a type, those only referred to as well.
any_of_type(type) := object.get(input.of_type, lower(type), [])

# certain: the resource is there, whatever the conditions come to.
certain(resource) if resource.exists.v == true

# children returns the resources of a type whose parent is a given one.
children(resource, type) := incoming(resource, "parent", type)

# parent returns the resource that a child belongs to; undefined if it is not
# of this unit.
parent(resource) := parents[0] if parents := told_apart(outgoing(resource, "parent"))

# attached returns the extension resources of a type on a resource: those with
# it as their scope, or with a property that says so.
attached(resource, type) := array.concat(incoming(resource, "scope", type), [r |
	some edge in input.incoming[resource.id]
	edge.kind == "refers"
	scope_path(edge.path)
	r := input.resources[edge.from]
	lower(r.type) == lower(type)
])

scope_path(path) if path[0] == "scope"

scope_path(path) if {
	path[0] == "properties"
	path[1] in {"scope", "scopes"}
}

# targets returns the resources that what stands at a path, or below it,
# refers to.
targets(resource, path) := told_apart([input.resources[edge.to] |
	some edge in input.edges[resource.id]
	edge.kind == "refers"
	array.slice(edge.path, 0, count(path)) == path
])

# told_apart leaves out of resources those that are only another name of one
# among them which is declared here.
told_apart(resources) := [r | some r in resources; not is_alias(r, resources)]

is_alias(r, resources) if {
	r.existing
	some declared in resources
	not declared.existing
	is_same(r, declared)
}

# sources returns the resources of a type that refer to a resource.
sources(resource, type) := incoming(resource, "refers", type)

# scripts returns the ids of what runs a program that refers to a resource and may
# see to a matter, the resource itself among it.
scripts(resource, matter) := {id |
	some edge in input.incoming[resource.id]
	id := edge.from
	may_see_to(input.resources[id].script, matter)
} | {resource.id | may_see_to(resource.script, matter)}

# unscripted: no program that runs here may see to a matter of the resource.
unscripted(resource, matter) if count(scripts(resource, matter)) == 0

# may_see_to: a program has a word of the matter in it, or does what stands
# elsewhere.
may_see_to(script, _) if script.whole == false

may_see_to(script, matter) if {
	some word in words_of[matter]
	contains(script.told, word)
}

# words_of are words in what programs see to a matter with, whatever they are
# written in.
words_of := {
	"alerts": ["alert", "monitor", "eventgrid", "event-grid", "event-subscription"],
	"certificates": ["cert"],
	"diagnostics": ["diagnostic"],
	"links": ["linked-hub", "linkedhub", "iothubs", "dps", "provisioning"],
	"locks": ["lock"],
	"network": ["publicnetworkaccess", "public-network-access", "networkrule", "network-rule", "ipfilter", "ip-filter"],
}

# scripted says of some scripts that one of them may do what a rule misses;
# undefined if there is none.
scripted(ids) := sprintf("%s may do that", [concat(" or ", names)]) if {
	count(ids) > 0
	names := {concat("#", array.slice(split(id, "#"), 1, 99)) | some id in ids}
}

# doubt is scripted, or else the reason given.
doubt(ids, _) := scripted(ids)

doubt(ids, reason) := reason if count(ids) == 0

# is_same: a resource is the other, by another symbol if it is only referred
# to. Names that are not known may still be certain to be equal.
is_same(other, resource) if other.id == resource.id

is_same(other, resource) if {
	other.existing
	other.type == resource.type
	other.named == resource.named
}

# may_be_children returns the children of a type, and those resources of the
# type whose parent is not known, or only referred to by what may be this name.
may_be_children(resource, type) := [r |
	some r in any_of_type(type)
	may_be_among(outgoing(r, "parent"), resource)
]

# may_be_attached is the same for extension resources: those on the resource,
# and those of which it is not known what they are on.
may_be_attached(resource, type) := [r |
	some type_or_legacy in {lower(type), legacy(resource, type)}
	some r in any_of_type(type_or_legacy)
	may_be_among(extended(r), resource)
]

may_be_among(candidates, _) if count(candidates) == 0

may_be_among(candidates, resource) if {
	some candidate in candidates
	not differ(candidate, resource)
}

# differ: two resources are certain not to be the same one. One that is only
# referred to is the same as one declared here if it has its name.
differ(a, b) if lower(a.type) != lower(b.type)

differ(a, b) if {
	a.id != b.id
	not a.existing
	not b.existing
}

differ(a, b) if lower(a.body.name.v) != lower(b.body.name.v)

# extended returns what an extension resource is on.
extended(resource) := [input.resources[edge.to] |
	some edge in input.edges[resource.id]
	is_scope(edge)
]

is_scope(edge) if edge.kind == "scope"

is_scope(edge) if scope_path(edge.path)

# legacy returns the older type of an extension resource, as a child of what it
# extends: a/b/providers/c for x/c on a/b.
legacy(resource, type) := sprintf("%s/providers/%s", [lower(resource.type), segments[count(segments) - 1]]) if {
	segments := split(lower(type), "/")
}

incoming(resource, kind, type) := [r |
	some edge in input.incoming[resource.id]
	edge.kind == kind
	r := input.resources[edge.from]
	lower(r.type) == lower(type)
]

outgoing(resource, kind) := [input.resources[edge.to] |
	some edge in input.edges[resource.id]
	edge.kind == kind
]

# label returns the last name on a path, for a message.
label(path) := names[count(names) - 1] if names := [step | some step in path; is_string(step); step != "items"]
