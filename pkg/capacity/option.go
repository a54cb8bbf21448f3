package capacity

import (
	"math/big"
	"sort"

	"github.com/hublint/hublint/pkg/azure"
)

// Need is what one limit asks of a hub of some edition.
type Need struct {
	Limit  Limit
	Demand *big.Rat
	// PerUnit and Floor are what a hub has: the larger of Floor and PerUnit
	// times its units.
	PerUnit, Floor int64
	// Units that are needed, beyond what the edition allows too; zero if no
	// number of units will do.
	Units int64
}

// Supply returns what a hub with some units has of it.
func (n Need) Supply(units int64) *big.Rat {
	return larger(whole(n.Floor), times(whole(n.PerUnit), whole(units)))
}

// Used returns which part of it a hub with some units would use.
func (n Need) Used(units int64) *big.Rat { return over(n.Demand, n.Supply(units)) }

// Option is an edition, and what it would take to carry a demand with it.
type Option struct {
	Edition azure.Edition
	// Hubs, and the units of each, that carry the demand. For an edition
	// that can't, Units are those that one hub would need; zero if no number
	// would do.
	Hubs, Units int64
	// Needs of the fullest of the hubs.
	Needs []Need
	// Binds is the index in Needs of what asks for the units, or of what the
	// edition can't carry; -1 if nothing asks for more than the one unit that
	// every hub has.
	Binds int
	// Carries says that Hubs with Units have all that is needed.
	Carries bool
	// Lacks are needed features that the edition does not have, Unverified
	// those of which no source says.
	Lacks, Unverified []string
	// Cost in a month, nil without a price.
	Cost *big.Rat
}

// Fits reports whether the edition carries the demand and has all it needs.
func (o *Option) Fits() bool { return o.Carries && len(o.Lacks) == 0 && len(o.Unverified) == 0 }

// Fullest returns the index in Needs of what a hub with its units uses most,
// -1 for none.
func (o *Option) Fullest() int {
	best := -1
	for i, n := range o.Needs {
		if o.Units > 0 && !isZero(n.Demand) && (best < 0 || n.Used(o.Units).Cmp(o.Needs[best].Used(o.Units)) > 0) {
			best = i
		}
	}
	return best
}

// sizer knows what hubs have.
type sizer struct {
	facts    *azure.HubFacts
	workload *Workload
	features []string
}

// option works out what it takes to carry a demand with an edition, unless that
// is known from one that needs the same.
func (s *sizer) option(e azure.Edition, d *Demand, known *Option) Option {
	var o Option
	if known != nil {
		o = *known
	} else {
		o = s.carrying(e, d)
	}
	o.Edition, o.Lacks, o.Unverified, o.Cost = e, nil, nil, nil
	for _, feature := range s.features {
		switch s.facts.Supports(e, feature) {
		case azure.Lacking:
			o.Lacks = append(o.Lacks, feature)
		case azure.Unverified:
			o.Unverified = append(o.Unverified, feature)
		}
	}
	return o
}

// carrying returns the hubs and units of an edition that carry a demand.
func (s *sizer) carrying(e azure.Edition, d *Demand) Option {
	o := Option{Edition: e, Hubs: 1}
	hubs, ok := s.hubs(e, d)
	if o.Carries = ok; ok {
		o.Hubs = hubs
	}
	o.Needs = s.needs(e, d, o.Hubs)
	o.Units, o.Binds = unitsOf(o.Needs)
	if !ok {
		o.Binds = s.obstacle(e, d)
	}
	return o
}

// obstacle returns the index of the need that no number of hubs meets.
func (s *sizer) obstacle(e azure.Edition, d *Demand) int {
	needs := s.needs(e, d, s.mostHubs(e))
	for i, n := range needs {
		if n.Units == 0 || n.Units > e.MaxUnits {
			return i
		}
	}
	return -1
}

// mostHubs is more hubs than the largest workload can be spread over.
const mostHubs = 1 << 41

// mostHubs returns the number of hubs beyond which another one is no use.
func (s *sizer) mostHubs(e azure.Edition) int64 {
	if e.Tier == "free" {
		return s.facts.Limits.Hub.FreeHubsPerSubscription
	}
	return mostHubs
}

// hubs returns the least number of hubs of an edition that carry a demand;
// false if no number does.
func (s *sizer) hubs(e azure.Edition, d *Demand) (int64, bool) {
	most := s.mostHubs(e)
	carry := func(hubs int64) bool {
		units, _ := unitsOf(s.needs(e, d, hubs))
		return units > 0 && units <= e.MaxUnits
	}
	if !carry(most) {
		return 0, false
	}
	// The fullest hub has no more to do if there are more hubs.
	high := int64(1)
	for high < most && !carry(high) {
		high *= 2
	}
	low := high / 2 // which did not carry it
	return low + 1 + int64(sort.Search(int(min(high, most)-low-1), func(i int) bool { return carry(low + int64(i) + 1) })), true
}

// needs returns what each limit asks of the fullest of some hubs, the same
// limits in the same order for every edition.
func (s *sizer) needs(e azure.Edition, d *Demand, hubs int64) []Need {
	loads := d.loads(e.MeterBytes, hubs)
	out := make([]Need, len(loads))
	for i, l := range loads {
		out[i] = s.need(e, l)
	}
	return out
}

func (s *sizer) need(e azure.Edition, l load) Need {
	n := Need{Limit: l.limit, Demand: l.amount}
	switch l.limit.Name {
	case dailyQuota.Name:
		n.PerUnit = e.MessagesPerDay
	case deviceLimit.Name:
		n.Floor = s.devicesPerHub()
	default:
		t, _ := s.facts.Throttle(e, l.limit.throttle)
		n.PerUnit, n.Floor = t.PerUnit, t.Floor
	}
	switch {
	case atMost(n.Demand, whole(max(n.Floor, n.PerUnit))):
		n.Units = 1
	case n.PerUnit > 0:
		n.Units = ceil(over(n.Demand, whole(n.PerUnit)))
	}
	return n
}

// devicesPerHub returns how many identities a hub may have.
func (s *sizer) devicesPerHub() int64 {
	for _, feature := range s.features {
		if feature == "device-registry" {
			return s.facts.Limits.Hub.DevicesWithDeviceRegistry
		}
	}
	return s.facts.Limits.Hub.Devices
}

// unitsOf returns the units that all needs together ask for, zero if no number
// will do, and the index of the need that asks for them.
func unitsOf(needs []Need) (units int64, binds int) {
	units, binds = 1, -1
	for i, n := range needs {
		if n.Units == 0 {
			return 0, i
		}
		if n.Units > units {
			units, binds = n.Units, i
		}
	}
	return units, binds
}
