package capacity

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/hublint/hublint/pkg/azure"
)

// random returns a workload of which each key is declared half the time, its
// value spread evenly over the orders of magnitude.
func random(r *rand.Rand) *Workload {
	w := &Workload{}
	for _, k := range keys {
		if k.Name != "devices" && r.IntN(2) == 0 {
			continue
		}
		if text := randomText(r, k); text != "" {
			if err := w.Set(k.Name, text); err != nil {
				panic(err)
			}
		}
	}
	return w
}

// usual keeps random workloads where editions differ.
var usual = map[string]int64{
	"devices": 5_000_000, "messages_per_device_per_day": 2000, "growth": 3, "peak_factor": 20, "message_bytes": 20_000,
	"queries_per_day": 1_000_000, "job_operations_per_day": 3_000_000, "configuration_operations_per_day": 100_000,
}

func randomText(r *rand.Rand, k Key) string {
	most := min(k.Max, 100_000)
	if n, ok := usual[k.Name]; ok {
		most = n
	}
	switch k.Kind {
	case Count, Rate:
		return fmt.Sprint(max(k.Min, magnitude(r, most)))
	case Time:
		return Duration(max(k.Min, magnitude(r, most))).String()
	case Words:
		if r.IntN(2) == 0 {
			return "telemetry"
		}
		return k.Allowed[r.IntN(len(k.Allowed))]
	case Word:
	}
	return ""
}

// magnitude returns a number up to most, with as many small as large ones.
func magnitude(r *rand.Rand, most int64) int64 {
	n := int64(1)
	for n < most && r.IntN(8) > 0 {
		n = n*2 + r.Int64N(2)
	}
	return min(n, most) - r.Int64N(2)
}

// each runs a property over many random workloads, the same in every run.
func each(t *testing.T, n int, property func(t *testing.T, r *rand.Rand, w *Workload, p *Plan)) {
	t.Helper()
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 7)) //nolint:gosec // the same numbers in every run are what is wanted
		w := random(r)
		o := Options{Development: r.IntN(4) == 0}
		property(t, r, w, plan(t, w, o))
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, declaredText(w))
		}
	}
}

