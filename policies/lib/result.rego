# What a rule says of a resource. It says where by a path and leaves the place
# in the file to the linter.
package lib.result

import data.lib.value

# at: what stands at the path is wrong.
at(resource, path, message) := match(resource, path, message, false)

# missing: what should stand at the path is not there. With an empty path it is
# another resource that is missing.
missing(resource, path, message) := match(resource, path, message, true)

# named: the name of what stands at the path is wrong, whatever its value is.
named(resource, path, message) := match(resource, path, message, true)

# set: missing if the value at the path is a default or not there, at if it is
# written.
set(resource, path, message) := match(resource, path, message, missed) if {
	missed := count({"from", "absent"} & object.keys(value.at(resource, path))) > 0
}

# lighter: a match that weighs less than its rule says: lighter("note", result.at(...)).
lighter(severity, found) := object.union(found, {"severity": severity})

# present: a match that claims no absence, of a rule that has absence_of: nothing
# in other units can put it right.
present(found) := object.union(found, {"present": true})

# resting_on: a match that holds for what stands at each of some paths, so that
# comments can accept it piece by piece.
resting_on(paths, found) := object.union(found, {"rests_on": paths})

# undecided: what stands at the path is unknown, so the rule cannot tell. It is
# undefined where the value is known; a rule need not ask.
undecided(resource, path) := because(resource, path, reason) if {
	n := value.at(resource, path)
	n.unknown
	reason := sprintf(phrase(n), [n.expr])
}

# An expression is not a parameter itself, only made of one.
phrase(n) := "%s depends on a parameter that has no value" if {
	n.unknown == "parameter"
	regex.match(`[^\w.-]`, n.expr)
} else := object.get(reasons, n.unknown, "%s is not known")

# because: the rule cannot tell for the reason given.
because(resource, path, reason) := match(resource, path, reason, false)

reasons := {
	"parameter": "parameter %s has no value",
	"runtime": "%s is known only once it is deployed",
	"secret": "%s is a secret in a vault",
	"module": "%s is in a module that could not be read",
	"function": "%s cannot be evaluated",
	"file": "%s reads a file that does not exist here",
	"loop": "%s differs from one to the next",
	"existing": "%s is not declared here",
	"limit": "%s takes too long to evaluate",
	"error": "%s has an error",
}

match(resource, path, message, missed) := {
	"resource": resource.id,
	"path": path,
	"message": message,
	"missing": missed,
}
