# Which versions of a Terraform provider a configuration allows.
package lib.terraform

# spans: a constraint such as ">= 4.0, < 5.0" allows a version before the given
# one as well as that one or a later one. Undefined for what is no constraint.
spans(constraint, version) if {
	terms := [parsed(term) | some term in split(constraint, ",")]
	count(terms) == count(split(constraint, ","))
	every term in terms {
		reaches_below(term, version)
		reaches_above(term, version)
	}
}

# parsed splits "~> 4.0" into its operator, its version in full, and how many
# numbers were written.
parsed(term) := {"operator": operator, "version": full, "written": count(numbers)} if {
	found := regex.find_all_string_submatch_n(`^\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,2})\s*$`, term, 1)
	operator := found[0][1]
	numbers := split(found[0][2], ".")
	full := concat(".", array.slice(array.concat(numbers, ["0", "0"]), 0, 3))
}

reaches_below(term, version) if {
	term.operator in {">=", ">", "~>", "=", ""}
	semver.compare(term.version, version) < 0
}

reaches_below(term, _) if term.operator in {"<", "<=", "!="}

reaches_above(term, _) if term.operator in {">=", ">", "!="}

reaches_above(term, version) if {
	term.operator == "<"
	semver.compare(term.version, version) > 0
}

reaches_above(term, version) if {
	term.operator == "<="
	semver.compare(term.version, version) >= 0
}

reaches_above(term, version) if {
	term.operator == "~>"
	semver.compare(ceiling(term), version) > 0
}

# ceiling returns the first version that "~>" no longer allows: it raises the
# number before the last one written.
ceiling(term) := "999999.0.0" if term.written == 1

ceiling(term) := sprintf("%d.0.0", [to_number(split(term.version, ".")[0]) + 1]) if term.written == 2

ceiling(term) := sprintf("%s.%d.0", [numbers[0], to_number(numbers[1]) + 1]) if {
	term.written == 3
	numbers := split(term.version, ".")
}
