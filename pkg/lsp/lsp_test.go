package lsp_test

import (
	"strings"
	"testing"
)

const hub = `param tls string = '1.0'

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'hub1'
  location: 'westeurope'
  sku: { name: 'S1', capacity: 1 }
  properties: {
    minTlsVersion: tls
  }
}
`

func TestDiagnostics(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub})
	c.open("main.bicep")
	p := c.awaitCodes("main.bicep", "hub-min-tls")
	for _, d := range p.Diagnostics {
		if d.Code != "hub-min-tls" {
			continue
		}
		if d.Range != (span{position{0, 19}, position{0, 24}}) || d.Severity != 1 || d.Source != "hublint" {
			t.Errorf("%+v", d)
		}
		if !strings.HasSuffix(d.CodeDescription.Href, "/hub-min-tls.md") || len(d.Related) != 1 || d.Related[0].Location.Range.Start.Line != 7 {
			t.Errorf("%+v", d)
		}
	}
	c.edit("main.bicep", 2, object{"range": span{position{0, 20}, position{0, 23}}, "text": "1.2"})
	c.awaitVersion("main.bicep", 2)
	c.awaitCodes("main.bicep", "-hub-min-tls")
	c.edit("main.bicep", 3, whole("resource hub"))
	c.awaitCodes("main.bicep", "bicep-syntax")
	c.edit("main.bicep", 4, whole(""))
	if p := c.awaitVersion("main.bicep", 4); len(p.Diagnostics) > 0 {
		t.Errorf("an empty file has %v", p.Diagnostics)
	}
}
