package report

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/capacity"
)

// sizeVerdict is the recommendation in one line.
func sizeVerdict(p *capacity.Plan) string {
	if p.Choice == nil {
		return "No edition carries this."
	}
	return "Recommended: " + optionName(p.Choice.Option)
}

// optionName names an edition with its units: "S1 × 3", "2 hubs of S3 × 7".
func optionName(o *capacity.Option) string {
	text := fmt.Sprintf("%s × %s", o.Edition.Name, whole(o.Units))
	if o.Hubs > 1 {
		return fmt.Sprintf("%s of %s", many(o.Hubs, "hub"), text)
	}
	return text
}

// sizeReasons says why, and how far it reaches, a sentence a line.
func sizeReasons(p *capacity.Plan) []string {
	c := p.Choice
	if c == nil {
		return sizeObstacles(p)
	}
	lines := []string{bindSentence(c.Option)}
	switch c.Why {
	case capacity.FewerUnits:
		lines = append(lines, fmt.Sprintf("%s would carry it too, but one unit of %s has the daily quota of %s of %s.",
			optionName(c.Over), c.Edition.Name, whole(c.Edition.MessagesPerDay/c.Over.Edition.MessagesPerDay), c.Over.Edition.Name))
	case capacity.Cheapest:
		lines = append(lines, fmt.Sprintf("The cheapest that fits%s: %s a month.", priced(p), money(p, c.Option)))
	case capacity.Smallest:
	}
	lines = append(lines, reach(p)...)
	return slices.Concat(lines, tierSentences(p), otherPrices(p), moreHubs(p))
}

// priced says that there are editions without a price that might be cheaper.
func priced(p *capacity.Plan) string {
	for i := range p.Options {
		if o := &p.Options[i]; o.Edition.Tier == p.Choice.Edition.Tier && o.Fits() && o.Hubs == p.Choice.Hubs && o.Cost == nil {
			return ", of those with a price"
		}
	}
	return ""
}

// bindSentence says what decides the units, or what comes nearest to it.
func bindSentence(o *capacity.Option) string {
	if o.Binds >= 0 {
		return "What binds: " + usage(o, o.Needs[o.Binds]) + "."
	}
	at := o.Fullest()
	if at < 0 {
		return "Nothing that was declared asks for more than one unit."
	}
	return "One unit is enough; nearest to its limit: " + usage(o, o.Needs[at]) + "."
}

// usage says how much of a limit is used: "daily quota (2 of 3 a day, 66 %)".
func usage(o *capacity.Option, n capacity.Need) string {
	return fmt.Sprintf("%s (%s of %s %s, %s)", n.Limit.Title, figure(n.Demand), figure(n.Supply(o.Units)), n.Limit.Unit, percent(n.Used(o.Units)))
}

// percent rounds down, so that what fits shows as less than all.
func percent(r *big.Rat) string {
	n := new(big.Rat).Mul(r, big.NewRat(100, 1))
	q := new(big.Int).Quo(n.Num(), n.Denom())
	if q.Sign() == 0 && n.Sign() > 0 {
		return "under 1 %"
	}
	return q.String() + " %"
}

// reach says how many devices the choice carries and what comes after it.
func reach(p *capacity.Plan) []string {
	most, next := p.Reach()
	line := fmt.Sprintf("Carries %s like these%s", many(most, "device"), room(most, p.Demand.Devices))
	if next == nil {
		return []string{line + "; nothing larger carries more."}
	}
	return []string{line + "; the next step is " + optionName(next) + "."}
}

// room says how much the devices may grow, unless it is beyond measure.
func room(most, now int64) string {
	const times = 10
	switch {
	case now == 0 || most > times*now:
		return ""
	case most == now:
		return " and no more"
	}
	return fmt.Sprintf(", %s more", percent(big.NewRat(most-now, now)))
}

// tierSentences say why the tier is the one it is.
func tierSentences(p *capacity.Plan) []string {
	var lines []string
	tier := p.Choice.Edition.Tier
	basic, free := sameSize(p, "basic"), p.Options[0]
	switch {
	case tier == "standard" && len(basic.Lacks) > 0:
		lines = append(lines, fmt.Sprintf("Standard, since Basic does not have %s.", strings.Join(basic.Lacks, ", ")))
	case tier == "standard" && basic.Fits():
		lines = append(lines, fmt.Sprintf("Features are not declared: if only Basic's are used, %s will do. Basic can become Standard later, not the reverse.", optionName(basic)))
	case tier == "basic":
		lines = append(lines, "Basic has all that is declared. It can become Standard later, not the reverse.")
	}
	if tier == "free" {
		lines = append(lines, "Free is for trying out: it can't become a paid hub.")
	}
	if tier != "free" && free.Fits() {
		lines = append(lines, "F1 carries it too, for trying out: it can't become a paid hub.")
	}
	return lines
}

// sameSize returns the option of another tier with the size of the choice.
func sameSize(p *capacity.Plan, tier string) *capacity.Option {
	for i := range p.Options {
		if o := &p.Options[i]; o.Edition.Tier == tier && o.Edition.Size == p.Choice.Edition.Size {
			return o
		}
	}
	return &p.Options[0]
}

