package lib.terraform_test

import data.lib.terraform

test_constraints_that_allow_both_sides if {
	every constraint in [">= 4.0", ">=3.116.0", "~> 4.0", "~> 4", ">= 4.0, < 5.0", "~> 4.20", ">= 4.0, != 4.5.0", "> 4.67.0"] {
		terraform.spans(constraint, "4.68.0")
	}
}

test_constraints_that_allow_one_side if {
	every constraint in ["~> 3.0", ">= 4.68", "~> 4.70", "4.50.0", "= 4.68.0", "~> 4.67.0", "< 4.68.0", ">= 4.0, < 4.60", "~> 5.0", "", "latest", ">= 4.0, newest"] {
		not terraform.spans(constraint, "4.68.0")
	}
}
