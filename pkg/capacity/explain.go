package capacity

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
)

// Step is one line of the arithmetic: What = How = Result.
type Step struct {
	// Group is what the line belongs to: "Demand", "B1, S1", "Provisioning".
	Group string
	What  string
	How   string
	// Result with its unit.
	Result string
	// Source says where the figures come from; nil for those of the user.
	Source *azure.Source
}

// Steps returns the arithmetic of a plan, line by line.
func (p *Plan) Steps() []Step {
	steps := p.demandSteps()
	for _, group := range p.Sizes() {
		steps = append(steps, p.optionSteps(group)...)
	}
	return append(steps, p.provisioningSteps()...)
}

// Size is editions that need the same units, since they differ only in what
// they can do.
type Size struct {
	// Names of the editions: "B1, S1".
	Names string
	// Option of the one that can do more.
	*Option
}

// Sizes returns the editions by size, Free first.
func (p *Plan) Sizes() []Size {
	var out []Size
	for i := range p.Options {
		o := &p.Options[i]
		at := slices.IndexFunc(out, func(s Size) bool { return s.Edition.Tier != "free" && s.Edition.Size == o.Edition.Size })
		if at < 0 {
			out = append(out, Size{o.Edition.Name, o})
			continue
		}
		out[at] = Size{out[at].Names + ", " + o.Edition.Name, o}
	}
	return out
}

func (p *Plan) demandSteps() []Step {
	w, d := p.Workload, p.Demand
	steps := []Step{{
		Group: "Demand", What: "devices", How: fmt.Sprintf("⌈%s × %s growth⌉", w.Devices, Decimal(w.Growth.Or(1), maxDecimals)), Result: count(d.Devices),
	}}
	if w.ModulesPerDevice.Declared() {
		steps = append(steps, Step{
			Group: "Demand", What: "devices and modules", How: fmt.Sprintf("%s × (1 + %s)", count(d.Devices), w.ModulesPerDevice), Result: Decimal(d.Identities, 0),
		})
	}
	for _, f := range d.Flows {
		steps = append(steps, p.flowSteps(f)...)
	}
	if d.Connections != nil {
		steps = append(steps, Step{
			Group: "Demand", What: connectionRate.Title, How: fmt.Sprintf("%s / %s s", count(d.Devices), count(int64(d.window))),
			Result: Decimal(d.Connections, 2) + " a second",
		})
	}
	return append(steps, p.quotaSteps()...)
}

func (p *Plan) flowSteps(f Flow) []Step {
	var steps []Step
	how := Decimal(f.Each, maxDecimals)
	if f.PerDevice {
		how = fmt.Sprintf("%s × %s", count(p.Demand.Devices), how)
	}
	steps = append(steps, Step{Group: "Demand", What: f.Title, How: how, Result: Decimal(f.PerDay, 2) + " a day"})
	for _, part := range f.Parts {
		for i, meter := range p.meters() {
			steps = append(steps, Step{
				Group: "Demand", What: []string{"  blocks of a " + part.Title, "    on Free"}[min(i, 1)],
				How: fmt.Sprintf("⌈%s / %s bytes⌉", Decimal(part.Bytes, 0), count(meter)), Result: count(part.Blocks(meter)), Source: &p.Facts.SKUs.Source,
			})
		}
	}
	if f.Fixed > 0 {
		steps = append(steps, Step{Group: "Demand", What: "  messages of an upload", How: "its start and its end", Result: count(f.Fixed), Source: &p.Facts.Metering.Source})
	}
	rate := fmt.Sprintf("%s / %s × %s peak", Decimal(f.PerDay, 2), f.Limit.ofDay(), Decimal(p.Demand.Peak, maxDecimals))
	if f.throttled != 1 {
		rate += " × " + count(f.throttled) + " bytes"
	}
	return append(steps, Step{Group: "Demand", What: "  busiest minute", How: rate, Result: Decimal(f.Rate, 2) + " " + f.Limit.Unit})
}

