package lib.number_test

import data.lib.number

test_grouped if {
	number.grouped(0) == "0"
	number.grouped(999) == "999"
	number.grouped(1000) == "1,000"
	number.grouped(14400000) == "14,400,000"
	number.grouped(123456) == "123,456"
}

test_times if {
	number.times(1, "unit") == "1 unit"
	number.times(1500, "unit") == "1,500 units"
}
