package capacity

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/hublint/hublint/pkg/value"
)

// mostShares is the number of hubs up to which policies can ask what each
// needs if the workload is spread over them.
const mostShares = 10

// Object returns the workload as policies see it as input.workload: the keys
// that were declared, durations in seconds, and what follows from them below
// "derived", so that a rule only has to compare. Without devices there is no
// "derived". An error means that the figures can't be read.
//
//	devices: 50000
//	reconnect_window: 600
//	features: [edge]
//	derived:
//	  devices: 65000                   after growth
//	  features: [edge, telemetry]      declared, and those that operations need
//	  messages: {per_day, blocks, fewest_blocks}   on a paid tier; see below
//	  recommendation: {edition, hubs, units}       absent if nothing fits
//	  provisioning: {services, fleet_seconds, per_minute}   per_minute only if declared
//	  editions:
//	    S1:
//	      lacks: [edge]                features the edition does not have
//	      hubs:
//	        "1": {units: 73, binds: send-rate, needs: {daily-quota: 47, send-rate: 73}}
//
// editions.S1.hubs["2"] is what each of two hubs of that edition needs when
// they share the workload evenly, up to ten hubs; units may be more than the
// edition allows. A need that no number of units meets is absent from needs,
// units with it, and stands in the list "never". blocks are what telemetry
// counts against the daily quota, and fewest_blocks what it would count if
// messages were batched to full blocks.
func Object(w *Workload, o Options) (value.Value, error) {
	var fields []value.Field
	for _, k := range keys {
		if v := declared(k.field(w)); v.IsKnown() {
			fields = append(fields, field(k.Name, v))
		}
	}
	if w.Devices.Declared() {
		p, err := NewPlan(w, o)
		if err != nil {
			return value.Value{}, err
		}
		fields = append(fields, field("derived", p.derived()))
	}
	return value.OfFields(fields...), nil
}

func declared(f any) value.Value {
	switch f := f.(type) {
	case *Number:
		if f.Declared() {
			return number(f.rat)
		}
	case *Duration:
		if f.Declared() {
			return value.OfInt(int64(*f))
		}
	case *string:
		if *f != "" {
			return value.OfString(*f)
		}
	case *[]string:
		if *f != nil {
			return words(*f)
		}
	}
	return value.Value{}
}

func (p *Plan) derived() value.Value {
	fields := []value.Field{
		field("devices", value.OfInt(p.Demand.Devices)),
		field("features", words(p.Features)),
	}
	if v := p.telemetry(); v.IsKnown() {
		fields = append(fields, field("messages", v))
	}
	if c := p.Choice; c != nil {
		fields = append(fields, field("recommendation", value.OfFields(
			field("edition", value.OfString(c.Edition.Name)), field("hubs", value.OfInt(c.Hubs)), field("units", value.OfInt(c.Units)))))
	}
	if v := p.Provisioning; v != nil {
		services := []value.Field{field("services", value.OfInt(v.Services)), field("fleet_seconds", number(times(v.Fleet, whole(60))))}
		if v.Rate != nil {
			services = append(services, field("per_minute", number(v.Rate)))
		}
		fields = append(fields, field("provisioning", value.OfFields(services...)))
	}
	editions := make([]value.Field, len(p.Options))
	hubs := make([]value.Value, len(p.Options))
	for i := range p.Options {
		o := &p.Options[i]
		if same := sameNeeds(p.Options[:i], o.Edition); same != nil {
			hubs[i] = hubs[slices.IndexFunc(p.Options, func(o Option) bool { return o.Edition.Name == same.Edition.Name })]
		} else {
			hubs[i] = p.shares(o)
		}
		editions[i] = field(o.Edition.Name, value.OfFields(field("lacks", words(o.Lacks)), field("hubs", hubs[i])))
	}
	return value.OfFields(append(fields, field("editions", value.OfFields(editions...)))...)
}

// telemetry returns what device-to-cloud messages count on a paid tier.
func (p *Plan) telemetry() value.Value {
	paid := p.Facts.SKUs.ByName["S1"].MeterBytes
	for _, f := range p.Demand.Flows {
		if f.Name == "messages" && !f.Parts[0].Assumed {
			bytes := times(f.PerDay, f.Parts[0].Bytes)
			return value.OfFields(
				field("per_day", number(f.PerDay)),
				field("blocks", number(times(f.PerDay, whole(f.Charged(paid))))),
				field("fewest_blocks", value.OfInt(ceil(over(bytes, whole(paid))))),
			)
		}
	}
	return value.Value{}
}

// shares returns what each of one hub, of two and so on needs of an edition.
func (p *Plan) shares(o *Option) value.Value {
	s := &sizer{p.Facts, p.Workload, p.Features}
	hubs := make([]value.Field, mostShares)
	for i := range hubs {
		hubs[i] = field(strconv.Itoa(i+1), shareOf(s.needs(o.Edition, p.Demand, int64(i+1))))
	}
	return value.OfFields(hubs...)
}

// shareOf returns what one hub needs of its edition.
func shareOf(needs []Need) value.Value {
	var units []value.Field
	var names []value.Value
	for _, n := range needs {
		if n.Units == 0 {
			names = append(names, value.OfString(n.Limit.Name))
			continue
		}
		units = append(units, field(n.Limit.Name, value.OfInt(n.Units)))
	}
	out := []value.Field{field("needs", value.OfFields(units...)), field("never", value.OfItems(names...))}
	total, binds := unitsOf(needs)
	if total > 0 {
		out = append(out, field("units", value.OfInt(total)))
	}
	if binds >= 0 {
		out = append(out, field("binds", value.OfString(needs[binds].Limit.Name)))
	}
	return value.OfFields(out...)
}

func field(key string, v value.Value) value.Field { return value.Field{Key: key, Value: v} }

func words(list []string) value.Value {
	items := make([]value.Value, len(list))
	for i, s := range list {
		items[i] = value.OfString(s)
	}
	return value.OfItems(items...)
}

// number returns a number as policies compare it: whole where it is.
func number(r *big.Rat) value.Value {
	if r.IsInt() && r.Num().IsInt64() {
		return value.OfInt(r.Num().Int64())
	}
	f, _ := r.Float64()
	return value.OfFloat(f)
}
