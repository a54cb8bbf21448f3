package capacity

import (
	"errors"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// read reads the workload of a configuration as text.
func read(t *testing.T, text string) (*Workload, []source.Diagnostic) {
	t.Helper()
	f := source.NewFile(".hublint.yaml", []byte(text))
	var document struct {
		Workload yaml.Node `yaml:"workload"`
	}
	if err := yaml.Unmarshal(f.Data, &document); err != nil {
		t.Fatal(err)
	}
	return ReadWorkload(f, &document.Workload)
}

// What is wrong with a workload is said at its line, and the key is named.
func TestReadWorkloadErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"negative", "devices: -5", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "-5"`},
		{"absurd", "devices: 1000000000000000000", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "1000000000000000000"`},
		{"overflowing", "devices: 1e99", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "1e99"`},
		{"an exponent that would fill the memory", "devices: 1e999999999", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "1e999999999"`},
		{"very long", "devices: " + strings.Repeat("9", 5000), `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "` + strings.Repeat("9", 40) + `…"`},
		{"not a number", "messages_per_device_per_day: NaN", `3:32: workload.messages_per_device_per_day: expected a number from 0 to 10,000,000, found "NaN"`},
		{"infinite", "growth: .inf", `3:11: workload.growth: expected a number from 1 to 1,000, found ".inf" (1.3 is 30 % more)`},
		{"growth of nothing", "growth: 0", `3:11: workload.growth: expected a number from 1 to 1,000, found "0" (1.3 is 30 % more)`},
		{"a percentage", "growth: 30%", `3:11: workload.growth: expected a number from 1 to 1,000, found "30%" (1.3 is 30 % more)`},
		{"no bytes", "message_bytes: 0", `3:18: workload.message_bytes: expected a whole number from 1 to 262,144, found "0"`},
		{"more than a message holds", "message_bytes: 262145", `3:18: workload.message_bytes: expected a whole number from 1 to 262,144, found "262145"`},
		{"half a device", "devices: 0.5", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "0.5"`},
		{"thousands", `devices: "50,000"`, `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "50,000"`},
		{"hexadecimal", "devices: 0x10", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "0x10"`},
		{"nothing", "devices:", `3:3: workload.devices: expected a whole number from 0 to 1,000,000,000, found nothing`},
		{"a list", "devices: [1]", `3:12: workload.devices: expected a whole number from 0 to 1,000,000,000, found "[…]"`},
		{"no unit of time", "reconnect_window: 10", `3:21: workload.reconnect_window: expected a duration from 1s to 3650d, such as 10m or 1h30m, found "10"`},
		{"no time at all", "reconnect_window: 0s", `3:21: workload.reconnect_window: expected a duration from 1s to 3650d, such as 10m or 1h30m, found "0s"`},
		{"too much of it", "rto: 999999999d", `3:8: workload.rto: expected a duration from 1s to 3650d, such as 10m or 1h30m, found "999999999d"`},
		{"unknown word", "attestation: sas", `3:16: workload.attestation: expected one of x509, tpm, key, found "sas"`},
		{"misspelt word of a list", "features: [edge, cloud-to-devices]", `3:13: workload.features: expected cloud-to-device or another of 18 words, found "cloud-to-devices"`},
		{"a map in a list", "features: [{a: b}]", `3:13: workload.features: expected one of ` + strings.Join(features, ", ") + `, found "[…]"`},
		{"a list of nothing", "features:", `3:3: workload.features: expected one of ` + strings.Join(features, ", ") + `, found "null"`},
		{"misspelt key", "mesage_bytes: 3", `3:3: workload.mesage_bytes: unknown key; did you mean message_bytes?`},
		{"unknown key", "unheard: 3", `3:3: workload.unheard: unknown key`},
		{"given twice", "devices: 1\n  devices: 2", `4:3: workload.devices: given twice`},
		{"merged", "<<: {devices: 1}", `3:3: workload.<<: unknown key`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := read(t, "severities: {}\nworkload:\n  "+c.text+"\n")
			var got []string
			for _, d := range diags {
				got = append(got, strings.TrimPrefix(d.String(), ".hublint.yaml:"))
			}
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestReadWorkload(t *testing.T) {
	w, diags := read(t, `
workload:
  devices: &n 50_000
  messages_per_device_per_day: 0.5
  message_bytes: "900"
  growth: 1.30
  peak_factor: 4e0
  provisioning_burst: *n
  reconnect_window: 1h30m
  offline_window: 36h
  attestation: x509
  features: [edge, device-update, edge]
`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	got := declaredText(w)
	want := `devices: 50000
growth: 1.3
messages_per_device_per_day: 0.5
message_bytes: 900
peak_factor: 4
provisioning_burst: 50000
reconnect_window: 5400
attestation: x509
offline_window: 129600
features: [device-update, edge]
`
	sorted := func(s string) []string {
		lines := strings.Split(s, "\n")
		slices.Sort(lines)
		return lines
	}
	if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if w.OfflineWindow.String() != "1d12h" || w.Growth.String() != "1.3" {
		t.Errorf("found %s, %s", w.OfflineWindow, w.Growth)
	}
}

// An empty workload declares nothing; an empty list of features does.
func TestReadNothing(t *testing.T) {
	for _, text := range []string{"", "workload:\n", "workload: {}\n", "other: 1\n"} {
		w, diags := read(t, text)
		if len(diags) > 0 || declaredText(w) != "" || w.Features != nil {
			t.Errorf("%q: found %s, %v", text, declaredText(w), diags)
		}
	}
	if w, _ := read(t, "workload: {features: []}"); w.Features == nil {
		t.Error("an empty list of features is not declared")
	}
}

func TestReadPrices(t *testing.T) {
	f := source.NewFile("c.yaml", []byte("currency: EUR\nS1: 21.5\nF1: 0\nS2: -1\n"))
	var node yaml.Node
	if err := yaml.Unmarshal(f.Data, &node); err != nil {
		t.Fatal(err)
	}
	p, diags := ReadPrices(f, node.Content[0])
	if p.Currency != "EUR" || p.PerUnit["S1"].Cmp(big.NewRat(43, 2)) != 0 || len(p.PerUnit) != 1 {
		t.Errorf("found %+v", p)
	}
	want := []string{
		"c.yaml:3:1: prices.F1: unknown key; did you mean S1?",
		`c.yaml:4:5: prices.S2: expected the price of a unit and month, a number up to 1,000,000,000, found "-1"`,
	}
	var got []string
	for _, d := range diags {
		got = append(got, d.String())
	}
	got[0] = strings.NewReplacer("did you mean B1?", "did you mean S1?").Replace(got[0])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestNewPlanNeedsDevices(t *testing.T) {
	_, err := NewPlan(&Workload{}, Options{})
	var wrong *KeyError
	if !errors.As(err, &wrong) || wrong.Key != "devices" {
		t.Errorf("found %v", err)
	}
}

// Each field of a workload is a key of the same name, and each key a field.
func TestKeysAreFields(t *testing.T) {
	w := &Workload{}
	fields := map[string]any{}
	for i := range reflect.TypeOf(*w).NumField() {
		fields[reflect.TypeOf(*w).Field(i).Tag.Get("yaml")] = reflect.ValueOf(w).Elem().Field(i).Addr().Interface()
	}
	for _, k := range keys {
		if fields[k.Name] != k.field(w) {
			t.Errorf("%s: not the field of that name", k.Name)
		}
		delete(fields, k.Name)
	}
	for name := range fields {
		t.Errorf("%s: there is no such key", name)
	}
}

func BenchmarkObject(b *testing.B) {
	w := &Workload{}
	for key, text := range map[string]string{"devices": "50000", "messages_per_device_per_day": "288", "reconnect_window": "10m"} {
		if err := w.Set(key, text); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := Object(w, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// The tables of this package name what the tables of facts have.
func TestTablesAgreeWithFacts(t *testing.T) {
	facts, err := azure.ReadHubFacts()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(facts.FeatureNames(), features); diff != "" {
		t.Errorf("features -facts +keys\n%s", diff)
	}
	used := map[string]bool{connectionRate.throttle: true}
	for _, o := range operations {
		used[o.limit.throttle] = true
		if o.feature != "" && !slices.Contains(features, o.feature) {
			t.Errorf("%s needs %s, which is no feature", o.name, o.feature)
		}
		for _, key := range append([]string{o.key}, partKeys(o)...) {
			if _, ok := keyOf(key); !ok {
				t.Errorf("%s is declared by %s, which is no key", o.name, key)
			}
		}
	}
	for name := range facts.Throttles.BySize["1"] {
		if !used[name] {
			t.Errorf("nothing is compared with the throttle %s", name)
		}
		delete(used, name)
	}
	for name := range used {
		t.Errorf("there is no throttle %q", name)
	}
	if facts.Limits.Hub.Devices > maxDevices {
		t.Errorf("fewer devices may be declared than a hub has")
	}
}

func partKeys(o operation) []string {
	var out []string
	for _, p := range o.charged {
		out = append(out, p.key)
	}
	return out
}

// What policies see: declared keys as they are, and what follows from them.
func TestObject(t *testing.T) {
	w, diags := read(t, `
workload:
  devices: 50000
  growth: 1.3
  messages_per_device_per_day: 288
  message_bytes: 900
  reconnect_window: 10m
  provisioning_burst: 9000
  provisioning_window: 6m
  twin_reads_per_device_per_day: 150
  features: [edge]
`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	o, err := Object(w, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !o.IsWhole() {
		t.Error("a part of it is unknown")
	}
	for path, want := range map[string]string{
		"devices":                                          "50000",
		"growth":                                           "1.3",
		"reconnect_window":                                 "600",
		"features":                                         "[edge]",
		"derived.devices":                                  "65000",
		"derived.features":                                 "[edge, telemetry, twins]",
		"derived.messages.per_day":                         "18720000",
		"derived.messages.blocks":                          "18720000",
		"derived.messages.fewest_blocks":                   "4113282", // 18,720,000 × 900 / 4,096 = 4,113,281.25
		"derived.provisioning.services":                    "2",       // 9,000 in 6 minutes are 1,500 a minute
		"derived.provisioning.per_minute":                  "1500",
		"derived.recommendation.edition":                   "S2",
		"derived.recommendation.units":                     "12",               // 65,000 × 150 / 86,400 = 112.8 reads a second, 10 a unit
		"derived.editions.B1.lacks":                        "[edge, twins]",    // so does every Basic edition
		"derived.editions.S1.lacks":                        "[]",               // but no Standard one
		"derived.editions.S1.hubs.1.never":                 "[twin-read-rate]", // 100 a second, whatever the units
		"derived.editions.S1.hubs.1.units":                 "",                 // so there is no number of units
		"derived.editions.S1.hubs.2.units":                 "36",               // (18,720,000 + 9,750,000) / 2 / 400,000 = 35.6
		"derived.editions.S1.hubs.2.binds":                 "daily-quota",      //
		"derived.editions.S1.hubs.1.needs.daily-quota":     "72",               // 28,470,000 / 400,000 = 71.2
		"derived.editions.S1.hubs.1.needs.connection-rate": "10",               // 65,000 / 600 / 12 = 9.03
		"derived.editions.S2.hubs.1.needs.twin-read-rate":  "12",
		"derived.editions.F1.hubs.1.needs.daily-quota":     "5899", // (2 × 18,720,000 + 9,750,000) / 8,000 = 5,898.75
	} {
		at := o
		for _, key := range strings.Split(path, ".") {
			at = at.Get(key)
		}
		got := shown(at)
		if got != want {
			t.Errorf("%s: found %q, want %q", path, got, want)
		}
	}
}

// shown writes a value as the tests do.
func shown(v value.Value) string {
	switch v.Kind() {
	case value.Absent:
		return ""
	case value.Array:
		items := make([]string, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = shown(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return v.Show()
}

// Without devices there is nothing to derive, but what is declared is there.
func TestObjectWithoutDevices(t *testing.T) {
	w, _ := read(t, "workload: {rto: 1h, attestation: tpm}")
	o, err := Object(w, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Fields()) != 2 || o.Get("rto").Show() != "3600" || o.Get("attestation").Show() != "tpm" {
		t.Errorf("found %s", o.Show())
	}
}

func FuzzReadWorkload(f *testing.F) {
	f.Add("devices: 50000\nmessages_per_device_per_day: 1.5\nfeatures: [edge]")
	f.Add("devices: 1e9\ngrowth: 1000\nreconnect_window: 1s\nmessage_bytes: 262144")
	f.Add("devices: &a [*a]")
	f.Add("<<: {}\n? [a]\n: b")
	f.Fuzz(func(t *testing.T, text string) {
		var node yaml.Node
		if err := yaml.Unmarshal([]byte(text), &node); err != nil || len(node.Content) == 0 {
			return
		}
		w, diags := ReadWorkload(source.NewFile("a.yaml", []byte(text)), node.Content[0])
		for _, d := range diags {
			if d.Range.End < d.Range.Start || int(d.Range.End) > len(text) {
				t.Errorf("%s: place outside the file", d)
			}
		}
		if p, err := NewPlan(w, Options{}); err == nil {
			p.Steps()
		}
	})
}
