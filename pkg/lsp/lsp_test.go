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

// An edit that changes no value moves what was found with its text.
func TestMovedLines(t *testing.T) {
	c := start(t, map[string]string{"main.bicep": hub})
	c.open("main.bicep")
	before := c.awaitCodes("main.bicep", "hub-min-tls").Diagnostics
	c.edit("main.bicep", 2, object{"range": span{}, "text": "// why\n\n/* 😀 */ "})
	after := c.awaitVersion("main.bicep", 2).Diagnostics
	if len(after) != len(before) {
		t.Fatalf("%d findings, %d before", len(after), len(before))
	}
	for i := range after {
		want := before[i].Range
		if want.Start.Line == 0 {
			want.Start.Character += len("/* 😀 */ ") - 2
			want.End.Character += len("/* 😀 */ ") - 2
		}
		want.Start.Line += 2
		want.End.Line += 2
		if after[i].Range != want || after[i].Message != before[i].Message {
			t.Errorf("%v, want it at %v", after[i], want)
		}
	}
	c.edit("main.bicep", 3, object{"range": span{position{2, 29}, position{2, 32}}, "text": "1.2"})
	c.awaitVersion("main.bicep", 3)
	c.awaitCodes("main.bicep", "-hub-min-tls")
}

// A loop and a module with several calls are told of once, as in a terminal.
func TestSaidOnce(t *testing.T) {
	c := start(t, map[string]string{
		"main.bicep": "module one 'hub.bicep' = { name: 'one' }\nmodule two 'hub.bicep' = { name: 'two' }\n",
		"hub.bicep":  hub,
	})
	c.open("main.bicep")
	p := c.awaitCodes("hub.bicep", "hub-min-tls")
	var said []string
	for _, d := range p.Diagnostics {
		if d.Code == "hub-min-tls" {
			said = append(said, d.Message)
		}
	}
	if len(said) != 1 || !strings.HasSuffix(said[0], "(2 resources)") {
		t.Errorf("%q", said)
	}
}
