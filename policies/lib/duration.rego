# Spans of time as Azure writes them: PT1H, P7D.
package lib.duration

# seconds returns the length of a span; undefined for a text that is none. Years
# and months have no fixed length, and Azure takes none.
seconds(text) := sum([n |
	some i, length in [86400, 3600, 60, 1]
	amount := found[0][i + 1]
	amount != ""
	n := to_number(amount) * length
]) if {
	form := `^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$`
	found := regex.find_all_string_submatch_n(form, upper(text), 1)
	count(found) == 1
	regex.match(`\d`, text)
}

# show returns a span of seconds as people write it: 1h30m, 45s.
show(n) := concat("", [sprintf("%d%s", [amount, unit]) |
	some [unit, amount] in [["h", floor(n / 3600)], ["m", floor((n % 3600) / 60)], ["s", n % 60]]
	amount > 0
])
