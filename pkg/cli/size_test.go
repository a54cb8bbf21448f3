package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/cli"
)

// run runs a command line and returns what it printed.
func run(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = cli.Run(append([]string{"hublint"}, args...), cli.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	return stdout.String(), stderr.String(), code
}

// sized is what the tests look at of the JSON of size.
type sized struct {
	Demand struct {
		Devices  int64
		Messages struct{ Paid, Free json.Number } `json:"messages_per_day"`
		Connects json.Number                      `json:"connections_per_second"`
	}
	Editions []struct {
		Edition, Binds string
		Carries        bool
		Hubs, Units    int64
		Needs          []struct {
			Limit  string
			Demand json.Number
			Units  int64
		}
	}
	Recommendation *struct {
		Edition     string
		Hubs, Units int64
		Binds       string
		Most        int64 `json:"most_devices"`
	}
	Provisioning *struct {
		Services  int64
		PerMinute json.Number `json:"per_minute"`
	}
}

func size(t *testing.T, flags ...string) sized {
	t.Helper()
	out, errs, code := run(t, append([]string{"size", "--format", "json"}, flags...)...)
	if code != cli.ExitClean || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var s sized
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// answer is what a workload comes to.
type answer struct {
	Devices int64
	// Messages counted by the quota in a day, on paid tiers and on Free.
	Paid, Free string
	// F1 and the sizes, as "units limit": the units of one hub and what asks
	// for them; "hubs × units limit" for several.
	F1, Size1, Size2, Size3 string
	// Take is the recommendation, and Most the devices it carries.
	Take string
	Most int64
}

func (s sized) answer() answer {
	a := answer{Devices: s.Demand.Devices, Paid: s.Demand.Messages.Paid.String(), Free: s.Demand.Messages.Free.String()}
	for _, e := range s.Editions {
		text := "no"
		if e.Carries {
			text = amountOf(e.Hubs, e.Units)
		}
		text = strings.TrimSpace(text + " " + e.Binds)
		switch e.Edition {
		case "F1":
			a.F1 = text
		case "S1":
			a.Size1 = text
		case "S2":
			a.Size2 = text
		case "S3":
			a.Size3 = text
		}
	}
	if r := s.Recommendation; r != nil {
		a.Take, a.Most = r.Edition+" "+amountOf(r.Hubs, r.Units), r.Most
	}
	return a
}

func amountOf(hubs, units int64) string {
	text := itoa(units)
	if hubs > 1 {
		return itoa(hubs) + " × " + text
	}
	return text
}

func itoa(n int64) string { b, _ := json.Marshal(n); return string(b) }

// Each workload is calculated by hand from the figures of the service: a unit
// of size 1, 2, 3 has 400,000, 6,000,000 and 300,000,000 messages a day in
// blocks of 4,096 bytes, 12, 120 and 6,000 sends and new connections a second,
// size 1 at least 100; F1 has 8,000 messages in blocks of 512 bytes.
func TestSizeByHand(t *testing.T) {
	for _, c := range []struct {
		name, flags string
		// hand is the calculation.
		hand []string
		want answer
	}{
		{
			"small", "--devices 100 --messages-per-device-per-day 24 --message-bytes 200",
			[]string{
				"100 × 24 = 2,400 messages a day, of ⌈200 / 4,096⌉ = 1 block, on Free ⌈200 / 512⌉ = 1",
				"2,400 / 86,400 = 0.03 sends a second; one unit of anything will do",
				"F1 holds it but is not for production, so S1: 400,000 / 24 = 16,666 devices",
			},
			answer{100, "2400", "2400", "1", "1", "1", "1", "S1 1", 16666},
		},
		{
			"large", "--devices 50000 --growth 1.3 --messages-per-device-per-day 288 --message-bytes 900 --reconnect-window 10m",
			[]string{
				"50,000 × 1.3 = 65,000 devices; × 288 = 18,720,000 a day, 1 block each; on Free ⌈900 / 512⌉ = 2 blocks: 37,440,000",
				"quota: 18,720,000 / 400,000 = 46.8 → 47; / 6,000,000 = 3.12 → 4; / 300,000,000 → 1",
				"sends: 18,720,000 / 86,400 = 216.7 a second: 18.1 → 19 units of 12; 1.8 → 2 of 120",
				"connections: 65,000 / 600 = 108.3 a second: 9.03 → 10 units of 12",
				"47 units of S1 are 15 or more, and S2's 3.12 × 15 = 46.8 are no more quota than S1's 46.8: S2 × 4",
				"24,000,000 / 288 = 83,333 devices",
			},
			answer{65000, "18720000", "37440000", "no daily-quota", "47 daily-quota", "4 daily-quota", "1", "S2 4", 83333},
		},
		{
			"chatty tiny messages", "--devices 1000 --messages-per-device-per-day 86400 --message-bytes 20",
			[]string{
				"1,000 × 86,400 = 86,400,000 a day, 1 block each on any tier; 86,400,000 / 86,400 = 1,000 sends a second",
				"size 1: 86,400,000 / 400,000 = 216 units are over 200; two hubs of 500 devices: 43,200,000 / 400,000 = 108 (sends 500 / 12 = 42)",
				"size 2: 86,400,000 / 6,000,000 = 14.4 → 15 (sends 1,000 / 120 = 8.3 → 9)",
				"size 3: 1 unit (sends 1,000 of 6,000)",
				"fewest hubs: one, so S2; 15 × 6,000,000 / 86,400 = 1,041 devices",
			},
			answer{1000, "86400000", "86400000", "no daily-quota", "2 × 108 daily-quota", "15 daily-quota", "1", "S2 15", 1041},
		},
		{
			"few huge messages", "--devices 200 --messages-per-device-per-day 4 --message-bytes 262144",
			[]string{
				"200 × 4 = 800 a day, of 262,144 / 4,096 = 64 blocks: 51,200; on Free / 512 = 512 blocks: 409,600, over 8,000",
				"one unit of S1 for 400,000 / (4 × 64) = 1,562 devices",
			},
			answer{200, "51200", "409600", "no daily-quota", "1", "1", "1", "S1 1", 1562},
		},
		{
			"reconnect-bound", "--devices 200000 --messages-per-device-per-day 12 --message-bytes 500 --reconnect-window 10m",
			[]string{
				"200,000 / 600 s = 333.3 connections a second: / 12 = 27.8 → 28; / 120 = 2.8 → 3; 6,000 → 1",
				"quota: 200,000 × 12 = 2,400,000 / 400,000 = 6",
				"F1 has 100 connections and 8,000 messages: no",
				"28 units of S1 are 15 or more, but S2's 2.78 × 15 = 41.7 are more quota than S1's 27.8: S1 stays",
				"28 × 12 = 336 a second × 600 s = 201,600 devices",
			},
			answer{200000, "2400000", "2400000", "no daily-quota", "28 connection-rate", "3 connection-rate", "1", "S1 28", 201600},
		},
		{
			"quota-bound", "--devices 10000 --messages-per-device-per-day 100 --message-bytes 4096",
			[]string{
				"10,000 × 100 = 1,000,000 a day of exactly 1 block: / 400,000 = 2.5 → 3; on Free 8 blocks: 8,000,000",
				"sends 1,000,000 / 86,400 = 11.6 a second, under the 100 of any hub",
				"3 × 400,000 / 100 = 12,000 devices",
			},
			answer{10000, "1000000", "8000000", "no daily-quota", "3 daily-quota", "1", "1", "S1 3", 12000},
		},
		{
			"one byte over a block", "--devices 10000 --messages-per-device-per-day 100 --message-bytes 4097",
			[]string{"the same with 2 blocks: 2,000,000 / 400,000 = 5 units; on Free 9 blocks: 9,000,000; 2,000,000 / 200 = 10,000 devices"},
			answer{10000, "2000000", "9000000", "no daily-quota", "5 daily-quota", "1", "1", "S1 5", 10000},
		},
		{
			"cloud-to-device heavy", "--devices 20000 --cloud-to-device-per-device-per-day 24 --cloud-to-device-bytes 100 --peak-factor 10",
			[]string{
				"20,000 × 24 = 480,000 a day / 1,440 = 333.3 a minute × 10 = 3,333.3 in the busiest",
				"100 a minute and unit in sizes 1 and 2: 33.3 → 34; 5,000 in size 3: 1",
				"quota 480,000 / 400,000 = 1.2 → 2",
				"34 × 100 = 3,400 a minute × 1,440 / 10 / 24 = 20,400 devices",
			},
			answer{20000, "480000", "480000", "no daily-quota", "34 cloud-to-device-rate", "34 cloud-to-device-rate", "1", "S1 34", 20400},
		},
		{
			"beyond one hub", "--devices 3000000 --messages-per-device-per-day 1440 --message-bytes 5000",
			[]string{
				"3,000,000 × 1,440 × 2 blocks = 8,640,000,000 a day; on Free 10 blocks: 43,200,000,000",
				"S3: 10 units have 3,000,000,000, so 3 hubs of 1,000,000 devices: 2,880,000,000 / 300,000,000 = 9.6 → 10",
				"S2: 200 units have 1,200,000,000: 7.2 → 8 hubs of 375,000 devices: 1,080,000,000 / 6,000,000 = 180",
				"S1: 200 units have 80,000,000: 108 hubs would have 27,778 devices, 80,000,640; 109 hubs have 27,523: 79,266,240 / 400,000 = 198.2 → 199",
				"the three hubs are full of devices: 3,000,000",
			},
			answer{3000000, "8640000000", "43200000000", "no daily-quota", "109 × 199 daily-quota", "8 × 180 daily-quota", "3 × 10 daily-quota", "S3 3 × 10", 3000000},
		},
		{
			"Free", "--devices 100 --messages-per-device-per-day 24 --message-bytes 600 --environment development",
			[]string{"2,400 a day; on Free ⌈600 / 512⌉ = 2 blocks: 4,800 of 8,000; 8,000 / 48 = 166 devices"},
			answer{100, "2400", "4800", "1", "1", "1", "1", "F1 1", 166},
		},
		{
			"Basic", "--devices 20000 --messages-per-device-per-day 96 --message-bytes 1000 --features routing,dps",
			[]string{
				"20,000 × 96 = 1,920,000 a day / 400,000 = 4.8 → 5; on Free ⌈1,000 / 512⌉ = 2 blocks: 3,840,000",
				"Basic has routing and DPS; 2,000,000 / 96 = 20,833 devices",
			},
			answer{20000, "1920000", "3840000", "no daily-quota", "5 daily-quota", "1", "1", "B1 5", 20833},
		},
		{
			"zero devices", "--devices 0 --messages-per-device-per-day 24 --message-bytes 200",
			[]string{"nothing is sent; the smallest hub carries 400,000 / 24 = 16,666 devices"},
			answer{0, "0", "0", "1", "1", "1", "1", "S1 1", 16666},
		},
		{
			"twin reads over what size 1 can ever do", "--devices 100000 --twin-reads-per-device-per-day 100 --twin-bytes 8192",
			[]string{
				"100,000 × 100 = 10,000,000 a day / 86,400 = 115.7 a second; 2 blocks each: 20,000,000; on Free 16: 160,000,000",
				"size 1 has 100 a second whatever its units: two hubs, 10,000,000 / 400,000 = 25 units each",
				"size 2: 100 or 10 a unit: 11.6 → 12 (quota 20,000,000 / 6,000,000 = 3.3 → 4); size 3: 1",
				"12 × 10 a second × 86,400 / 100 = 103,680 devices",
			},
			answer{100000, "20000000", "160000000", "no daily-quota", "2 × 25 daily-quota", "12 twin-read-rate", "1", "S2 12", 103680},
		},
		{
			"direct methods", "--devices 10000 --direct-methods-per-device-per-day 144 --direct-method-bytes 6000 --direct-method-response-bytes 200",
			[]string{
				"1,440,000 a day; a request of 2 blocks and a response of 1: 4,320,000; on Free 12 + 1: 18,720,000",
				"quota: 4,320,000 / 400,000 = 10.8 → 11",
				"throttle: 16.67 a second × 8,192 bytes = 136,533, under the 163,840 of one unit",
				"11 × 400,000 / (144 × 3) = 10,185 devices",
			},
			answer{10000, "4320000", "18720000", "no daily-quota", "11 daily-quota", "1", "1", "S1 11", 10185},
		},
		{
			"the first example of the service's own page on billing", "--devices 1 --messages-per-device-per-day 1440 --message-bytes 1024 --direct-methods-per-device-per-day 144 --direct-method-bytes 512 --direct-method-response-bytes 200",
			[]string{"1,440 messages, and 144 methods of a request and a response: 1,728 a day; on Free 2 × 1,440 + 2 × 144 = 3,168", "400,000 / 1,728 = 231 devices"},
			answer{1, "1728", "3168", "1", "1", "1", "1", "S1 1", 231},
		},
		{
			"the second, read once a day and updated seven times", "--devices 1 --messages-per-device-per-day 24 --message-bytes 102400 --twin-updates-per-device-per-day 7 --twin-update-bytes 1024 --twin-reads-per-device-per-day 1 --twin-bytes 14336",
			[]string{"25 × 24 = 600, 7 updates, a read of ⌈14 / 4⌉ = 4: 611 a day; on Free 200 × 24 + 2 × 7 + 28 = 4,842", "400,000 / 611 = 654 devices"},
			answer{1, "611", "4842", "1", "1", "1", "1", "S1 1", 654},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, size(t, strings.Fields(c.flags)...).answer()); diff != "" {
				t.Errorf("-by hand +hublint\n%s\n%s", strings.Join(c.hand, "\n"), diff)
			}
		})
	}
}