// meters returns the sizes of blocks, that of paid tiers first.
func (p *Plan) meters() []int64 {
	var out []int64
	for _, e := range p.Facts.Editions() {
		if !slices.Contains(out, e.MeterBytes) {
			out = append(out, e.MeterBytes)
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}

func (p *Plan) quotaSteps() []Step {
	var steps []Step
	for i, meter := range p.meters() {
		var terms []string
		for _, f := range p.Demand.Flows {
			if n := f.Charged(meter); n > 0 {
				terms = append(terms, fmt.Sprintf("%s × %s", Decimal(f.PerDay, 2), count(n)))
			}
		}
		if sum, ok := p.Demand.Messages(meter); ok {
			what := []string{"counted by the quota", "  on Free"}[min(i, 1)]
			steps = append(steps, Step{Group: "Demand", What: what, How: strings.Join(terms, " + "), Result: Decimal(sum, 2) + " " + dailyQuota.Unit, Source: &p.Facts.Metering.Source})
		}
	}
	return steps
}

func (p *Plan) optionSteps(s Size) []Step {
	var steps []Step
	if s.Hubs > 1 {
		steps = append(steps, Step{
			Group: s.Names, What: "devices of a hub", How: fmt.Sprintf("⌈%s / %s hubs⌉", count(p.Demand.Devices), count(s.Hubs)),
			Result: count(ceil(big.NewRat(p.Demand.Devices, s.Hubs))),
		})
	}
	for _, n := range s.Needs {
		steps = append(steps, Step{Group: s.Names, What: n.Limit.Title, How: n.arithmetic(), Result: n.result(), Source: p.sourceOf(n.Limit)})
	}
	total := Step{Group: s.Names, What: "units", How: "one is enough", Result: many(s.Units, "unit")}
	switch {
	case s.Binds >= 0 && s.Needs[s.Binds].Units == 0 || !s.Carries:
		total.How, total.Result = fmt.Sprintf("at most %s a hub", count(s.Edition.MaxUnits)), "does not fit"
	case s.Binds >= 0:
		total.How = fmt.Sprintf("the most, for %s; at most %s", s.Needs[s.Binds].Limit.Title, count(s.Edition.MaxUnits))
	}
	total.Source = &p.Facts.SKUs.Source
	return append(steps, total)
}

// arithmetic says how a need comes to its units.
func (n Need) arithmetic() string {
	demand := Decimal(n.Demand, 2)
	switch {
	case n.PerUnit == 0:
		return fmt.Sprintf("%s of %s a hub", demand, count(n.Floor))
	case n.Floor > 0 && atMost(n.Demand, whole(n.Floor)):
		return fmt.Sprintf("%s of at least %s a hub", demand, count(n.Floor))
	}
	return fmt.Sprintf("⌈%s / %s a unit⌉", demand, count(n.PerUnit))
}

func (n Need) result() string {
	if n.Units == 0 {
		return "no number of units"
	}
	return many(n.Units, "unit")
}

func many(n int64, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return count(n) + " " + word + "s"
}

func (p *Plan) sourceOf(l Limit) *azure.Source {
	switch l.Name {
	case dailyQuota.Name:
		return &p.Facts.SKUs.Source
	case deviceLimit.Name:
		return &p.Facts.Limits.Source
	}
	return &p.Facts.Throttles.Source
}

func (p *Plan) provisioningSteps() []Step {
	v := p.Provisioning
	if v == nil {
		return nil
	}
	limits, from := p.Facts.Limits.DPS, &p.Facts.Limits.Source
	step := func(what, how, result string) Step { return Step{"Provisioning", what, how, result, from} }
	steps := []Step{
		step("registrations", fmt.Sprintf("⌈%s / %s⌉", count(p.Demand.Devices), count(limits.Registrations)), many(v.ForDevices, "service")),
		step("all devices", fmt.Sprintf("%s / %s a minute", count(p.Demand.Devices), count(limits.RegistrationsPerMinute)), minutes(v.Fleet)),
	}
	if v.Burst != nil {
		steps = append(steps, step("burst", fmt.Sprintf("%s / %s a minute", Decimal(v.Burst, 0), count(limits.RegistrationsPerMinute)), minutes(v.Shortest)))
	}
	if v.Rate != nil {
		steps = append(steps, step("rate of the burst", fmt.Sprintf("⌈%s a minute / %s⌉", Decimal(v.Rate, 2), count(limits.RegistrationsPerMinute)), many(v.ForRate, "service")))
	}
	return steps
}

func minutes(r *big.Rat) string {
	if n := Decimal(r, 2); n != "1" {
		return n + " minutes"
	}
	return "1 minute"
}
