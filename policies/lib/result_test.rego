package lib.result_test

import data.lib.result

hub := {"id": "h", "body": {"name": {"v": "hub1"}, "sku": {"unknown": "parameter", "expr": "sku"}, "location": {"v": "eastus", "from": "default"}}}

test_at if result.at(hub, ["name"], "is wrong") == {"resource": "h", "path": ["name"], "message": "is wrong", "missing": false}

test_missing if result.missing(hub, ["identity"], "has none").missing

# set: a default is missing text, a written value is wrong text.
test_set_by_default if result.set(hub, ["location"], "m").missing

test_set_absent if result.set(hub, ["identity"], "m").missing

test_set_written if not result.set(hub, ["name"], "m").missing

test_undecided if result.undecided(hub, ["sku", "name"]).message == "parameter sku has no value"

test_not_undecided_if_known if not result.undecided(hub, ["name"])