// A service registers 1,000 devices a minute and 1,000,000 in all.
func TestSizeProvisioning(t *testing.T) {
	for _, c := range []struct {
		name, flags, hand string
		services          int64
		perMinute         string
	}{
		{"burst", "--devices 20000 --provisioning-burst 20000 --provisioning-window 5m", "20,000 / 5 = 4,000 a minute: 4 services", 4, "4000"},
		{"slower", "--devices 20000 --provisioning-burst 20000 --provisioning-window 20m", "1,000 a minute: 1", 1, "1000"},
		{"a second less", "--devices 20000 --provisioning-burst 20000 --provisioning-window 1199s", "20,000 / 1,199 × 60 = 1,000.83: 2", 2, "1000.834028"},
		{"no window", "--devices 20000 --provisioning-burst 20000", "the rate is not known", 1, ""},
		{"many devices", "--devices 1000001", "⌈1,000,001 / 1,000,000⌉ = 2", 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := size(t, strings.Fields(c.flags)...).Provisioning
			if p.Services != c.services || p.PerMinute.String() != c.perMinute {
				t.Errorf("%s: found %d services, %q a minute", c.hand, p.Services, p.PerMinute)
			}
		})
	}
}

func TestSizeReadsConfigurationBelowFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "hublint.yaml")
	text := "elsewhere: {}\nworkload:\n  devices: 1000\n  messages_per_device_per_day: 1000\n  features: []\nprices: {currency: EUR, B1: 10, S1: 25}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := size(t, "--config", file).answer(); got.Take != "B1 3" {
		t.Errorf("1,000,000 a day: found %s, want B1 3", got.Take)
	}
	if got := size(t, "--config", file, "--devices", "2000").answer(); got.Take != "B1 5" {
		t.Errorf("2,000,000 a day: found %s, want B1 5", got.Take)
	}
	out, _, _ := run(t, "size", "--config", file)
	for _, want := range []string{"30 EUR / 75 EUR", "The cheapest that fits, of those with a price: 30 EUR a month."} {
		if !strings.Contains(out, want) {
			t.Errorf("expected %q in\n%s", want, out)
		}
	}
}

