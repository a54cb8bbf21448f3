package lint

import (
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/value"
)

// purpose says how a resource that stands by itself names what it serves.
type purpose struct {
	// ways are the paths to all that it serves.
	ways []way
	// typ is the path to the type of what it serves, where the ways are wide.
	typ value.Path
	// unless is a path to what makes it serve others as well.
	unless value.Path
	// holders are types that hold what is known of other resources.
	holders []string
}

// way is a path to what is served; each stands for all items of an array.
type way struct {
	path []string
	by   pointing
}

const each = "*"

// pointing is how a value points at a resource.
type pointing uint8

const (
	// idOfAny: by the id of a resource.
	idOfAny pointing = iota
	// nameOfHub: by the name of a hub.
	nameOfHub
	// hostOfHub: by the host of a hub, alone or in a connection string.
	hostOfHub
)

const hubType = "microsoft.devices/iothubs"

var hubHost = pattern.Lazy(`^(?:.*;)?(?:hostname=)?([a-z0-9-]+)\.azure-devices\.`)

// purposes are the types that rules miss, and that are neither a child of what
// they serve nor have it as their scope.
var purposes = map[string]purpose{
	"microsoft.devices/provisioningservices": {ways: []way{
		{[]string{"properties", "iotHubs", each, "connectionString"}, hostOfHub},
		{[]string{"properties", "iotHubs", each, "hostName"}, hostOfHub},
	}},
	"microsoft.deviceupdate/accounts/instances": {ways: []way{{[]string{"properties", "iotHubs", each, "resourceId"}, idOfAny}}},
	"microsoft.eventgrid/systemtopics":          {ways: []way{{[]string{"properties", "source"}, idOfAny}}},
	"microsoft.insights/activitylogalerts":      {ways: []way{{[]string{"properties", "scopes", each}, idOfAny}}},
	"microsoft.insights/metricalerts": {
		ways: []way{{[]string{"properties", "scopes", each}, idOfAny}},
		typ:  value.Path{"properties", "targetResourceType"},
	},
	"microsoft.insights/scheduledqueryrules": {
		ways:    []way{{[]string{"properties", "scopes", each}, idOfAny}},
		holders: []string{"microsoft.operationalinsights/workspaces", "microsoft.insights/components"},
	},
	"microsoft.kusto/clusters/databases/dataconnections": {ways: []way{
		{[]string{"properties", "iotHubResourceId"}, idOfAny},
		{[]string{"properties", "eventHubResourceId"}, idOfAny},
	}},
	"microsoft.network/privateendpoints": {ways: []way{
		{[]string{"properties", "privateLinkServiceConnections", each, "properties", "privateLinkServiceId"}, idOfAny},
		{[]string{"properties", "manualPrivateLinkServiceConnections", each, "properties", "privateLinkServiceId"}, idOfAny},
	}},
	"microsoft.security/iotsecuritysolutions": {
		ways:   []way{{[]string{"properties", "iotHubs", each}, idOfAny}},
		unless: value.Path{"properties", "userDefinedResources", "query"},
	},
	"microsoft.streamanalytics/streamingjobs": {ways: []way{
		{[]string{"properties", "inputs", each, "properties", "datasource", "properties", "iotHubNamespace"}, nameOfHub},
	}},
	"microsoft.streamanalytics/streamingjobs/inputs": {
		ways: []way{{[]string{"properties", "datasource", "properties", "iotHubNamespace"}, nameOfHub}},
		typ:  value.Path{"properties", "datasource", "type"},
	},
}

// leadsAnywhere reports whether a reference to a resource of a type, in lower
// case, may lead to any resource: it holds others, or what it holds is not known.
func leadsAnywhere(typ string) bool {
	if strings.HasPrefix(typ, "azurerm_") {
		return wideBlock().MatchString(typ)
	}
	return !strings.Contains(typ, "/") || wideType().MatchString(typ)
}

var (
	wideBlock = pattern.Lazy(`^azurerm_(?:resource_group|resources$|subscription|management_group|client_config)|deployment|secret|configuration`)
	wideType  = pattern.Lazy(`^microsoft\.(?:resources|management|subscription)/`)
)
