# Numbers for messages.
package lib.number

# grouped returns a whole number with commas between its thousands: 14,400,000.
grouped(n) := concat(",", [substring(digits, first(digits, i), last(digits, i) - first(digits, i)) |
	some i in numbers.range(1, ceil(count(digits) / 3))
]) if {
	digits := format_int(n, 10)
}

first(digits, i) := max({0, last(digits, i) - 3})

last(digits, i) := count(digits) - (3 * (ceil(count(digits) / 3) - i))

# times returns a number of things: "1 unit", "4 units".
times(1, thing) := sprintf("1 %s", [thing])

times(n, thing) := sprintf("%s %ss", [grouped(n), thing]) if n != 1
