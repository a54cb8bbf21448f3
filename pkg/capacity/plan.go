// Package capacity works out which IoT hub carries a declared workload: the
// demand in the units the service counts in, what each edition needs for it,
// and the smallest that fits. All arithmetic is exact. The figures are those
// of the data files of package azure; what no source says is left out.
//
// Object gives a workload to policies, as input.workload; docs/capacity.md
// describes its shape.
package capacity

import (
	"math/big"
	"slices"
	"sort"

	"github.com/hublint/hublint/pkg/azure"
)

// Options say what to size for.
type Options struct {
	// Development allows the Free tier, which can't be upgraded.
	Development bool
	// Prices decide between editions that fit, where they are known.
	Prices Prices
}

// Plan is the answer to a workload.
type Plan struct {
	Workload *Workload
	Facts    *azure.HubFacts
	Demand   *Demand
	// Features are those the workload needs, declared or not: twins are
	// needed by who reads them.
	Features []string
	// Options are all editions: Free, then Basic, then Standard.
	Options []Option
	// Choice is the edition to take, nil if none fits.
	Choice *Choice
	// Provisioning is nil if there are no devices.
	Provisioning *Provisioning
	Prices       Prices
	Development  bool
}

// Choice is the edition to take, and why.
type Choice struct {
	*Option
	// Why says in a few words what decided.
	Why Reason
	// Over is the smaller edition that fits too, nil if there is none.
	Over *Option
}

// Reason is what decided for an edition.
type Reason uint8

// The reasons.
const (
	// Smallest: no smaller edition carries the demand.
	Smallest Reason = iota
	// FewerUnits: a smaller one carries it, with as many units as a unit of
	// this one replaces.
	FewerUnits
	// Cheapest: it costs least by the given prices.
	Cheapest
)

// NewPlan sizes a workload. The error is a *KeyError for a workload without
// devices.
func NewPlan(w *Workload, o Options) (*Plan, error) {
	if !w.Devices.Declared() {
		return nil, &KeyError{"devices", "expected the number of devices, found nothing"}
	}
	facts, err := azure.ReadHubFacts()
	if err != nil {
		return nil, err
	}
	p := &Plan{Workload: w, Facts: facts, Prices: o.Prices, Development: o.Development}
	p.Demand = demand(w, facts, devicesAfterGrowth(w))
	p.Features = featuresOf(w, p.Demand)
	p.Options = p.options(p.Demand)
	p.Provisioning = provisioning(w, facts, p.Demand)
	if option := p.choose(p.Options); option != nil {
		p.Choice = p.explainChoice(option)
	}
	return p, nil
}