// otherPrices asks to compare prices where more than one edition would do.
func otherPrices(p *capacity.Plan) []string {
	if p.Choice.Cost != nil || p.Choice.Units == 1 {
		return nil
	}
	var names, flags []string
	for i := range p.Options {
		o := &p.Options[i]
		if o.Edition.Tier != p.Choice.Edition.Tier || !o.Fits() || o.Hubs != p.Choice.Hubs {
			continue
		}
		flags = append(flags, "--price "+o.Edition.Name+"=…")
		if o.Edition.Name != p.Choice.Edition.Name {
			names = append(names, optionName(o))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Prices are not known: compare with %s, or give %s.", strings.Join(names, " and "), strings.Join(flags, " "))}
}

// moreHubs names editions that carry the workload with more hubs, but less
// quota bought: a hub more may cost less than a larger one.
func moreHubs(p *capacity.Plan) []string {
	var names []string
	for i := range p.Options {
		o := &p.Options[i]
		if o.Edition.Tier == p.Choice.Edition.Tier && o.Fits() && o.Hubs > p.Choice.Hubs && o.Hubs <= p.Facts.Limits.Hub.PaidHubsPerSubscription && bought(o) < bought(p.Choice.Option) {
			name := optionName(o)
			if o.Cost != nil {
				name += " for " + money(p, o)
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("More hubs can be smaller: %s would carry it too.", strings.Join(names, ", or "))}
}

// bought returns the daily quota of an option.
func bought(o *capacity.Option) int64 { return o.Hubs * o.Units * o.Edition.MessagesPerDay }

// sizeObstacles says why nothing fits.
func sizeObstacles(p *capacity.Plan) []string {
	var lines []string
	for _, s := range p.Sizes() {
		o := s.Option
		switch {
		case !o.Carries && o.Binds >= 0:
			n := o.Needs[o.Binds]
			lines = append(lines, fmt.Sprintf("%s: %s, %s %s of %s at most%s.",
				s.Names, n.Limit.Title, figure(n.Demand), n.Limit.Unit, figure(n.Supply(o.Edition.MaxUnits)), everyHub(n)))
		case len(o.Lacks)+len(o.Unverified) > 0:
			lines = append(lines, fmt.Sprintf("%s: no %s.", o.Edition.Name, strings.Join(append(o.Lacks, o.Unverified...), ", ")))
		}
	}
	return lines
}

func everyHub(n capacity.Need) string {
	if n.Limit.EveryHub {
		return "; every hub has to do all of them, so more hubs don't help"
	}
	return ""
}

// sizeProvisioning says what DPS has to do, where that is not trifling.
func sizeProvisioning(p *capacity.Plan) []string {
	v := p.Provisioning
	if v == nil {
		return nil
	}
	services, rate := many(v.Services, "service"), whole(p.Facts.Limits.DPS.RegistrationsPerMinute)
	switch {
	case v.Rate != nil:
		return []string{fmt.Sprintf("DPS: %s; the burst is %s registrations a minute, a service allows %s.", services, figure(v.Rate), rate)}
	case v.Burst != nil:
		return []string{fmt.Sprintf("DPS: %s; registering the burst takes %s at least, at %s a minute each.", services, minutes(new(big.Rat).Quo(v.Shortest, big.NewRat(v.Services, 1))), rate)}
	case v.Services > 1 || v.Fleet.Cmp(big.NewRat(10, 1)) > 0:
		return []string{fmt.Sprintf("DPS: %s; registering all devices takes %s at least, at %s a minute each%s.", services, minutes(fleetMinutes(v)), rate, againstWindow(p))}
	}
	return nil
}

// fleetMinutes returns how long all services together need for all devices.
func fleetMinutes(v *capacity.Provisioning) *big.Rat {
	return new(big.Rat).Quo(v.Fleet, big.NewRat(v.Services, 1))
}

// againstWindow warns of devices that go to DPS again at every start: it may
// need longer for them than they have after an outage.
func againstWindow(p *capacity.Plan) string {
	window := p.Workload.ReconnectWindow
	if !window.Declared() || fleetMinutes(p.Provisioning).Cmp(big.NewRat(int64(window), 60)) <= 0 {
		return ""
	}
	return ": more than " + window.String() + " if devices ask it at every start"
}

// minutes writes a number of minutes as a duration, rounded down to minutes.
func minutes(r *big.Rat) string {
	n := new(big.Int).Quo(r.Num(), r.Denom()).Int64()
	if n == 0 {
		return "a minute"
	}
	return capacity.Duration(n * 60).String()
}

// sizeCaveats says what the answer rests on and what it leaves out.
func sizeCaveats(p *capacity.Plan) []string {
	lines := append([]string{}, p.Warnings()...)
	lines = append(lines, p.Assumptions()...)
	lines = append(lines, p.Unknown()...)
	if list := p.Undeclared(); len(list) > 0 {
		lines = append(lines, wrap(sizeGaps(list), 100)...)
	}
	if len(lines) > 0 {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// wrap breaks a text into lines of some width, at blanks.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}

// sizeGaps says what was not looked at.
func sizeGaps(list []capacity.Gap) string {
	names := make([]string, len(list))
	for i, g := range list {
		names[i] = g.What
	}
	return "Not declared, so not looked at: " + strings.Join(names, ", ") + "."
}
