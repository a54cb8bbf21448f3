# What reads the messages of a hub from its built-in endpoint.
package lib.readers

import data.lib.graph
import data.lib.value

# by_key returns what reads from a hub with one of its shared access policies,
# with what it is called.
by_key(hub) := {[reader, kind] |
	some type, at in places
	some reader in graph.of_type(type)
	kind := at.kind
	reads(reader, at.path, hub)
}

places := {
	"Microsoft.StreamAnalytics/streamingjobs/inputs": {
		"kind": "the Stream Analytics input",
		"path": ["properties", "datasource", "properties", "iotHubNamespace"],
	},
	"Microsoft.Kusto/clusters/databases/dataConnections": {
		"kind": "the Data Explorer connection",
		"path": ["properties", "iotHubResourceId"],
	},
}

reads(reader, path, hub) if {
	all := graph.targets(reader, path)
	count(all) > 0
	every target in all {
		graph.is_same(target, hub)
	}
}

reads(reader, path, hub) if lower(value.at(reader, path).v) == lower(value.at(hub, ["name"]).v)

# groups returns what reads from the built-in endpoint of a hub: the reader, what
# it is called, and the path and the name of its consumer group in lower case.
groups(hub) := {[reader, places[type].kind, path, lower(group)] |
	some [reader, _] in by_key(hub)
	some type, at in group_paths
	lower(reader.type) == lower(type)
	some path in [at]
	group := value.at(reader, path).v
	group != ""
}

group_paths := {
	"Microsoft.StreamAnalytics/streamingjobs/inputs": ["properties", "datasource", "properties", "consumerGroupName"],
	"Microsoft.Kusto/clusters/databases/dataConnections": ["properties", "consumerGroup"],
}
