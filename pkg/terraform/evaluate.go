// Package terraform reads Terraform and OpenTofu configurations to resource
// graphs in ARM shape.
package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform/azurerm"
	"github.com/hublint/hublint/pkg/value"
)

// Options say how to evaluate a configuration.
type Options struct {
	// Root is the display path of the root module's folder.
	Root string
	// Parameters are the display paths of variable files, later ones before
	// earlier ones and all before those that Terraform loads by itself.
	Parameters []string
	// Lost are those of them that can't be used, as was said already: what they
	// give is not known.
	Lost map[string]bool
	// Variables are values for variables by name, before all files.
	Variables map[string]string
}

// Evaluate returns the resources that a configuration describes, as far as the
// files tell. An error says why the folder could not be read at all.
func Evaluate(l *Loader, o Options) (*graph.Graph, []source.Diagnostic, error) {
	m, diags, err := l.module(o.Root)
	if err != nil {
		return nil, nil, err
	}
	u := newUnit(l, o, m)
	for _, d := range diags {
		u.report(d)
	}
	u.root.args = u.rootArguments(o)
	u.declare(u.root)
	u.addOutputs()
	providers := m.providers
	u.graph.Locked = m.locked
	if l.Once {
		clear(l.modules)
		m, u.root = nil, u.newInstance(&module{dir: o.Root}, nil)
	}
	u.finish(providers)
	if u.budget.exceeded {
		u.report(source.Errorf(u.place(), "terraform-limit", "evaluating this configuration takes more than hublint spends on one; what is left counts as unknown"))
	}
	u.graph.Link()
	return u.graph, u.diags, nil
}

// newUnit returns a unit about to be evaluated. It may spend in proportion to
// the files that were read.
func newUnit(l *Loader, o Options, m *module) *unit {
	u := &unit{
		loader:   l,
		graph:    &graph.Graph{Root: o.Root, Language: "terraform", Parameters: o.Parameters},
		budget:   newBudget(),
		builtins: builtinFunctions(),
		library:  libraryFunctions(),
		decoded:  map[any]value.Value{},
		texts:    map[string]*source.File{},
		seen:     map[source.Diagnostic]bool{},
	}
	u.root = u.newInstance(m, nil)
	u.budget.steps += l.size()
	u.budget.nodes += l.size()
	return u
}

// unit is the evaluation of one root module with one set of variables.
type unit struct {
	loader   *Loader
	graph    *graph.Graph
	root     *instance
	budget   *budget
	builtins map[string]builtin
	library  map[string]function.Function
	// decoded is what JSON texts were encoded from, by text or by ID.
	decoded map[any]value.Value
	// texts are the files that texts were read from.
	texts map[string]*source.File
	// refs are the resources that what is being evaluated looks at.
	refs []string
	// failures counts what Terraform would refuse, for try and can.
	failures int
	last     uint64
	blocks   []azurerm.Block
	diags    []source.Diagnostic
	seen     map[source.Diagnostic]bool
}

// report keeps a diagnostic, once.
func (u *unit) report(d source.Diagnostic) {
	if !u.seen[d] {
		u.seen[d] = true
		u.diags = append(u.diags, d)
	}
}

// place is where something that concerns the whole unit is said.
func (u *unit) place() source.Range {
	if files := u.loader.Files(); len(files) > 0 {
		return files[0].Range(0, 0)
	}
	return source.NewFile(u.graph.Root, nil).Range(0, 0)
}

// size is the bytes read so far.
func (l *Loader) size() int {
	n := 0
	for _, f := range l.inOrder {
		n += f.Size()
	}
	return n
}

// declare adds what a module instance declares, then what it calls.
func (u *unit) declare(in *instance) {
	for _, key := range in.mod.names.resources {
		if s := in.set(key); s != nil {
			for _, i := range s.list {
				u.add(i, s.refs)
				i.entries = nil
			}
			in.release(s.res)
		}
	}
	for _, name := range in.mod.names.calls {
		if s := in.childSet(name); s != nil {
			for _, child := range s.list {
				u.declare(child)
			}
		}
	}
}

// release lets go of what was parsed of a resource once all of it is evaluated.
// That of a module called elsewhere is kept, as it may be needed again.
func (in *instance) release(r *resource) {
	if len(in.path) == 0 && in.unit.loader.Once && r.parse != nil {
		clear(in.mod.layouts)
		r.close()
	}
}

// add puts one resource among the blocks of the unit.
func (u *unit) add(i *resourceInstance, refs []string) {
	body, more := i.body()
	told, named := i.provisioners()
	if !u.budget.body(body) {
		body = value.OfPartialFields(nil, &value.Unresolved{Reason: value.ReasonLimit, Expr: i.res.key}).At(body.Range())
	}
	r := &graph.Resource{
		ID:        i.id,
		Address:   i.in.address(i.res.key + i.copy.suffix),
		Language:  "terraform",
		Module:    i.in.path,
		Existing:  i.res.data,
		Exists:    both(i.in.exists, i.copy.exists),
		Each:      i.in.each || i.copy.each,
		Protected: isProtected(i.res.block.Body),
		Header:    u.header(i.res.block),
		Declared:  u.declared(i.res.block),
		Calls:     i.in.calls,
		Links:     i.in.links(i.res),

		Provisioners: told,
	}
	for _, id := range slices.Concat(refs, more, named) {
		link := graph.Link{Kind: graph.Refers, To: value.Ref{Resource: id}}
		if id != i.id && !slices.Contains(r.Links, link) {
			r.Links = append(r.Links, link)
		}
	}
	u.blocks = append(u.blocks, azurerm.Block{Type: i.res.typ, Resource: r, Body: body})
}

// isProtected reports whether Terraform is told to destroy no such resource.
func isProtected(b *hclsyntax.Body) bool {
	return slices.ContainsFunc(b.Blocks, func(inner *hclsyntax.Block) bool {
		return inner.Type == "lifecycle" && isTrue(attribute(inner.Body, "prevent_destroy"))
	})
}

// finish turns the blocks into resources, for the versions required of the
// providers.
func (u *unit) finish(providers map[string]string) {
	var mapped, patched, templates []azurerm.Block
	for _, b := range u.blocks {
		declares, patches := isAzapi(b.Type)
		switch {
		case declares || patches:
			patched = append(patched, b)
		case templateAttributes[b.Type] != "" && !b.Resource.Existing:
			templates = append(templates, b)
		default:
			mapped = append(mapped, b)
		}
	}
	u.blocks = nil
	u.graph.Providers = providers
	u.graph.Resources = azurerm.Translate(mapped, majorOf(providers["azurerm"]))
	u.azapi(patched)
	for _, b := range templates {
		u.deploy(b)
	}
}
