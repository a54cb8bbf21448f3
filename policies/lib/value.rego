# Questions about the values of a document. A value is {"v": x} if it is known,
# {"unknown": why, "expr": text} with "any_of" if it can only be one of a few and
# "text" if some of a string is known, {"items": [...]} for an array, {"absent":
# true}, or an object of values. What is known in part has "unknown" beside the
# rest.
#
# Every question but absent, unknown and complete is answered yes only if it is
# certain, so a rule that asks without "not" never speaks up about what cannot
# be known. Scalars compare by their text in any casing, as Azure reads them:
# "1" is 1 and "True" is true.
package lib.value

# at returns what stands at a path in the body of a resource. Where something
# on the way is unknown, that is returned; where nothing is written, absent. Of a
# resource that a rule makes from another, with a body of its own, it may take
# what is unknown for absent unless "open" is left out: use inside for those.
# A path goes through an array by "items": ["properties", "routes", "items", 0].
at(resource, path) := found if {
	found := object.get(resource.body, path, null)
	found != null
} else := {"absent": true} if {
	object.get(resource.open, path[0], false) == false
} else := inside(resource.body, path)

# inside is at for a part of a document.
inside(node, path) := found if {
	found := object.get(node, path, null)
	found != null
} else := {"unknown": nearest.unknown, "expr": nearest.expr} if {
	written := [n |
		some i, _ in path
		n := object.get(node, array.slice(path, 0, i), null)
		is_object(n)
	]
	nearest := array.reverse(written)[0]
	nearest.unknown
} else := {"absent": true}

# items returns the items of the array at a path, by their paths:
# some path, item in value.items(hub, ["properties", "routing", "routes"]).
items(resource, path) := {array.concat(path, ["items", i]): item | some i, item in at(resource, path).items}

# options returns every value a scalar can take; undefined if that is open.
options(n) := {n.v}

options(n) := {x | some x in n.any_of} if count(n.any_of) > 0

is(n, x) if fold(n.v) == fold(x)

is(n, x) if among(n, [x])

is_not(n, x) if fold(n.v) != fold(x)

is_not(n, x) if outside(n, [x])

one_of(n, xs) if {
	folded := fold(n.v)
	some x in xs
	fold(x) == folded
}

one_of(n, xs) if among(n, xs)

none_of(n, xs) if {
	folded := fold(n.v)
	every x in xs {
		fold(x) != folded
	}
}

none_of(n, xs) if outside(n, xs)

# among: an unknown that can only be one of a few is one of xs.
among(n, xs) if {
	count(n.any_of) > 0
	folded := {fold(x) | some x in xs}
	every option in n.any_of {
		fold(option) in folded
	}
}

# outside: an unknown that can only be one of a few is none of xs.
outside(n, xs) if {
	count(n.any_of) > 0
	folded := {fold(x) | some x in xs}
	every option in n.any_of {
		not fold(option) in folded
	}
}

# known_text returns a string, with "…" for each piece of it that is not known.
known_text(n) := n.v if is_string(n.v)

known_text(n) := n.text

# number returns a known number, whether written as one or as text.
number(n) := n.v if is_number(n.v)

number(n) := to_number(n.v) if is_string(n.v)

absent(n) if n.absent

# empty: nothing is written, or an array without items.
empty(n) if absent(n)

empty(n) if {
	complete(n)
	n.items == []
}

# blank: nothing is written, or an empty text where Azure takes that for nothing.
blank(n) if absent(n)

blank(n) if is(n, "")

unknown(n) if n.unknown

# complete: there is no more to a value than it shows.
complete(n) if not unknown(n)

# show returns a value for a message.
show(n) := text(n.v) if {
	n.v != null
} else := concat(" or ", [text(x) | some x in n.any_of]) if {
	n.any_of
} else := n.expr if {
	n.unknown
} else := "nothing" if {
	n.absent
} else := "an array" if {
	n.items
} else := "an object"

# fold returns a scalar as the text it compares by.
fold(x) := lower(x) if {
	is_string(x)
} else := lower(sprintf("%v", [x]))

text(x) := x if {
	is_string(x)
} else := json.marshal(x)
