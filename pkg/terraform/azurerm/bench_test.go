package azurerm

import (
	"fmt"
	"testing"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/value"
)

// solutions returns the blocks of n hubs, each with a route, an endpoint, a
// policy, a certificate and a provisioning service.
func solutions(n int) []Block {
	var blocks []Block
	add := func(typ string, i int, fields ...value.Field) {
		address := fmt.Sprintf("%s.x%d", typ, i)
		blocks = append(blocks, Block{
			Type: typ, Body: value.OfFields(fields...),
			Resource: &graph.Resource{ID: "main.tf#" + address, Address: address, Language: "terraform", Exists: value.OfBool(true)},
		})
	}
	for i := range n {
		hub := value.OfString(fmt.Sprintf("hub%d", i))
		name, of := field("name", value.OfString("x")), field("iothub_name", hub)
		add("azurerm_iothub", i, field("name", hub), field("sku", value.OfItems(value.OfFields(name))))
		add("azurerm_iothub_route", i, name, of, field("enabled", value.OfBool(true)))
		add("azurerm_iothub_shared_access_policy", i, name, of, field("service_connect", value.OfBool(true)))
		add("azurerm_iothub_certificate", i, name, of)
		add("azurerm_iothub_endpoint_eventhub", i, name, field("iothub_id", value.NewUnknown(*unknown(fmt.Sprintf("azurerm_iothub.x%d.id", i)))))
		add("azurerm_iothub_dps", i, field("name", hub), field("linked_hub", value.OfItems(value.OfFields(field("location", hub)))))
	}
	return blocks
}

// The time grows with the number of blocks, and with how many fold into one.
func BenchmarkTranslate(b *testing.B) {
	for _, n := range []int{1, 100, 10_000} {
		b.Run(fmt.Sprintf("%d solutions", n), func(b *testing.B) {
			for b.Loop() {
				Translate(solutions(n), 0)
			}
		})
	}
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("%d routes of one hub", n), func(b *testing.B) {
			for b.Loop() {
				blocks := solutions(1)
				for range n {
					route := blocks[1]
					copied := *route.Resource
					copied.ID += "x"
					route.Resource = &copied
					blocks = append(blocks, route)
				}
				Translate(blocks, 0)
			}
		})
	}
}

// What a process pays for the tables of a hub and a provisioning service.
func BenchmarkReadTables(b *testing.B) {
	for b.Loop() {
		for _, typ := range []string{"azurerm_iothub", "azurerm_iothub_dps"} {
			if _, err := readTable(typ); err != nil {
				b.Fatal(err)
			}
		}
	}
}
