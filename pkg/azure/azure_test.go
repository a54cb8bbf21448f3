package azure

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

func TestCanonicalType(t *testing.T) {
	for in, want := range map[string]string{
		"microsoft.devices/iotHubs":                                   "Microsoft.Devices/IotHubs",
		"MICROSOFT.DEVICES/PROVISIONINGSERVICES/CERTIFICATES":         "Microsoft.Devices/provisioningServices/certificates",
		"microsoft.devices/iothubs/eventhubendpoints/consumergroups":  "Microsoft.Devices/IotHubs/eventHubEndpoints/ConsumerGroups",
		"microsoft.devices/iothubs/eventhubendpoints":                 "Microsoft.Devices/IotHubs/eventHubEndpoints",
		"microsoft.devices/iothubs/newThings":                         "Microsoft.Devices/IotHubs/newThings",
		"microsoft.devices/otherThings":                               "Microsoft.Devices/otherThings",
		"microsoft.compute/virtualMachines":                           "microsoft.compute/virtualMachines",
		"microsoft.azuresphere/catalogs/products/devicegroups":        "Microsoft.AzureSphere/catalogs/products/deviceGroups",
		"microsoft.insights/diagnosticsettings":                       "Microsoft.Insights/diagnosticSettings",
		"microsoft.devices/iothubs/providers/diagnosticSettings/deep": "Microsoft.Devices/IotHubs/providers/diagnosticSettings/deep",
		"": "",
	} {
		if got := CanonicalType(in); got != want {
			t.Errorf("CanonicalType(%q) = %q, want %q", in, got, want)
		}
	}
}

// of builds a value from JSON text. "?" stands for an unknown, and a field
// named "..." makes its object known in part.
func of(t *testing.T, text string) value.Value {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return fromJSON(v)
}

func fromJSON(v any) value.Value {
	switch v := v.(type) {
	case []any:
		var items []value.Value
		for _, item := range v {
			items = append(items, fromJSON(item))
		}
		return value.OfItems(items...)
	case map[string]any:
		return objectFromJSON(v)
	case string:
		if v == "?" {
			return value.NewUnknown(value.Unresolved{Reason: value.ReasonParameter, Expr: "p"})
		}
	case float64:
		return value.OfInt(int64(v))
	}
	return value.Of(v)
}

func objectFromJSON(v map[string]any) value.Value {
	var rest *value.Unresolved
	var fields []value.Field
	for _, key := range slices.Sorted(maps.Keys(v)) {
		if key == "..." {
			rest = &value.Unresolved{Reason: value.ReasonParameter, Expr: "p"}
			continue
		}
		fields = append(fields, value.Field{Key: key, Value: fromJSON(v[key])})
	}
	return value.OfPartialFields(fields, rest)
}

// show writes a value as JSON, defaults with a "=" before their text.
func show(v value.Value) any {
	switch v.Kind() {
	case value.Array:
		out := []any{}
		for i := range v.Items() {
			out = append(out, show(v.Item(i)))
		}
		return out
	case value.Object:
		out := map[string]any{}
		for _, f := range v.Fields() {
			out[f.Key] = show(v.Get(f.Key))
		}
		if v.Rest() != nil {
			out["..."] = true
		}
		return out
	case value.Unknown:
		return "?"
	}
	if v.Has(value.Platform) {
		return "=" + v.Show()
	}
	return v.Show()
}

