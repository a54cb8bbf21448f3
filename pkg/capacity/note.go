package capacity

import (
	"fmt"
	"strings"
)

// Assumptions says what was taken for what is not declared, a sentence each.
func (p *Plan) Assumptions() []string {
	var out []string
	if !p.Workload.PeakFactor.Declared() && len(p.Demand.Flows) > 0 {
		out = append(out, "peak_factor is not declared: rates are averages over a day, and real traffic peaks above them.")
	}
	var sizes []string
	for _, f := range p.Demand.Flows {
		for _, part := range f.Parts {
			if part.Assumed && !isZero(f.Each) {
				sizes = append(sizes, part.key)
			}
		}
	}
	switch len(sizes) {
	case 0:
		return out
	case 1:
		return append(out, sizes[0]+" is not declared: each counts as one block, the least it can be.")
	}
	return append(out, strings.Join(sizes, ", ")+" are not declared: each counts as one block, the least it can be.")
}

// Gap is something that was not looked at, since nothing was declared of it.
type Gap struct {
	What string
	// Key is what to declare.
	Key string
}

// Undeclared returns what was not looked at.
func (p *Plan) Undeclared() []Gap {
	var out []Gap
	if !p.Workload.ReconnectWindow.Declared() {
		out = append(out, Gap{"new connections after an outage", "reconnect_window"})
	}
	for _, o := range operations {
		if !o.count(p.Workload).Declared() {
			out = append(out, Gap{o.title, o.key})
		}
	}
	if p.Workload.ProvisioningBurst.Declared() && !p.Workload.ProvisioningWindow.Declared() {
		out = append(out, Gap{"the rate of registrations", "provisioning_window"})
	}
	return out
}

// Unknown says what no source tells that matters here, a sentence each.
func (p *Plan) Unknown() []string {
	var out []string
	if p.Workload.ProvisioningBurst.Declared() {
		out = append(out, "Whether the identities that DPS creates count as registry operations of the hub is not documented; they are not counted.")
	}
	for i := range p.Options {
		if o := &p.Options[i]; len(o.Unverified) > 0 && o.Carries {
			out = append(out, fmt.Sprintf("Whether %s has %s is not documented; it is taken not to.", o.Edition.Name, strings.Join(o.Unverified, ", ")))
		}
	}
	return out
}

// Warnings says where the recommendation goes beyond what one subscription or
// one service has, a sentence each.
func (p *Plan) Warnings() []string {
	var out []string
	hub, dps := p.Facts.Limits.Hub, p.Facts.Limits.DPS
	if c := p.Choice; c != nil && c.Hubs > hub.PaidHubsPerSubscription {
		out = append(out, fmt.Sprintf("%s hubs are more than the %d of one subscription.", count(c.Hubs), hub.PaidHubsPerSubscription))
	}
	if c, v := p.Choice, p.Provisioning; c != nil && v != nil && c.Hubs > v.Services*dps.LinkedHubs {
		out = append(out, fmt.Sprintf("A provisioning service links at most %d hubs.", dps.LinkedHubs))
	}
	if v := p.Provisioning; v != nil && v.Services > dps.ServicesPerSubscription {
		out = append(out, fmt.Sprintf("%s provisioning services are more than the %d of one subscription.", count(v.Services), dps.ServicesPerSubscription))
	}
	return out
}

// count writes a whole number with its thousands separated.
func count(n int64) string { return Decimal(whole(n), 0) }
