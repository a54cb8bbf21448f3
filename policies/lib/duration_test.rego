package lib.duration_test

import data.lib.duration

test_seconds if {
	every text, n in {"PT1H": 3600, "pt90m": 5400, "P1DT12H": 129600, "PT0S": 0, "P7D": 604800, "PT1.5S": 1} {
		duration.seconds(text) == n
	}
}

test_no_span if {
	every text in ["", "P", "1H", "PT", "P1Y", "P1M", "01:00:00", "PT1H "] {
		not duration.seconds(text)
	}
}