// featuresOf returns the features a workload names, and those that what it
// does needs.
func featuresOf(w *Workload, d *Demand) []string {
	names := slices.Clone(w.Features)
	for _, f := range d.Flows {
		if f.Feature != "" && !isZero(f.Each) {
			names = append(names, f.Feature)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (p *Plan) options(d *Demand) []Option {
	s := &sizer{p.Facts, p.Workload, p.Features}
	editions := p.Facts.Editions()
	out := make([]Option, len(editions))
	for i, e := range editions {
		out[i] = s.option(e, d, sameNeeds(out[:i], e))
		if price, ok := p.Prices.PerUnit[e.Name]; ok && out[i].Carries {
			out[i].Cost = times(price, times(whole(out[i].Hubs), whole(out[i].Units)))
		}
	}
	return out
}

// sameNeeds returns the option of an edition that differs from another one by
// its features alone, nil if there is none.
func sameNeeds(options []Option, e azure.Edition) *Option {
	for i := range options {
		other := options[i].Edition
		other.Name, other.Tier = e.Name, e.Tier
		if other == e {
			return &options[i]
		}
	}
	return nil
}

// choose returns the option to take: of those that fit, in the least tier that
// may be taken and with the fewest hubs, the cheapest where prices are known,
// and else the smallest that is not better replaced by a larger one.
func (p *Plan) choose(options []Option) *Option {
	tier := p.tier(options)
	var fit []*Option
	for i := range options {
		if o := &options[i]; o.Edition.Tier == tier && o.Fits() {
			fit = append(fit, o)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	fewest := slices.MinFunc(fit, func(a, b *Option) int { return int(a.Hubs - b.Hubs) }).Hubs
	fit = slices.DeleteFunc(fit, func(o *Option) bool { return o.Hubs > fewest })
	if priced := slices.DeleteFunc(slices.Clone(fit), func(o *Option) bool { return o.Cost == nil }); len(priced) > 0 {
		return slices.MinFunc(priced, func(a, b *Option) int { return a.Cost.Cmp(b.Cost) })
	}
	best := fit[0]
	for _, o := range fit[1:] {
		if replaces(o, best) {
			best = o
		}
	}
	return best
}

// tier returns the least tier to take. Standard is asked of a workload that
// does not say what it uses, since it may need it.
func (p *Plan) tier(options []Option) string {
	fits := func(tier string) bool {
		return slices.ContainsFunc(options, func(o Option) bool { return o.Edition.Tier == tier && o.Fits() })
	}
	switch {
	case p.Development && fits("free"):
		return "free"
	case p.Workload.Features != nil && fits("basic"):
		return "basic"
	}
	return "standard"
}

// replaces reports whether a larger edition is to be preferred to one that
// fits: when that has at least as many units as a unit of the larger one
// replaces by its daily quota, and the larger one needs no more quota bought
// than that, rounding aside. So it is with demands that the quota binds, and
// not with those bound by a throttle that the larger edition raises less.
func replaces(large, small *Option) bool {
	ratio := big.NewRat(large.Edition.MessagesPerDay, small.Edition.MessagesPerDay)
	return whole(small.Units).Cmp(ratio) >= 0 && atMost(times(pressure(large), ratio), pressure(small))
}

// pressure returns the units needed before they are rounded up. What the floor
// of a hub meets needs none.
func pressure(o *Option) *big.Rat {
	most := new(big.Rat)
	for _, n := range o.Needs {
		if n.PerUnit > 0 && !atMost(n.Demand, whole(n.Floor)) {
			most = larger(most, over(n.Demand, whole(n.PerUnit)))
		}
	}
	return most
}

func (p *Plan) explainChoice(o *Option) *Choice {
	c := &Choice{Option: o}
	for i := range p.Options {
		other := &p.Options[i]
		if other.Edition.Tier == o.Edition.Tier && other.Edition.Size < o.Edition.Size && other.Fits() && other.Hubs == o.Hubs {
			c.Why, c.Over = FewerUnits, other
		}
	}
	if o.Cost != nil {
		c.Why, c.Over = Cheapest, nil
	}
	return c
}

// Reach returns how many devices the choice carries if each does what it does
// now, and the edition to take for one more, nil if none fits. There has to be
// a choice.
func (p *Plan) Reach() (most int64, next *Option) {
	most = p.mostDevices(p.Choice.Option)
	return most, p.choose(p.options(demand(p.Workload, p.Facts, most+1)))
}

func (p *Plan) mostDevices(o *Option) int64 {
	s := &sizer{p.Facts, p.Workload, p.Features}
	limit := o.Hubs * s.devicesPerHub()
	more := sort.Search(int(limit-p.Demand.Devices), func(i int) bool {
		d := demand(p.Workload, p.Facts, p.Demand.Devices+int64(i)+1)
		units, _ := unitsOf(s.needs(o.Edition, d, o.Hubs))
		return units == 0 || units > o.Units
	})
	return p.Demand.Devices + int64(more)
}

// Provisioning is what the Device Provisioning Service has to do.
type Provisioning struct {
	// Services that are needed.
	Services int64
	// ForDevices and ForRate are the services needed for the number of
	// registrations, and for the rate of the burst; zero without a rate.
	ForDevices, ForRate int64
	// Rate of registrations a minute in the burst, nil if no window was
	// declared for it.
	Rate *big.Rat
	// Burst is the devices of the burst, and Shortest the minutes that they
	// take at least with one service; nil if no burst was declared.
	Burst, Shortest *big.Rat
	// Fleet is the minutes that all devices take at least with one service.
	Fleet *big.Rat
}

func provisioning(w *Workload, f *azure.HubFacts, d *Demand) *Provisioning {
	if d.Devices == 0 {
		return nil
	}
	limits := f.Limits.DPS
	perMinute := whole(limits.RegistrationsPerMinute)
	p := &Provisioning{
		ForDevices: ceil(big.NewRat(d.Devices, limits.Registrations)),
		Fleet:      over(whole(d.Devices), perMinute),
	}
	if w.ProvisioningBurst.Declared() {
		p.Burst = w.ProvisioningBurst.rat
		p.Shortest = over(p.Burst, perMinute)
	}
	if p.Burst != nil && w.ProvisioningWindow.Declared() {
		p.Rate = over(p.Burst, big.NewRat(int64(w.ProvisioningWindow), 60))
		p.ForRate = max(1, ceil(over(p.Rate, perMinute)))
	}
	p.Services = max(p.ForDevices, p.ForRate)
	return p
}

// Total returns what the whole solution asks of the limit of a need, which is
// what all hubs together do.
func (p *Plan) Total(n Need) *big.Rat {
	meter := p.Options[len(p.Options)-1].Edition.MeterBytes
	for _, l := range p.Demand.loads(meter, 1) {
		if l.limit.Name == n.Limit.Name {
			return l.amount
		}
	}
	return n.Demand
}
