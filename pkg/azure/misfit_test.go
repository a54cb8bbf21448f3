package azure

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestMisspellings(t *testing.T) {
	for _, c := range []struct{ name, typ, body, want string }{
		{"a slip that is known", "Microsoft.Devices/IotHubs", `{"properties": {"minimumTlsVersion": "1.2"}}`, "properties.minimumTlsVersion: minTlsVersion"},
		{"one letter off", "microsoft.devices/iothubs", `{"properties": {"disableLocalAut": true}}`, "properties.disableLocalAut: disableLocalAuth"},
		{"in an array", "Microsoft.Devices/provisioningServices", `{"properties": {"iotHubs": [{}, {"alocationWeight": 1}]}}`, "properties.iotHubs[1].alocationWeight: allocationWeight"},
		{"below a key that users choose", "Microsoft.Devices/IotHubs", `{"properties": {"storageEndpoints": {"$default": {"conectionString": "x"}}}}`, "properties.storageEndpoints.$default.conectionString: connectionString"},
		{"at the top", "Microsoft.Devices/IotHubs", `{"propertis": {}}`, "propertis: properties"},
		{"another casing is none", "Microsoft.Devices/IotHubs", `{"properties": {"MINTLSVERSION": "1.2"}}`, ""},
		{"a name that is near nothing may be new", "Microsoft.Devices/IotHubs", `{"properties": {"quantumSafe": true}}`, ""},
		{"the other one is there as well", "Microsoft.Devices/IotHubs", `{"properties": {"disableLocalAut": true, "disableLocalAuth": true}}`, ""},
		{"keys that users choose", "Microsoft.Devices/IotHubs", `{"tags": {"nam": "x"}}`, ""},
		{"a value that is not known is still named wrongly", "Microsoft.Devices/IotHubs", `{"properties": {"minimumTlsVersion": "?"}}`, "properties.minimumTlsVersion: minTlsVersion"},
		{"a name from beside the properties", "Microsoft.Devices/IotHubs", `{"properties": {"location": "x"}}`, ""},
		{"null is nothing", "Microsoft.Devices/IotHubs", `{"properties": {"minimumTlsVersion": null}}`, ""},
		{"a type that is not known", "Microsoft.Compute/disks", `{"propertis": {}}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range Misspellings(c.typ, of(t, c.body)) {
				got = append(got, fmt.Sprintf("%s: %s", m.Path, m.Meant))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%v, want %s", got, c.want)
			}
		})
	}
}

func TestMismatches(t *testing.T) {
	for _, c := range []struct{ name, typ, version, body, want string }{
		{"older than the property", "Microsoft.Devices/IotHubs", "2021-03-31", `{"properties": {"disableDeviceSAS": true}}`, "properties.disableDeviceSAS: 2021-07-01 true"},
		{"between two that have it", "Microsoft.Devices/IotHubs", "2020-08-31", `{"identity": {"type": "SystemAssigned"}}`, "identity: 2021-03-31 true"},
		{"only in previews", "Microsoft.Devices/IotHubs", "2023-06-30", `{"properties": {"encryption": {"keySource": "x"}}}`, "properties.encryption: 2025-08-01-preview true"},
		{"no longer there", "Microsoft.Devices/IotHubs", "2023-06-30", `{"properties": {"operationsMonitoringProperties": {"events": {}}}}`, "properties.operationsMonitoringProperties: 2018-04-01 false"},
		{"moved", "Microsoft.Devices/provisioningServices/certificates", "2022-12-12", `{"certificate": "x"}`, "certificate: 2021-10-15 false"},
		{"deep down", "Microsoft.Devices/IotHubs", "2019-11-04", `{"properties": {"routing": {"endpoints": {"eventHubs": [{"name": "e", "authenticationType": "identityBased"}]}}}}`,
			"properties.routing.endpoints.eventHubs[0].authenticationType: 2020-03-01 true"},
		{"what the version has", "Microsoft.Devices/IotHubs", "2021-07-01", `{"properties": {"disableDeviceSAS": true}}`, ""},
		{"a version that is not known", "Microsoft.Devices/IotHubs", "2099-01-01", `{"properties": {"disableDeviceSAS": true}}`, ""},
		{"a value that may be null", "Microsoft.Devices/IotHubs", "2021-03-31", `{"properties": {"disableDeviceSAS": "?"}}`, ""},
		{"nothing in it", "Microsoft.Devices/IotHubs/eventHubEndpoints/ConsumerGroups", "2019-03-22", `{"tags": {}}`, ""},
		{"no version", "Microsoft.Devices/IotHubs", "", `{"properties": {"disableDeviceSAS": true}}`, ""},
		{"names that no version has", "Microsoft.Devices/IotHubs", "2021-03-31", `{"properties": {"disableDeviceSass": true}}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range Mismatches(c.typ, c.version, of(t, c.body)) {
				got = append(got, fmt.Sprintf("%s: %s %v", m.Path, m.Version, m.Later))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%v, want %s", got, c.want)
			}
		})
	}
}