// The cheapest wins, if that is not another size than the smallest.
func TestSizeByPrice(t *testing.T) {
	base := strings.Fields("--devices 10000 --messages-per-device-per-day 500 --features edge")
	for _, c := range []struct{ prices, want string }{
		{"", "S1 13"},
		{"--price S1=25 --price S2=250", "S2 1"},
		{"--price S1=10 --price S2=250", "S1 13"},
		{"--price B1=1", "S1 13"},
		{"--price S2=250", "S2 1"},
	} {
		if got := size(t, append(base, strings.Fields(c.prices)...)...).answer(); got.Take != c.want {
			t.Errorf("%s: found %s, want %s", c.prices, got.Take, c.want)
		}
	}
}

func TestSizeErrors(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for _, c := range []struct{ name, flags, want string }{
		{"nothing", "", "--devices: expected the number of devices, found nothing"},
		{"too many", "--devices 1000000000000000000", `--devices: expected a whole number from 0 to 1,000,000,000, found "1000000000000000000"`},
		{"price", "--devices 1 --price S1", `--price: expected EDITION=PRICE, found "S1"`},
		{"edition", "--devices 1 --price F1=0", "--price F1: unknown key"},
		{"argument", "main.bicep", `size: expected flags only, found "main.bicep"`},
		{"no file", "--config " + filepath.Join(folder, "none.yaml"), "no such file"},
		{"no YAML", "--config " + write("a.yaml", "workload: ["), "expected YAML"},
		{"no devices", "--config " + write("b.yaml", "workload:\n  rto: 1h\n"), "--devices: expected the number"},
		{"wrong value", "--config " + write("c.yaml", "workload:\n  devices: 5\n  growth: 0\n"), "c.yaml:3:11: error: workload.growth: expected a number from 1 to 1,000, found \"0\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, errs, code := run(t, append([]string{"size"}, strings.Fields(c.flags)...)...)
			if code != cli.ExitBroken || out != "" || !strings.Contains(errs, c.want) {
				t.Errorf("exit %d, printed %q; expected %q in\n%s", code, out, c.want, errs)
			}
		})
	}
}
