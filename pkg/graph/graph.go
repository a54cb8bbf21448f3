// Package graph holds what a deployment consists of: resources in ARM shape,
// whatever language they were written in, and the references between them.
package graph

import (
	"strings"

	"slices"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// Graph is everything one deployment unit declares under one set of
// parameters.
type Graph struct {
	// Root is the display path of the file or folder the unit starts at.
	Root string
	// Language of the root: "arm", "bicep" or "terraform".
	Language string
	// Parameters are the display paths of the parameter files in force.
	Parameters []string
	// Given are the texts that set parameters: of the files in force, of what
	// they extend and of what is loaded without being asked for.
	Given []source.Range
	// Providers are the versions that a Terraform root asks for of each
	// provider, as written, by the provider's local name.
	Providers map[string]string
	// Locked are the versions of providers that its lock file names.
	Locked map[string]string
	// Resources in the order they were met. Their ids are unique.
	Resources []*Resource
	// Outputs are what the unit, or a deployment within it, hands to whoever
	// deploys it. Each has the form of a resource of type OutputType.
	Outputs []*Resource
	// Edges between resources, filled in by Link.
	Edges []Edge
	// Unread are the parts of the unit that could not be read. While there
	// is one, the absence of a resource can't be proven.
	Unread []Unread
	// Broken are the places where a file of the unit could not be parsed.
	// What stands there may be lost, so absence can't be proven either.
	Broken []source.Range

	byID map[string]*Resource
}

// Resource is one resource, in ARM shape.
type Resource struct {
	// ID is unique in the run: the unit's root, "#", and the address.
	ID string
	// Aliases are other ids that lead to it: those of blocks that its
	// language writes apart and that are a part of it.
	Aliases []string
	// Address names the resource as its language does, within the unit.
	Address string
	// Type is the full type in canonical casing, "Microsoft.Devices/IotHubs".
	Type string
	// APIVersion is empty where it is not known.
	APIVersion string
	// Language the resource is written in.
	Language string
	// Module is the chain of module calls that leads to it, outermost first.
	Module []string
	// Existing marks a resource that is referred to, not deployed. Nothing
	// is known of it but its identity.
	Existing bool
	// Exists is true, or unknown where a condition could not be decided.
	Exists value.Value
	// Each marks one instance that stands for a loop of unknown length.
	Each bool
	// Protected marks a resource that the tool which deploys it refuses to
	// delete.
	Protected bool
	// Provisioners is what programs are told that run once the resource is
	// deployed, beside what its body says; the zero Value where none runs.
	Provisioners value.Value
	// Body is the resource as ARM has it: name, location, sku, properties.
	// The name is the full one: "hub1/events/cg1".
	Body value.Value
	// Header is the text that introduces the resource: where a finding on
	// something missing points if nothing better is written.
	Header source.Range
	// Declared is all of the text that declares the resource.
	Declared source.Range
	// Calls are the places of the module calls named by Module.
	Calls []source.Range
	// Links are the relations written beside the body: parent, scope and
	// explicit dependencies.
	Links []Link
}

// OutputType is the type of what stands in a graph's Outputs. The body of an
// output is {name, value, secure}: secure says that it is kept out of logs and
// of the history of deployments.
const OutputType = "output"

// NewOutput returns an output with its name, value and body. Where it stands
// is for the caller to say.
func NewOutput(name string, v value.Value, secure bool) *Resource {
	return &Resource{
		Address: OutputType + "." + name,
		Type:    OutputType,
		Exists:  value.OfBool(true),
		Body: value.OfFields(
			value.Field{Key: "name", Value: value.OfString(name)},
			value.Field{Key: "value", Value: v},
			value.Field{Key: "secure", Value: value.OfBool(secure)},
		),
	}
}

// Link is a relation from a resource before its target is looked up.
type Link struct {
	Kind EdgeKind
	To   value.Ref
}

// EdgeKind says what an edge means.
type EdgeKind string

// The kinds of edges.
const (
	// Parent leads from a child resource to its parent.
	Parent EdgeKind = "parent"
	// Scope leads from an extension resource to what it extends.
	Scope EdgeKind = "scope"
	// DependsOn is an explicit dependency.
	DependsOn EdgeKind = "depends-on"
	// Refers is a reference from within the body.
	Refers EdgeKind = "refers"
)

// Edge is a relation between two resources of the graph, by their ids.
type Edge struct {
	From string
	To   string
	Kind EdgeKind
	// Path is where in the body a reference stands; nil for other kinds.
	Path value.Path
}

// Unread is a module or template whose contents could not be read.
type Unread struct {
	// Name is how the call names it: "br:mcr.microsoft.com/...".
	Name string
	// Reason says why, in a few words.
	Reason string
	Range  source.Range
}

// Complete reports whether the graph holds all that the unit deploys.
func (g *Graph) Complete() bool { return len(g.Unread)+len(g.Broken) == 0 }

// Resource returns the resource or output with an id, nil if there is none.
func (g *Graph) Resource(id string) *Resource {
	if g.byID == nil || len(g.byID) != len(g.Resources)+len(g.Outputs) {
		all := g.All()
		g.byID = make(map[string]*Resource, len(all))
		for _, r := range all {
			g.byID[r.ID] = r
		}
	}
	return g.byID[id]
}

// All returns the resources, and the outputs after them.
func (g *Graph) All() []*Resource { return slices.Concat(g.Resources, g.Outputs) }

// Name returns the resource's full name for a reader.
func (r *Resource) Name() string {
	name := r.Body.Get("name")
	if parts, ok := value.PartsOf(name); ok && name.Kind() == value.Unknown && hasText(parts) {
		// No name has a question mark of its own.
		return strings.ReplaceAll(value.Render(parts), "?", "…")
	}
	if name.Kind() == value.Absent {
		return r.Address
	}
	return name.Show()
}

func hasText(parts []value.Part) bool {
	for _, p := range parts {
		if p.ID == 0 {
			return true
		}
	}
	return false
}
