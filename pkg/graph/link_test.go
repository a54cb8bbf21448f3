package graph_test

import (
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// What a text names by its host, or by the id of a part that is no resource
// of its own, is an edge to the resource.
func TestLinkByHost(t *testing.T) {
	prefix := value.Part{ID: 7}
	name := value.FromParts(value.Unresolved{Reason: value.ReasonParameter, Expr: "prefix"}, []value.Part{prefix, {Text: "-hub"}})
	partly := func(parts ...value.Part) value.Value {
		return value.FromParts(value.Unresolved{Reason: value.ReasonRuntime, Expr: "…"}, parts)
	}
	resource := func(typ string, name value.Value) *graph.Resource {
		return &graph.Resource{ID: typ, Type: typ, Body: value.OfFields(value.Field{Key: "name", Value: name})}
	}
	for _, c := range []struct {
		name string
		v    value.Value
		want string
	}{
		{"host of a hub", value.OfString("HostName=Pumps.azure-devices.net;SharedAccessKeyName=dps"), "Microsoft.Devices/IotHubs"},
		{"host of a hub in another cloud", value.OfString("pumps.azure-devices.us"), "Microsoft.Devices/IotHubs"},
		{"host of another hub", value.OfString("my-pumps.azure-devices.net"), ""},
		{"endpoint of a namespace", value.OfString("sb://events.servicebus.windows.net"), "Microsoft.EventHub/namespaces"},
		{"endpoint of storage", value.OfString("https://lake.blob.core.windows.net/"), "Microsoft.Storage/storageAccounts"},
		{"connection string of storage", value.OfString("DefaultEndpointsProtocol=https;AccountName=lake;AccountKey="), "Microsoft.Storage/storageAccounts"},
		{"account of a database", value.OfString("https://twins.documents.azure.com:443/"), "Microsoft.DocumentDB/databaseAccounts"},
		{"the same unknown name", partly(prefix, value.Part{Text: "-hub.azure-devices.net"}), "Microsoft.Devices/IotHubs"},
		{"another unknown name", partly(value.Part{ID: 8}, value.Part{Text: "-hub.azure-devices.net"}), ""},
		{"a key of a namespace", value.OfString("/subscriptions/s/providers/Microsoft.EventHub/namespaces/events/authorizationRules/send"), "Microsoft.EventHub/namespaces"},
		{"plain text", value.OfString("pumps"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			hub := value.OfString("pumps")
			if c.v.Kind() == value.Unknown {
				hub = name
			}
			from := resource("from", value.OfString("from"))
			from.Body = value.OfFields(value.Field{Key: "text", Value: c.v})
			g := &graph.Graph{Resources: []*graph.Resource{
				from,
				resource("Microsoft.Devices/IotHubs", hub),
				resource("Microsoft.EventHub/namespaces", value.OfString("events")),
				resource("Microsoft.Storage/storageAccounts", value.OfString("lake")),
				resource("Microsoft.DocumentDB/databaseAccounts", value.OfString("twins")),
			}}
			g.Link()
			got := ""
			for _, e := range g.Edges {
				got += e.To
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A reference to what is a part of a resource leads to the resource, also if
// it means all instances of a loop.
func TestLinkByAlias(t *testing.T) {
	refer := func(ids ...string) value.Value {
		u := value.Unresolved{Reason: value.ReasonRuntime, Expr: "x"}
		for _, id := range ids {
			u.Refs = append(u.Refs, value.Ref{Resource: id})
		}
		return value.OfFields(value.Field{Key: "text", Value: value.NewUnknown(u)})
	}
	for name, ids := range map[string][]string{
		"itself":            {"main.tf#hub"},
		"a part":            {"main.tf#policy"},
		"one of a loop":     {"main.tf#route[1]"},
		"a loop":            {"main.tf#route"},
		"more than one way": {"main.tf#hub", "main.tf#policy", "main.tf#route"},
	} {
		t.Run(name, func(t *testing.T) {
			g := &graph.Graph{Resources: []*graph.Resource{
				{ID: "main.tf#hub", Aliases: []string{"main.tf#policy", "main.tf#route[0]", "main.tf#route[1]"}},
				{ID: "main.tf#from", Body: refer(ids...)},
			}}
			g.Link()
			if len(g.Edges) != 1 || g.Edges[0].To != "main.tf#hub" {
				t.Errorf("got %v, want one edge to the hub", g.Edges)
			}
		})
	}
}

// A program is linked to the resources whose names are words of what it is told.
func TestLinkScript(t *testing.T) {
	id := value.Part{ID: 7}
	partly := func(parts ...value.Part) value.Value {
		return value.FromParts(value.Unresolved{Reason: value.ReasonParameter, Expr: "…"}, parts)
	}
	named := func(name value.Value) value.Value { return value.OfFields(value.Field{Key: "name", Value: name}) }
	for _, c := range []struct {
		name      string
		hub, told value.Value
		linked    bool
	}{
		{"a name", value.OfString("Pumps"), value.OfString("az iot hub update --name=pumps"), true},
		{"a longer name", value.OfString("pumps"), value.OfString("az iot hub update --name my-pumps"), false},
		{"a name known in part", partly(id, value.Part{Text: "-hub"}), partly(value.Part{Text: "update "}, id, value.Part{Text: "-hub now"}), true},
		{"another such name", partly(id, value.Part{Text: "-hub"}), partly(value.Part{Text: "update "}, value.Part{ID: 8}, value.Part{Text: "-hub"}), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := &graph.Graph{Resources: []*graph.Resource{
				{ID: "hub", Type: "Microsoft.Devices/IotHubs", Body: named(c.hub)},
				{ID: "script", Type: "null_resource", Body: value.OfFields(), Provisioners: value.OfItems(c.told)},
				{ID: "none", Type: "null_resource", Body: named(c.told)},
			}}
			g.Link()
			linked := len(g.Edges) == 1 && g.Edges[0].From == "script" && g.Edges[0].To == "hub"
			if linked != c.linked {
				t.Errorf("linked: %v, want %v; edges %v", linked, c.linked, g.Edges)
			}
		})
	}
}