// What the platform fills in is not held against an old version.
func TestDefaultsFitEveryVersion(t *testing.T) {
	body := Normalize("Microsoft.Devices/IotHubs", of(t, `{"properties": {}}`))
	if got := Mismatches("Microsoft.Devices/IotHubs", "2018-04-01", body); got != nil {
		t.Errorf("%v", got)
	}
}

// Each table of versions names its source, its types as they are spelled, and
// versions in the order of time; every span and slip is of what it lists.
func TestVersionTables(t *testing.T) {
	entries, err := versionFiles.ReadDir("versions")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		f, err := readVersions(e.Name())
		if err != nil || f.Source == "" || len(f.Date) != len("2026-08-20") {
			t.Fatalf("%s: source %q of %q, %v", e.Name(), f.Source, f.Date, err)
		}
		for typ, data := range f.Types {
			if CanonicalType(typ) != typ {
				t.Errorf("%s is spelled %s", typ, CanonicalType(typ))
			}
			var table typeTable
			if err := json.Unmarshal(data, &table); err != nil {
				t.Fatalf("%s: %v", typ, err)
			}
			checkTable(t, typ, table)
		}
	}
}

func checkTable(t *testing.T, typ string, table typeTable) {
	t.Helper()
	for i := 1; i < len(table.Versions); i++ {
		if table.Versions[i-1][:10] > table.Versions[i][:10] {
			t.Errorf("%s: %s stands after %s", typ, table.Versions[i], table.Versions[i-1])
		}
	}
	s := newShape(table)
	known := map[string]bool{"": true}
	for _, row := range table.Properties {
		p, spans, _ := strings.Cut(row, " ")
		if parent := p[:max(0, strings.LastIndexByte(p, '.'))]; !known[parent] {
			t.Errorf("%s: %s stands before %s", typ, p, parent)
		}
		known[p] = true
		for _, span := range s.spans(spans) {
			if span[0] < 0 || span[1] < span[0] {
				t.Errorf("%s: %s is in %s, which are no versions", typ, p, spans)
			}
		}
	}
	for slip, name := range table.Slips {
		if p := slip[:strings.LastIndexByte(slip, '.')+1] + name; !known[p] || known[slip] {
			t.Errorf("%s: the slip %s stands for %s", typ, slip, p)
		}
	}
}

func BenchmarkMismatches(b *testing.B) {
	body := Normalize("Microsoft.Devices/IotHubs", fromJSON(map[string]any{"properties": map[string]any{"minTlsVersion": "1.2"}}))
	for b.Loop() {
		readShapes("microsoft.devices.json")["microsoft.devices/iothubs"]()
		Mismatches("Microsoft.Devices/IotHubs", "2023-06-30", body)
	}
}