func TestNormalize(t *testing.T) {
	hubDefaults := `"disableLocalAuth": "=False", "disableDeviceSAS": "=False", "disableModuleSAS": "=False",
		"publicNetworkAccess": "=Enabled", "enableDataResidency": "=False"`
	for _, c := range []struct{ name, typ, body, want string }{
		{"names of known types in canonical casing", "microsoft.devices/iothubs",
			`{"Properties": {"IpFilterRules": [{"FilterName": "a", "Action": "Accept"}]}, "SKU": {"NAME": "S1"}}`,
			`{"properties": {"ipFilterRules": [{"filterName": "a", "action": "Accept"}], ` + hubDefaults + `}, "sku": {"name": "S1"}}`},
		{"but not keys that users choose", "Microsoft.Devices/IotHubs",
			`{"TAGS": {"Owner": "x", "properties": "y"}, "properties": {"storageendpoints": {"$DEFAULT": {"containername": "c"}, "Mine": {"containername": "c"}}}}`,
			`{"tags": {"Owner": "x", "properties": "y"}, "properties": {"storageEndpoints": {"$default": {"containerName": "c"}, "Mine": {"containerName": "c"}}, ` + hubDefaults + `}}`},
		{"a type that is not known", "Microsoft.Compute/disks", `{"Properties": {"A": "b"}}`, `{"Properties": {"A": "b"}}`},
		{"defaults of the API", "Microsoft.Devices/IotHubs",
			`{"properties": {}}`, `{"properties": {` + hubDefaults + `}}`},
		{"defaults below properties that are not written", "Microsoft.Devices/IotHubs",
			`{"name": "h"}`, `{"name": "h", "properties": {` + hubDefaults + `}}`},
		{"what is written stays, known or not", "Microsoft.DigitalTwins/digitalTwinsInstances",
			`{"properties": {"publicNetworkAccess": "?"}}`, `{"properties": {"publicNetworkAccess": "?"}}`},
		{"a null means the default", "Microsoft.DigitalTwins/digitalTwinsInstances",
			`{"properties": {"publicNetworkAccess": null}}`, `{"properties": {"publicNetworkAccess": "=Enabled"}}`},
		{"nothing below what is known in part", "Microsoft.DigitalTwins/digitalTwinsInstances",
			`{"properties": {"...": 1}}`, `{"properties": {"...": true}}`},
		{"nothing beside an unknown rest", "Microsoft.DigitalTwins/digitalTwinsInstances",
			`{"name": "d", "...": 1}`, `{"name": "d", "...": true}`},
		{"nothing below what is unknown", "Microsoft.DigitalTwins/digitalTwinsInstances",
			`{"properties": "?"}`, `{"properties": "?"}`},
		{"each item of an array", "Microsoft.Devices/provisioningServices",
			`{"properties": {"allocationPolicy": "Static", "publicNetworkAccess": "Disabled", "enableDataResidency": true, "iotHubs": [{"location": "x"}, "?"]}}`,
			`{"properties": {"allocationPolicy": "Static", "publicNetworkAccess": "Disabled", "enableDataResidency": "True",
				"iotHubs": [{"location": "x", "applyAllocationPolicy": "=True", "allocationWeight": "=1"}, "?"]}}`},
		{"keys are used where a connection string is set", "Microsoft.Devices/IotHubs",
			`{"properties": {"routing": {"endpoints": {"eventHubs": [{"connectionString": "?"}, {"connectionString": ""}, {"endpointUri": "sb://x"}]}},
				"disableLocalAuth": true, "disableDeviceSAS": true, "disableModuleSAS": true, "publicNetworkAccess": "Disabled", "enableDataResidency": true}}`,
			`{"properties": {"routing": {"endpoints": {"eventHubs": [{"connectionString": "?", "authenticationType": "=keyBased"}, {"connectionString": ""}, {"endpointUri": "sb://x"}]}},
				"disableLocalAuth": "True", "disableDeviceSAS": "True", "disableModuleSAS": "True", "publicNetworkAccess": "Disabled", "enableDataResidency": "True"}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := show(Normalize(c.typ, of(t, c.body)))
			if diff := cmp.Diff(show(of(t, c.want)), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestNormalizeKeepsPlaces(t *testing.T) {
	f := source.NewFile("a.json", []byte(`{"PublicNetworkAccess": null}`))
	key, null := f.Range(1, 22), f.Range(24, 28)
	body := value.OfFields(value.Field{Key: "properties", Value: value.OfFields(
		value.Field{Key: "PublicNetworkAccess", KeyRange: key, Value: value.Of(nil).At(null)},
	).At(f.Range(0, 29))})
	properties := Normalize("Microsoft.DigitalTwins/digitalTwinsInstances", body).Get("properties")
	field, _ := properties.Field("publicNetworkAccess")
	if properties.Range() != f.Range(0, 29) || field.KeyRange != key || field.Value.Range() != null {
		t.Errorf("places were lost: %v %v %v", properties.Range(), field.KeyRange, field.Value.Range())
	}
}

// Every data file says where its facts come from and of what day they are.
func TestSources(t *testing.T) {
	check := func(file, src, date string) {
		if src == "" || len(date) != len("2026-08-20") {
			t.Errorf("%s: source %q of %q", file, src, date)
		}
	}
	facts, err := Facts()
	if err != nil {
		t.Fatal(err)
	}
	for name, table := range facts {
		table := table.(map[string]any)
		check(name, table["source"].(string), table["date"].(string))
	}
	table, err := readDefaults()
	if err != nil {
		t.Fatal(err)
	}
	check("defaults.json", table.Source, table.Date)
	for typ, rows := range table.Types {
		for _, row := range rows {
			check(typ, row.Source, table.Date)
		}
	}
	entries, err := typeFiles.ReadDir("types")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		f, err := readTypeFile(e.Name())
		if err != nil {
			t.Fatalf("%s: %v", e.Name(), err)
		}
		check(e.Name(), f.Source, f.Date)
		for typ, body := range f.Types {
			if len(readBody(body).parts) == 0 {
				t.Errorf("%s: %s has no properties", e.Name(), typ)
			}
		}
	}
}

// A default is for a property that exists.
func TestDefaultsNameKnownProperties(t *testing.T) {
	table, err := readDefaults()
	if err != nil {
		t.Fatal(err)
	}
	for typ, rows := range table.Types {
		if CanonicalType(typ) != typ {
			t.Errorf("%s is spelled %s", typ, CanonicalType(typ))
		}
		for _, row := range rows {
			if !knows(namespaceOf(strings.ToLower(typ)).bodies[strings.ToLower(typ)](), row.Path) {
				t.Errorf("%s has no property %s", typ, strings.Join(row.Path, "."))
			}
		}
	}
}

func knows(p *property, path []string) bool {
	for i, step := range path {
		switch part := p.part(step); {
		case step == "[]":
		case step == "*":
			for _, part := range p.parts {
				if !knows(part, path[i+1:]) {
					return false
				}
			}
			return true
		case part == nil || part.name != step:
			return false
		default:
			p = part
		}
	}
	return true
}

// The pair of a region is a region of the table, and failing over needs one.
func TestRegions(t *testing.T) {
	facts, err := Facts()
	if err != nil {
		t.Fatal(err)
	}
	regions := facts["regions"].(map[string]any)["by_name"].(map[string]any)
	for name, r := range regions {
		pair, paired := r.(map[string]any)["pair"].(string)
		if paired != r.(map[string]any)["failover"].(bool) {
			t.Errorf("%s: pair %q does not fit whether it fails over", name, pair)
		}
		if paired && regions[pair] == nil {
			t.Errorf("%s: its pair %q is no region", name, pair)
		}
	}
}

func BenchmarkFirstUse(b *testing.B) {
	for b.Loop() {
		readNamespace("microsoft.devices.json").bodies["microsoft.devices/iothubs"]()
	}
}

func BenchmarkFacts(b *testing.B) {
	for b.Loop() {
		if _, err := Facts(); err != nil {
			b.Fatal(err)
		}
	}
}

// The figures are there for each edition and each throttle: a name that is
// misspelt in a file would read as nought.
func TestHubFacts(t *testing.T) {
	facts, err := ReadHubFacts()
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(facts.Throttles.BySize["1"]))
	for _, e := range facts.Editions() {
		if e.MessagesPerDay == 0 || e.MaxUnits == 0 || e.MeterBytes == 0 || len(facts.Features.ByTier[e.Tier]) == 0 {
			t.Errorf("%s: a figure is missing: %+v", e.Name, e)
		}
		if diff := cmp.Diff(names, slices.Sorted(maps.Keys(facts.Throttles.BySize[fmt.Sprint(e.Size)]))); diff != "" {
			t.Errorf("%s: throttles -size 1 +size %d\n%s", e.Name, e.Size, diff)
		}
		for _, name := range names {
			if th, _ := facts.Throttle(e, name); th.PerUnit <= 0 && th.Floor <= 0 {
				t.Errorf("%s: %s allows nothing", e.Name, name)
			}
		}
	}
	l := facts.Limits
	for name, n := range map[string]int64{
		"devices": l.Hub.Devices, "devices with registry": l.Hub.DevicesWithDeviceRegistry, "paid hubs": l.Hub.PaidHubsPerSubscription,
		"free hubs": l.Hub.FreeHubsPerSubscription, "services": l.DPS.ServicesPerSubscription, "registrations": l.DPS.Registrations,
		"rate": l.DPS.RegistrationsPerMinute, "links": l.DPS.LinkedHubs,
		"upload": facts.Metering.MessagesPerFileUpload, "method": facts.Metering.MethodThrottleBytes,
	} {
		if n <= 0 {
			t.Errorf("%s: no figure", name)
		}
	}
}

func TestSupports(t *testing.T) {
	facts, err := ReadHubFacts()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		edition, feature string
		want             Support
	}{
		{"S1", "edge", Supported},
		{"B1", "edge", Lacking},
		{"B3", "routing", Supported},
		{"F1", "device-update", Unverified},
		{"S1", "device-registry", Supported},
		{"S2", "device-registry", Lacking},
	} {
		e := facts.SKUs.ByName[c.edition]
		e.Name = c.edition
		if got := facts.Supports(e, c.feature); got != c.want {
			t.Errorf("%s, %s: %d, want %d", c.edition, c.feature, got, c.want)
		}
	}
}

// What the table of editions says twice, so that rules need not search it, is
// the same.
func TestEditionsAgree(t *testing.T) {
	facts, err := Facts()
	if err != nil {
		t.Fatal(err)
	}
	skus := facts["skus"].(map[string]any)
	rows, tiers := skus["by_name"].(map[string]any), skus["by_tier"].(map[string]any)
	count := 0
	for tier, names := range tiers {
		for _, name := range names.([]any) {
			count++
			if row := rows[name.(string)].(map[string]any); row["tier"] != tier {
				t.Errorf("%s is of tier %v, not %s", name, row["tier"], tier)
			}
		}
	}
	if count != len(rows) {
		t.Errorf("%d editions by tier, %d by name", count, len(rows))
	}
	for name, row := range rows {
		larger, ok := row.(map[string]any)["larger"].(string)
		if want := name[:1] + string(name[1]+1); ok != (rows[want] != nil) || ok && larger != want {
			t.Errorf("%s: the next larger edition is %q", name, larger)
		}
	}
}
