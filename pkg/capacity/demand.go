package capacity

import (
	"math/big"

	"github.com/hublint/hublint/pkg/azure"
)

const secondsPerDay = 86400

// Demand is a workload in the units the service counts in, for the whole
// solution.
type Demand struct {
	// Devices after growth.
	Devices int64
	// Identities are those of devices and modules.
	Identities *big.Rat
	// Peak is how much more than the average the busiest minute brings.
	Peak *big.Rat
	// Flows are the operations that were declared.
	Flows []Flow
	// Connections are new connections a second while all devices come back,
	// nil if no time for that was declared.
	Connections *big.Rat
	window      Duration
}

// Flow is an operation and how often it happens.
type Flow struct {
	Name, Title string
	// Each is what was declared: a number a day, for each device where
	// PerDevice says so.
	Each      *big.Rat
	PerDevice bool
	PerDay    *big.Rat
	// Limit is the throttle it falls under, and Rate what it asks of that
	// throttle in the busiest minute.
	Limit Limit
	Rate  *big.Rat
	// Feature that a tier must have for it, empty if all have it.
	Feature string
	// Parts count in blocks each. Without parts, Fixed messages count for
	// each operation; none if it is zero.
	Parts []Part
	Fixed int64
	// throttled is what one operation asks of the throttle, in its unit.
	throttled int64
}

// Part is a message that counts in blocks of its own.
type Part struct {
	Title string
	// Bytes is its size; where that was not declared, one byte, which counts
	// as one block.
	Bytes   *big.Rat
	Assumed bool
	key     string
}

// Blocks returns the blocks of a size that the part counts for.
func (p Part) Blocks(meter int64) int64 { return ceil(over(p.Bytes, whole(meter))) }

// Charged returns how many messages of the daily quota one operation counts
// for, with blocks of the given size.
func (f Flow) Charged(meter int64) int64 {
	n := f.Fixed
	for _, p := range f.Parts {
		n += p.Blocks(meter)
	}
	return n
}

// Messages returns what the demand takes of the daily quota, with blocks of
// the given size; false if nothing was declared that counts.
func (d *Demand) Messages(meter int64) (*big.Rat, bool) { return d.messagesOf(meter, 1) }

// devicesAfterGrowth returns the devices to be ready for.
func devicesAfterGrowth(w *Workload) int64 { return ceil(times(w.Devices.Or(0), w.Growth.Or(1))) }

// demand returns what a workload comes to with the given number of devices.
func demand(w *Workload, f *azure.HubFacts, devices int64) *Demand {
	d := &Demand{
		Devices:    devices,
		Identities: times(whole(devices), plus(whole(1), w.ModulesPerDevice.Or(0))),
		Peak:       w.PeakFactor.Or(1),
		window:     w.ReconnectWindow,
	}
	for _, o := range operations {
		if o.count(w).Declared() {
			d.Flows = append(d.Flows, o.flow(w, f, d))
		}
	}
	if d.window.Declared() {
		d.Connections = big.NewRat(devices, int64(d.window))
	}
	return d
}

func (o operation) flow(w *Workload, f *azure.HubFacts, d *Demand) Flow {
	flow := Flow{
		Name: o.name, Title: o.title, Each: o.count(w).rat, PerDevice: o.perDevice, Limit: o.limit, Feature: o.feature, throttled: 1,
	}
	for _, p := range o.charged {
		size := p.size(w)
		flow.Parts = append(flow.Parts, Part{p.title, size.Or(1), !size.Declared(), p.key})
	}
	if o.fixed != nil {
		flow.Fixed = o.fixed(f)
	}
	if o.limit.Name == methodRate.Name {
		// A method's throttle counts the bytes of requests, in whole blocks.
		meter := f.Metering.MethodThrottleBytes
		flow.throttled = flow.Parts[0].Blocks(meter) * meter
	}
	flow.PerDay = flow.Each
	if o.perDevice {
		flow.PerDay = times(flow.Each, whole(d.Devices))
	}
	average := times(flow.PerDay, big.NewRat(o.limit.seconds, secondsPerDay))
	flow.Rate = times(times(average, d.Peak), whole(flow.throttled))
	return flow
}

// load is what a demand asks of one limit of a hub.
type load struct {
	limit  Limit
	amount *big.Rat
}

// loads returns what the demand asks of each limit, with blocks of the given
// size, of the fullest of some hubs that it is spread over evenly.
func (d *Demand) loads(meter, hubs int64) []load {
	var out []load
	if messages, ok := d.messagesOf(meter, hubs); ok {
		out = append(out, load{dailyQuota, messages})
	}
	for _, f := range d.Flows {
		out = append(out, load{f.Limit, times(f.Rate, d.share(f, hubs))})
	}
	devices := d.shareOfDevices(hubs)
	if d.Connections != nil {
		out = append(out, load{connectionRate, times(d.Connections, devices)})
	}
	return append(out, load{deviceLimit, times(d.Identities, devices)})
}

// messagesOf returns what the fullest of some hubs takes of its daily quota;
// false if nothing was declared that counts.
func (d *Demand) messagesOf(meter, hubs int64) (*big.Rat, bool) {
	sum, counts := new(big.Rat), false
	for _, f := range d.Flows {
		if n := f.Charged(meter); n > 0 {
			sum, counts = plus(sum, times(times(f.PerDay, whole(n)), d.share(f, hubs))), true
		}
	}
	return sum, counts
}

// share returns which part of a flow the fullest of some hubs has.
func (d *Demand) share(f Flow, hubs int64) *big.Rat {
	switch {
	case f.Limit.EveryHub:
		return whole(1)
	case f.PerDevice:
		return d.shareOfDevices(hubs)
	}
	return big.NewRat(1, hubs)
}

// shareOfDevices returns which part of the devices the fullest of some hubs
// has.
func (d *Demand) shareOfDevices(hubs int64) *big.Rat {
	if d.Devices == 0 {
		return big.NewRat(1, hubs)
	}
	return big.NewRat(ceil(big.NewRat(d.Devices, hubs)), d.Devices)
}
