package terraform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/source"
)

// module is one folder of configuration as written.
type module struct {
	// dir is the display path of the folder.
	dir       string
	variables map[string]*variable
	locals    map[string]*hclsyntax.Attribute
	outputs   map[string]*output
	resources map[string]*resource
	calls     map[string]*call
	// names holds the keys of each map in the order written.
	names struct{ variables, locals, outputs, resources, calls []string }
	// providers are the versions asked for of each provider, by its local name.
	providers map[string]string
	// locked are the versions in the lock file beside it, by the same name.
	locked map[string]string
	// layouts keeps the entries of bodies that were looked at.
	layouts map[*hclsyntax.Body][]entry
}

// resource is a resource or data block.
type resource struct {
	// key names it in the module: "azurerm_iothub.hub", or with "data."
	// before it.
	key       string
	typ       string
	data      bool
	block     *hclsyntax.Block
	count     hclsyntax.Expression
	forEach   hclsyntax.Expression
	dependsOn []hcl.Traversal
	// parse reads the block's body, which is nil until then; nil if it was
	// read with the file.
	parse func() (*hclsyntax.Body, []source.Diagnostic)
}

// call is a module block.
type call struct {
	name    string
	block   *hclsyntax.Block
	source  hclsyntax.Expression
	count   hclsyntax.Expression
	forEach hclsyntax.Expression
}

// output is an output block.
type output struct {
	block     *hclsyntax.Block
	value     hclsyntax.Expression
	sensitive bool
}

// entry is what a body holds under one name: an attribute, or the blocks of a
// type in the order written, dynamic ones included.
type entry struct {
	name   string
	attr   *hclsyntax.Attribute
	blocks []*hclsyntax.Block
}

// collector gathers the blocks of a module's files, those of override files
// merged into what they override.
type collector struct {
	blocks map[string]*hclsyntax.Block
	order  []string
	locals map[string]*hclsyntax.Attribute
	names  []string
	// settings are the terraform blocks, which add up.
	settings []*hclsyntax.Block
	// unparsed reads the bodies of blocks that were left out.
	unparsed map[*hclsyntax.Block]func() (*hclsyntax.Body, []source.Diagnostic)
	rangeOf  func(hcl.Range) source.Range
	diags    []source.Diagnostic
}

func (c *collector) add(body *hclsyntax.Body, override bool) {
	for _, b := range body.Blocks {
		switch b.Type {
		case "locals":
			c.addLocals(b.Body, override)
		case "terraform":
			c.settings = append(c.settings, b)
		case "resource", "data", "variable", "output", "module":
			c.addBlock(b, override)
		}
	}
}

func (c *collector) addLocals(body *hclsyntax.Body, override bool) {
	for _, e := range layout(body) {
		if e.attr == nil {
			continue
		}
		old, again := c.locals[e.name]
		if again && !override {
			c.duplicate("local."+e.name, old.NameRange, e.attr.NameRange)
		}
		if !again {
			c.names = append(c.names, e.name)
		}
		c.locals[e.name] = e.attr
	}
}

func (c *collector) addBlock(b *hclsyntax.Block, override bool) {
	if len(b.Labels) != blockLabels[b.Type] {
		at := c.rangeOf(b.DefRange())
		c.diags = append(c.diags, source.Errorf(at, "hcl-syntax", "expected %d labels on this %s block, found %d", blockLabels[b.Type], b.Type, len(b.Labels)))
		return
	}
	key := b.Type + "." + strings.Join(b.Labels, ".")
	old, again := c.blocks[key]
	switch {
	case again && override:
		c.blocks[key] = mergeBlocks(c.whole(old), c.whole(b))
		return
	case again:
		c.duplicate(strings.TrimPrefix(key, "resource."), old.DefRange(), b.DefRange())
	default:
		c.order = append(c.order, key)
	}
	c.blocks[key] = b
}

// whole returns a block with its body.
func (c *collector) whole(b *hclsyntax.Block) *hclsyntax.Block {
	parse, ok := c.unparsed[b]
	if !ok {
		return b
	}
	body, diags := parse()
	c.diags = append(c.diags, diags...)
	whole := *b
	whole.Body = body
	return &whole
}

func (c *collector) duplicate(name string, first, again hcl.Range) {
	at := c.rangeOf(first)
	c.diags = append(c.diags, source.Warningf(c.rangeOf(again), "hcl-duplicate", "%s stands already at %s; this one counts", name, at))
}

// mergeBlocks lays an override over a block: attributes replace attributes,
// nested blocks of a type replace all of that type.
func mergeBlocks(b, over *hclsyntax.Block) *hclsyntax.Block {
	body := *b.Body
	body.Attributes = make(hclsyntax.Attributes, len(b.Body.Attributes))
	for name, a := range b.Body.Attributes {
		body.Attributes[name] = a
	}
	for name, a := range over.Body.Attributes {
		body.Attributes[name] = a
	}
	replaced := map[string]bool{}
	for _, inner := range over.Body.Blocks {
		replaced[blockType(inner)] = true
	}
	body.Blocks = nil
	for _, inner := range b.Body.Blocks {
		if !replaced[blockType(inner)] {
			body.Blocks = append(body.Blocks, inner)
		}
	}
	body.Blocks = append(body.Blocks, over.Body.Blocks...)
	merged := *b
	merged.Body = &body
	return &merged
}

