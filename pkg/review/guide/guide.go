// Package guide holds the rows of the Well-Architected guide for IoT Hub: what
// each recommends, what code can show of it, and what to ask where it can't.
package guide

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed guide.json
var data []byte

// Guide is the whole checklist.
type Guide struct {
	// Source and Date say where the recommendations come from.
	Source string `json:"source"`
	Date   string `json:"date"`
	Rows   []Row  `json:"rows"`
}

// Sees says how much of a row infrastructure code can show.
type Sees string

// The answers: all of it, one side of it, nothing.
const (
	Yes  Sees = "yes"
	Part Sees = "part"
	No   Sees = "no"
)

// Row is one recommendation.
type Row struct {
	// ID is stable: "RE-4".
	ID             string `json:"id"`
	Pillar         string `json:"pillar"`
	Recommendation string `json:"recommendation"`
	Sees           Sees   `json:"sees"`
	// Shows names what of it stands in code; empty if nothing does.
	Shows string `json:"shows,omitempty"`
	// Question is for a person, about what code does not show.
	Question string `json:"question"`
	// Link is a page of the product's documentation.
	Link string `json:"link"`
	// Applies are the types of which one has to be deployed for the row to
	// mean anything.
	Applies []string `json:"applies"`
	// Workload are keys of the declared workload without which the row can't
	// be met, Features are features of which one has to be declared.
	Workload []string `json:"workload,omitempty"`
	Features []string `json:"features,omitempty"`
	// Compares says that the row is answered by comparing the parameter sets
	// of a template.
	Compares bool `json:"compares,omitempty"`
	// All says that the row is met by all of its proofs together, not by any.
	All    bool    `json:"all,omitempty"`
	Proofs []Proof `json:"proofs,omitempty"`
}

// Proof is what code has to say for a row to be met. It holds if every resource
// of the type that is deployed meets all of its conditions, and there is one.
type Proof struct {
	Type string `json:"type"`
	// Path leads to a value, "properties.logs[].enabled": any item counts for
	// []. Of several paths, one is enough; without any, the resource itself
	// is the proof.
	Path []string `json:"path,omitempty"`
	// Some says that one resource is enough.
	Some bool `json:"some,omitempty"`
	// Linked is a type that the resource has to be related to.
	Linked string `json:"linked,omitempty"`
	// Is are the values that count, Not those that don't; neither for any
	// that is not empty.
	Is  []any `json:"is,omitempty"`
	Not []any `json:"not,omitempty"`
	// Items is the least number of items of an array.
	Items int `json:"items,omitempty"`
	// Distinct is the least number of different values over all resources.
	Distinct int `json:"distinct,omitempty"`
	// Says is the proof for a reader, after the name of the resource, with {}
	// for the value.
	Says string `json:"says"`
}

// Read returns the guide. The caller owns it.
func Read() (*Guide, error) {
	g := &Guide{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(g); err != nil {
		return nil, fmt.Errorf("guide.json: %w", err)
	}
	return g, nil
}

// Pillar is a part of the guide.
type Pillar struct {
	Name  string
	Title string
}

// Pillars returns the parts of the guide in its order.
func Pillars() []Pillar {
	return []Pillar{
		{"reliability", "Reliability"}, {"security", "Security"}, {"cost", "Cost optimization"},
		{"operations", "Operational excellence"}, {"performance", "Performance efficiency"}, {"policy", "Azure Policy"},
	}
}
