package report

import (
	"encoding/json"
	"io"
	"math/big"
	"strings"

	"github.com/hublint/hublint/pkg/capacity"
)

type jsonSize struct {
	Version        int                 `json:"version"`
	Tool           jsonTool            `json:"tool"`
	Demand         jsonDemand          `json:"demand"`
	Features       []string            `json:"features"`
	Editions       []jsonEdition       `json:"editions"`
	Recommendation *jsonRecommendation `json:"recommendation"`
	Provisioning   *jsonProvisioning   `json:"provisioning"`
	Currency       string              `json:"currency,omitempty"`
	Warnings       []string            `json:"warnings"`
	Assumptions    []string            `json:"assumptions"`
	Unknown        []string            `json:"unknown"`
	Undeclared     []jsonGap           `json:"undeclared"`
	Steps          []jsonStep          `json:"steps,omitempty"`
}

type jsonDemand struct {
	Devices    int64           `json:"devices"`
	Identities json.Number     `json:"identities"`
	Messages   jsonMessages    `json:"messages_per_day"`
	Operations []jsonOperation `json:"operations"`
	Connects   json.Number     `json:"connections_per_second,omitempty"`
}

// jsonMessages is what counts against the daily quota, by the size of blocks.
type jsonMessages struct {
	Paid json.Number `json:"paid"`
	Free json.Number `json:"free"`
}

type jsonOperation struct {
	Name   string      `json:"name"`
	PerDay json.Number `json:"per_day"`
	Limit  string      `json:"limit"`
	Rate   json.Number `json:"rate"`
	Unit   string      `json:"unit"`
}

type jsonEdition struct {
	Edition    string      `json:"edition"`
	Tier       string      `json:"tier"`
	Fits       bool        `json:"fits"`
	Carries    bool        `json:"carries"`
	Hubs       int64       `json:"hubs"`
	Units      int64       `json:"units"`
	Binds      string      `json:"binds,omitempty"`
	Lacks      []string    `json:"lacks"`
	Unverified []string    `json:"unverified"`
	Cost       json.Number `json:"cost,omitempty"`
	Needs      []jsonNeed  `json:"needs"`
}

// jsonNeed is what a limit asks of the fullest hub; without units, no number
// of them will do.
type jsonNeed struct {
	Limit   string      `json:"limit"`
	Unit    string      `json:"unit"`
	Demand  json.Number `json:"demand"`
	PerUnit int64       `json:"per_unit"`
	Floor   int64       `json:"floor"`
	Units   int64       `json:"units,omitempty"`
	Used    json.Number `json:"used,omitempty"`
}

type jsonRecommendation struct {
	Edition     string       `json:"edition"`
	Hubs        int64        `json:"hubs"`
	Units       int64        `json:"units"`
	Binds       string       `json:"binds,omitempty"`
	Reasons     []string     `json:"reasons"`
	MostDevices int64        `json:"most_devices"`
	Next        *jsonUpgrade `json:"next"`
}

type jsonUpgrade struct {
	Edition string `json:"edition"`
	Hubs    int64  `json:"hubs"`
	Units   int64  `json:"units"`
}

type jsonProvisioning struct {
	Services     int64       `json:"services"`
	PerMinute    json.Number `json:"per_minute,omitempty"`
	BurstMinutes json.Number `json:"burst_minutes,omitempty"`
	FleetMinutes json.Number `json:"fleet_minutes"`
}

type jsonGap struct {
	What string `json:"what"`
	Key  string `json:"key"`
}

type jsonStep struct {
	Group  string `json:"group"`
	What   string `json:"what"`
	How    string `json:"how"`
	Result string `json:"result"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`
}

// SizeJSON writes a sizing for programs. Numbers that are not whole are
// rounded to six decimals.
func SizeJSON(w io.Writer, p *capacity.Plan, o SizeOptions) error {
	out := jsonSize{
		Version: jsonVersion, Tool: jsonTool{"hublint", o.Version}, Demand: demandOf(p), Features: list(p.Features), Currency: p.Prices.Currency,
		Warnings: list(p.Warnings()), Assumptions: list(p.Assumptions()), Unknown: list(p.Unknown()), Undeclared: []jsonGap{},
	}
	for i := range p.Options {
		out.Editions = append(out.Editions, editionOf(&p.Options[i]))
	}
	for _, g := range p.Undeclared() {
		out.Undeclared = append(out.Undeclared, jsonGap(g))
	}
	if c := p.Choice; c != nil {
		most, next := p.Reach()
		out.Recommendation = &jsonRecommendation{c.Edition.Name, c.Hubs, c.Units, bindsOf(c.Option), list(sizeReasons(p)), most, nil}
		if next != nil {
			out.Recommendation.Next = &jsonUpgrade{next.Edition.Name, next.Hubs, next.Units}
		}
	}
	if v := p.Provisioning; v != nil {
		out.Provisioning = &jsonProvisioning{v.Services, number(v.Rate), number(v.Shortest), number(v.Fleet)}
	}
	if o.Explain {
		out.Steps = stepsOf(p)
	}
	return encode(w, out)
}

func demandOf(p *capacity.Plan) jsonDemand {
	d := jsonDemand{Devices: p.Demand.Devices, Identities: number(p.Demand.Identities), Operations: []jsonOperation{}, Connects: number(p.Demand.Connections)}
	first, last := p.Options[0].Edition, p.Options[len(p.Options)-1].Edition
	free, _ := p.Demand.Messages(first.MeterBytes)
	paid, _ := p.Demand.Messages(last.MeterBytes)
	d.Messages = jsonMessages{number(paid), number(free)}
	for _, f := range p.Demand.Flows {
		d.Operations = append(d.Operations, jsonOperation{f.Name, number(f.PerDay), f.Limit.Name, number(f.Rate), f.Limit.Unit})
	}
	return d
}

func editionOf(o *capacity.Option) jsonEdition {
	out := jsonEdition{
		Edition: o.Edition.Name, Tier: o.Edition.Tier, Fits: o.Fits(), Carries: o.Carries, Hubs: o.Hubs, Units: o.Units, Binds: bindsOf(o),
		Lacks: list(o.Lacks), Unverified: list(o.Unverified), Cost: number(o.Cost),
	}
	for _, n := range o.Needs {
		need := jsonNeed{n.Limit.Name, n.Limit.Unit, number(n.Demand), n.PerUnit, n.Floor, n.Units, ""}
		if o.Carries {
			need.Used = number(n.Used(o.Units))
		}
		out.Needs = append(out.Needs, need)
	}
	return out
}

func bindsOf(o *capacity.Option) string {
	if o.Binds < 0 {
		return ""
	}
	return o.Needs[o.Binds].Limit.Name
}

func stepsOf(p *capacity.Plan) []jsonStep {
	steps := p.Steps()
	out := make([]jsonStep, 0, len(steps))
	for _, s := range steps {
		step := jsonStep{Group: s.Group, What: strings.TrimSpace(s.What), How: s.How, Result: s.Result}
		if s.Source != nil {
			step.Source, step.Date = s.Source.Source, s.Source.Date
		}
		out = append(out, step)
	}
	return out
}

// number writes a number with at most six decimals, nothing for nil.
func number(r *big.Rat) json.Number {
	if r == nil {
		return ""
	}
	return json.Number(strings.ReplaceAll(capacity.Decimal(r, 6), ",", ""))
}

func list(s []string) []string { return append([]string{}, s...) }