// blockType returns the type of block that a block gives.
func blockType(b *hclsyntax.Block) string {
	if b.Type == "dynamic" && len(b.Labels) == 1 {
		return b.Labels[0]
	}
	return b.Type
}

// module turns what was gathered into a module.
func (c *collector) module(dir string) *module {
	m := &module{
		dir: dir, locals: c.locals,
		variables: map[string]*variable{}, outputs: map[string]*output{},
		resources: map[string]*resource{}, calls: map[string]*call{},
		layouts: map[*hclsyntax.Body][]entry{},
	}
	m.names.locals = c.names
	for _, key := range c.order {
		b := c.blocks[key]
		switch b.Type {
		case "variable":
			m.variables[b.Labels[0]] = c.variable(b)
			m.names.variables = append(m.names.variables, b.Labels[0])
		case "output":
			m.outputs[b.Labels[0]] = newOutput(b)
			m.names.outputs = append(m.names.outputs, b.Labels[0])
		case "module":
			m.calls[b.Labels[0]] = newCall(b)
			m.names.calls = append(m.names.calls, b.Labels[0])
		default:
			r := newResource(b, c.unparsed[b])
			m.resources[r.key] = r
			m.names.resources = append(m.names.resources, r.key)
		}
	}
	m.providers = constraints(c.settings)
	return m
}

func attribute(b *hclsyntax.Body, name string) hclsyntax.Expression {
	if a, ok := b.Attributes[name]; ok {
		return a.Expr
	}
	return nil
}

func newOutput(b *hclsyntax.Block) *output {
	return &output{block: b, value: attribute(b.Body, "value"), sensitive: isTrue(attribute(b.Body, "sensitive"))}
}

func newCall(b *hclsyntax.Block) *call {
	return &call{
		name: b.Labels[0], block: b, source: attribute(b.Body, "source"),
		count: attribute(b.Body, "count"), forEach: attribute(b.Body, "for_each"),
	}
}

func newResource(b *hclsyntax.Block, parse func() (*hclsyntax.Body, []source.Diagnostic)) *resource {
	r := &resource{key: strings.Join(b.Labels, "."), typ: b.Labels[0], data: b.Type == "data", block: b, parse: parse}
	if r.data {
		r.key = "data." + r.key
	}
	if parse == nil {
		r.readMeta()
	} else {
		r.close()
	}
	return r
}

// readMeta reads what of the body is meant for Terraform.
func (r *resource) readMeta() {
	body := r.block.Body
	r.count, r.forEach, r.dependsOn = attribute(body, "count"), attribute(body, "for_each"), nil
	if list, ok := attribute(body, "depends_on").(*hclsyntax.TupleConsExpr); ok {
		for _, e := range list.Exprs {
			if t, diags := hcl.AbsTraversalForExpr(e); !diags.HasErrors() {
				r.dependsOn = append(r.dependsOn, t)
			}
		}
	}
}

// open reads the body if it was left out.
func (r *resource) open(report func(source.Diagnostic)) {
	if r.block.Body != nil {
		return
	}
	body, diags := r.parse()
	for _, d := range diags {
		report(d)
	}
	whole := *r.block
	whole.Body = body
	r.block = &whole
	r.readMeta()
}

// close lets go of a body that can be read again.
func (r *resource) close() {
	if r.parse != nil {
		header := *r.block
		header.Body = nil
		r.block = &header
	}
}

// isTrue reports whether an expression is the literal true.
func isTrue(e hclsyntax.Expression) bool {
	b, ok := literalOf(e).Bool()
	return ok && b
}

// layout returns what a body holds by name, in the order written.
func layout(body *hclsyntax.Body) []entry {
	entries := make([]entry, 0, len(body.Attributes)+len(body.Blocks))
	for name, a := range body.Attributes {
		entries = append(entries, entry{name: name, attr: a})
	}
	byType := map[string]int{}
	for _, b := range body.Blocks {
		typ := blockType(b)
		if _, isAttribute := body.Attributes[typ]; isAttribute {
			continue
		}
		i, ok := byType[typ]
		if !ok {
			i = len(entries)
			byType[typ] = i
			entries = append(entries, entry{name: typ})
		}
		entries[i].blocks = append(entries[i].blocks, b)
	}
	slices.SortFunc(entries, func(a, b entry) int {
		x, y := a.start(), b.start()
		return cmp.Or(strings.Compare(x.Filename, y.Filename), x.Start.Byte-y.Start.Byte)
	})
	return entries
}

func (e entry) start() hcl.Range {
	if e.attr != nil {
		return e.attr.NameRange
	}
	return e.blocks[0].TypeRange
}

// layout is layout, kept for bodies that are expanded several times.
func (m *module) layout(body *hclsyntax.Body) []entry {
	entries, ok := m.layouts[body]
	if !ok {
		entries = layout(body)
		m.layouts[body] = entries
	}
	return entries
}