func plan(t *testing.T, w *Workload, o Options) *Plan {
	t.Helper()
	p, err := NewPlan(w, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func declaredText(w *Workload) string {
	text := ""
	for _, k := range keys {
		if v := declared(k.field(w)); v.IsKnown() {
			text += fmt.Sprintf("%s: %s\n", k.Name, shown(v))
		}
	}
	return text
}

// with returns a workload with one number changed.
func with(w *Workload, key string, change func(n *big.Rat) *big.Rat) *Workload {
	k, _ := keyOf(key)
	out := *w
	n := k.field(&out).(*Number)
	n.rat = change(n.Or(k.Min))
	return &out
}

func TestMoreDevicesNeverNeedFewerUnits(t *testing.T) {
	each(t, 150, func(t *testing.T, r *rand.Rand, w *Workload, p *Plan) {
		more := plan(t, with(w, "devices", func(n *big.Rat) *big.Rat { return plus(n, whole(1+magnitude(r, 1_000_000))) }), Options{})
		for i := range p.Options {
			a, b := &p.Options[i], &more.Options[i]
			if b.Carries && (!a.Carries || b.Hubs < a.Hubs || b.Hubs == a.Hubs && b.Units < a.Units) {
				t.Errorf("%s: %s with %d devices, %s with %d", a.Edition.Name, show(a), p.Demand.Devices, show(b), more.Demand.Devices)
			}
		}
	})
}

func show(o *Option) string {
	if o == nil {
		return "nothing"
	}
	return fmt.Sprintf("%d hubs of %s × %d", o.Hubs, o.Edition.Name, o.Units)
}

func TestLargerMessageNeverCostsFewerBlocks(t *testing.T) {
	for _, meter := range []int64{512, 4096} {
		before := int64(1)
		for bytes := int64(1); bytes <= 262_144; bytes++ {
			now := Part{Bytes: whole(bytes)}.Blocks(meter)
			if now < before || now*meter < bytes || (now-1)*meter >= bytes {
				t.Fatalf("%d bytes in blocks of %d: %d", bytes, meter, now)
			}
			before = now
		}
	}
}

// What is recommended has all that is asked of it, and one unit or one hub
// less has not. The supply is worked out from the figures anew.
func TestRecommendationFitsItsDemand(t *testing.T) {
	chosen := 0
	each(t, 150, func(t *testing.T, _ *rand.Rand, _ *Workload, p *Plan) {
		if p.Choice == nil {
			return
		}
		chosen++
		c := p.Choice
		if !suffices(p, c.Edition, c.Hubs, c.Units) || len(c.Lacks) > 0 {
			t.Errorf("%s does not fit", show(c.Option))
		}
		if c.Units > 1 && suffices(p, c.Edition, c.Hubs, c.Units-1) {
			t.Errorf("%s: a unit less fits too", show(c.Option))
		}
		if c.Hubs > 1 && suffices(p, c.Edition, c.Hubs-1, c.Edition.MaxUnits) {
			t.Errorf("%s: a hub less fits too", show(c.Option))
		}
	})
	if chosen < 75 {
		t.Errorf("only %d workloads had a recommendation", chosen)
	}
}

func suffices(p *Plan, e azure.Edition, hubs, units int64) bool {
	limits := p.Facts.Limits.Hub
	devices := limits.Devices
	if slices.Contains(p.Features, "device-registry") {
		devices = limits.DevicesWithDeviceRegistry
	}
	for _, l := range p.Demand.loads(e.MeterBytes, hubs) {
		supply := units * e.MessagesPerDay
		if l.limit.Name == "devices" {
			supply = devices
		} else if l.limit.throttle != "" {
			t := p.Facts.Throttles.BySize[fmt.Sprint(e.Size)][l.limit.throttle]
			supply = max(t.Floor, t.PerUnit*units)
		}
		if l.amount.Cmp(whole(supply)) > 0 {
			return false
		}
	}
	return units <= e.MaxUnits
}

// Growing never leads to a lower tier, to fewer hubs, or with as many hubs to
// a smaller edition or fewer units of the same.
func TestHeadroomNeverLowersTheTier(t *testing.T) {
	tiers := []string{"free", "basic", "standard"}
	grown := 0
	each(t, 200, func(t *testing.T, r *rand.Rand, w *Workload, p *Plan) {
		larger := plan(t, with(w, "growth", func(n *big.Rat) *big.Rat { return times(n, big.NewRat(101+r.Int64N(200), 100)) }), Options{Development: p.Development})
		a, b := p.Choice, larger.Choice
		if a == nil || b == nil {
			if b != nil {
				t.Errorf("nothing fits, but %s does with more", show(b.Option))
			}
			return
		}
		grown++
		rank := slices.Compare(
			[]int{slices.Index(tiers, b.Edition.Tier), int(b.Hubs), b.Edition.Size, int(b.Units)},
			[]int{slices.Index(tiers, a.Edition.Tier), int(a.Hubs), a.Edition.Size, int(a.Units)})
		if rank < 0 {
			t.Errorf("%s, with headroom %s", show(a.Option), show(b.Option))
		}
	})
	if grown < 100 {
		t.Errorf("only %d workloads had a recommendation", grown)
	}
}

// The number of devices said to be carried is the last one that is.
func TestMostDevices(t *testing.T) {
	each(t, 100, func(t *testing.T, _ *rand.Rand, w *Workload, p *Plan) {
		if p.Choice == nil {
			return
		}
		c := p.Choice
		at := func(devices int64) bool {
			q := &Plan{Facts: p.Facts, Features: p.Features, Demand: demand(w, p.Facts, devices)}
			return suffices(q, c.Edition, c.Hubs, c.Units)
		}
		most, next := p.Reach()
		if !at(most) || at(most+1) {
			t.Errorf("%s: %d devices %t, one more %t", show(c.Option), most, at(most), at(most+1))
		}
		if next != nil && next.Edition.Name == c.Edition.Name && next.Hubs == c.Hubs && next.Units <= c.Units {
			t.Errorf("%s: the next step is %s", show(c.Option), show(next))
		}
	})
}

// Of those that fit with as few hubs, the cheapest is taken.
func TestCheapest(t *testing.T) {
	each(t, 100, func(t *testing.T, r *rand.Rand, w *Workload, _ *Plan) {
		prices := Prices{PerUnit: map[string]*big.Rat{}}
		for _, name := range PricedEditions() {
			prices.PerUnit[name] = whole(1 + magnitude(r, 5000))
		}
		p := plan(t, w, Options{Prices: prices})
		for i := range p.Options {
			o := &p.Options[i]
			if p.Choice == nil || o.Edition.Tier != p.Choice.Edition.Tier || !o.Fits() || o.Hubs > p.Choice.Hubs {
				continue
			}
			want := times(prices.PerUnit[o.Edition.Name], whole(o.Hubs*o.Units))
			if o.Cost.Cmp(want) != 0 || p.Choice.Cost.Cmp(want) > 0 || o.Hubs < p.Choice.Hubs {
				t.Errorf("%s for %s, but %s for %s", show(p.Choice.Option), p.Choice.Cost, show(o), want)
			}
		}
	})
}

// The largest numbers that may be declared, all at once, neither overflow nor
// take long.
func TestLargestWorkload(t *testing.T) {
	w := &Workload{}
	for _, k := range keys {
		if k.Kind == Count || k.Kind == Rate {
			if err := w.Set(k.Name, fmt.Sprint(k.Max)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Set("reconnect_window", "1s"); err != nil {
		t.Fatal(err)
	}
	done := make(chan *Plan, 1)
	go func() { done <- plan(t, w, Options{}) }()
	select {
	case p := <-done:
		if p.Choice != nil {
			t.Errorf("found %s", show(p.Choice.Option))
		}
		for i := range p.Options {
			if p.Options[i].Units < 0 {
				t.Errorf("overflow: %s", show(&p.Options[i]))
			}
		}
	case <-time.After(20 * time.Second):
		t.Fatal("still at it after 20 seconds")
	}
}
