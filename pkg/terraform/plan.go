package terraform

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform/azurerm"
	"github.com/hublint/hublint/pkg/value"
)

// IsPlan reports whether text looks like a plan written by "terraform show
// -json", without parsing it.
func IsPlan(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return bytes.Contains(head, []byte(`"format_version"`)) && bytes.Contains(data, []byte(`"resource_changes"`))
}

// EvaluatePlan returns the resources that a plan leads to: those it leaves as
// they are as well, but not those it deletes. Where the configuration stands
// beside the plan, places are in it, by the addresses of the resources. An
// error says why the plan could not be read at all.
func EvaluatePlan(l *Loader, file string) (*graph.Graph, []source.Diagnostic, error) {
	f, err := l.read(file)
	if err != nil {
		return nil, nil, err
	}
	root, diags := jsonc.Parse(f)
	u := newUnit(l, Options{Root: file}, &module{dir: path.Dir(file)})
	for _, d := range diags {
		u.report(d)
	}
	if root == nil {
		return u.graph, u.diags, nil
	}
	if version := textOf(root, "format_version"); !strings.HasPrefix(version, "1.") && !strings.HasPrefix(version, "0.") {
		u.report(source.Errorf(root.Get("format_version").Range(f), "terraform-plan", "expected a plan of format 0 or 1, found %s", version))
		return u.graph, u.diags, nil
	}
	p := &planReader{unit: u, file: f, config: configuredBeside(l, path.Dir(file))}
	p.references(root.Get("configuration"))
	if changes := root.Get("resource_changes"); changes != nil {
		for _, c := range changes.Items {
			p.change(c)
		}
	}
	u.finish(providersOf(root))
	u.graph.Link()
	return u.graph, u.diags, nil
}

// textOf returns the text of a member that is a string; empty otherwise.
func textOf(n *jsonc.Node, key string) string {
	if m := n.Get(key); m != nil && m.Kind == jsonc.String {
		return m.Text()
	}
	return ""
}

// planReader turns the changes of a plan into blocks.
type planReader struct {
	unit *unit
	file *source.File
	// config are the blocks of the configuration beside the plan, by address.
	config map[string]azurerm.Block
	// refs are the resources that each attribute refers to, by the address of
	// the resource without instance keys and the attribute's name.
	refs map[string][]value.Ref
}

// change adds the resource of one change.
func (p *planReader) change(c *jsonc.Node) {
	change := c.Get("change")
	if change == nil || change.Kind != jsonc.Object || isDeleted(change.Get("actions")) {
		return
	}
	address := textOf(c, "address")
	at := c.Range(p.file)
	if n := c.Get("address"); n != nil {
		at = n.Range(p.file)
	}
	r := &graph.Resource{
		ID: p.unit.graph.Root + "#" + address, Address: address, Language: "terraform",
		Module: moduleChain(textOf(c, "module_address")), Existing: textOf(c, "mode") == "data",
		Exists: value.OfBool(true), Header: at, Declared: c.Range(p.file),
	}
	v := planValue{reader: p, address: address, key: withoutKeys(address)}
	body := v.of(change.Get("after"), change.Get("after_unknown"), change.Get("after_sensitive"), nil)
	if body.Kind() != value.Object {
		body = value.OfFields().At(at)
	}
	for _, f := range body.Fields() {
		for _, ref := range p.refs[v.key+"."+f.Key] {
			if link := (graph.Link{Kind: graph.Refers, To: ref}); f.Value.IsKnown() && !slices.Contains(r.Links, link) {
				r.Links = append(r.Links, link)
			}
		}
	}
	if refs, ok := p.refs[v.key+provisioner]; ok {
		r.Provisioners = value.NewUnknown(value.Unresolved{Reason: value.ReasonRuntime, Expr: address + provisioner, Refs: refs})
	}
	if b, ok := p.configured(address); ok {
		r.Header, r.Declared, r.Calls = b.Resource.Header, b.Resource.Declared, b.Resource.Calls
		body = placed(body, b.Body).At(b.Body.Range())
	}
	p.unit.blocks = append(p.unit.blocks, azurerm.Block{Type: textOf(c, "type"), Resource: r, Body: body})
}

// isDeleted reports whether a change leaves no resource.
func isDeleted(actions *jsonc.Node) bool {
	return actions != nil && len(actions.Items) == 1 && (actions.Items[0].Text() == "delete" || actions.Items[0].Text() == "forget")
}

// moduleChain splits `module.a["x"].module.b` into its calls.
func moduleChain(address string) []string {
	var chain []string
	parts := splitAddress(address)
	for i := 1; i < len(parts); i += 2 {
		chain = append(chain, "module."+parts[i])
	}
	return chain
}

// splitAddress splits an address at the dots outside of instance keys.
func splitAddress(address string) []string {
	var parts []string
	start, quoted := 0, false
	for i := range len(address) {
		switch {
		case address[i] == '"' && (i == 0 || address[i-1] != '\\'):
			quoted = !quoted
		case address[i] == '.' && !quoted:
			parts = append(parts, address[start:i])
			start = i + 1
		}
	}
	if address == "" {
		return nil
	}
	return append(parts, address[start:])
}

// withoutKeys returns an address without instance keys.
func withoutKeys(address string) string {
	parts := splitAddress(address)
	for i, part := range parts {
		parts[i], _, _ = strings.Cut(part, "[")
	}
	return strings.Join(parts, ".")
}

// planValue reads one resource of a plan.
type planValue struct {
	reader *planReader
	// address is that of the resource, key the same without instance keys.
	address, key string
}

// of returns a value of the plan, with what is not known before it is applied
// and what is secret.
func (v planValue) of(after, unknown, secret *jsonc.Node, p value.Path) value.Value {
	if unknown != nil && unknown.Kind == jsonc.True {
		return v.unknown(unknown, p)
	}
	out := v.known(after, unknown, secret, p)
	if secret != nil && secret.Kind == jsonc.True {
		out = out.With(value.Sensitive)
	}
	return out
}

func (v planValue) unknown(n *jsonc.Node, p value.Path) value.Value {
	expr := v.address + "." + p.String()
	w := value.Unresolved{Reason: value.ReasonRuntime, Expr: expr, ID: value.Combine("plan", value.OfString(v.reader.unit.graph.Root), value.OfString(expr))}
	if len(p) > 0 {
		if name, ok := p[0].(string); ok {
			w.Refs = v.reader.refs[v.key+"."+name]
		}
	}
	return value.NewUnknown(w).At(n.Range(v.reader.file))
}

func (v planValue) known(after, unknown, secret *jsonc.Node, p value.Path) value.Value {
	kind := jsonc.Null
	if after != nil {
		kind = after.Kind
	}
	if kind == jsonc.Null && unknown != nil && (unknown.Kind == jsonc.Object || unknown.Kind == jsonc.Array) {
		after, kind = unknown, unknown.Kind
	}
	switch kind {
	case jsonc.Object:
		return v.object(after, unknown, secret, p).At(after.Range(v.reader.file))
	case jsonc.Array:
		items := make([]value.Value, len(after.Items))
		for i, item := range after.Items {
			items[i] = v.of(item, itemOf(unknown, i), itemOf(secret, i), p.Index(i))
		}
		return value.OfItems(items...).At(after.Range(v.reader.file))
	case jsonc.Null:
		return value.Of(nil)
	}
	return jsonValue(v.reader.file, after)
}

func (v planValue) object(after, unknown, secret *jsonc.Node, p value.Path) value.Value {
	var fields []value.Field
	add := func(m jsonc.Member, known *jsonc.Node) {
		x := v.of(known, memberOf(unknown, m.Key), memberOf(secret, m.Key), p.Key(m.Key))
		fields = append(fields, value.Field{Key: m.Key, KeyRange: m.KeyRange(v.reader.file), Value: x})
	}
	for _, m := range after.Members {
		add(m, m.Value)
	}
	if unknown != nil && unknown != after {
		for _, m := range unknown.Members {
			if after.Get(m.Key) == nil && m.Value.Kind == jsonc.True {
				add(m, nil)
			}
		}
	}
	return value.OfFields(fields...)
}

func memberOf(n *jsonc.Node, key string) *jsonc.Node {
	if n == nil || n.Kind != jsonc.Object {
		return nil
	}
	return n.Get(key)
}

func itemOf(n *jsonc.Node, i int) *jsonc.Node {
	if n == nil || n.Kind != jsonc.Array || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}

// providersOf returns the versions of the providers that the plan's
// configuration asks for, by their local names.
func providersOf(root *jsonc.Node) map[string]string {
	out := map[string]string{}
	configs := memberOf(memberOf(root, "configuration"), "provider_config")
	if configs == nil {
		return out
	}
	for _, m := range configs.Members {
		if version := textOf(m.Value, "version_constraint"); version != "" {
			out[m.Key] = version
		}
	}
	return out
}

// references notes which resources the attributes of the configuration name.
func (p *planReader) references(configuration *jsonc.Node) {
	p.refs = map[string][]value.Ref{}
	p.moduleReferences(memberOf(configuration, "root_module"), "", 0)
}

func (p *planReader) moduleReferences(m *jsonc.Node, prefix string, depth int) {
	if m == nil || depth > maxModuleDepth {
		return
	}
	if resources := m.Get("resources"); resources != nil {
		for _, r := range resources.Items {
			key := prefix + textOf(r, "address")
			if expressions := memberOf(r, "expressions"); expressions != nil {
				for _, e := range expressions.Members {
					p.collect(e.Value, prefix, key+"."+e.Key)
				}
			}
			if ran := memberOf(r, "provisioners"); ran != nil {
				p.refs[key+provisioner] = []value.Ref{}
				p.collect(ran, prefix, key+provisioner)
			}
		}
	}
	if calls := m.Get("module_calls"); calls != nil {
		for _, c := range calls.Members {
			p.moduleReferences(memberOf(c.Value, "module"), prefix+"module."+c.Key+".", depth+1)
		}
	}
}

// provisioner is the attribute that what a resource's provisioners name goes by.
const provisioner = ".provisioner"

// collect adds the references anywhere within an expression.
func (p *planReader) collect(n *jsonc.Node, prefix, key string) {
	for _, item := range n.Items {
		p.collect(item, prefix, key)
	}
	for _, m := range n.Members {
		if m.Key != "references" {
			p.collect(m.Value, prefix, key)
			continue
		}
		for _, r := range m.Value.Items {
			if address, ok := resourceIn(r.Text()); ok {
				ref := value.Ref{Resource: p.unit.graph.Root + "#" + prefix + address}
				p.refs[key] = append(p.refs[key], ref)
			}
		}
	}
}

// resourceIn returns the address of the resource that a reference leads to,
// as far as the reference is whole: the plan lists "a.b.c" and "a.b" for one.
func resourceIn(reference string) (string, bool) {
	parts := splitAddress(reference)
	n := 2
	if parts[0] == "data" {
		n = 3
	}
	switch parts[0] {
	case "var", "local", "module", "each", "count", "path", "terraform", "self":
		return "", false
	}
	return strings.Join(parts[:min(n, len(parts))], "."), len(parts) == n
}

// configuredBeside evaluates the configuration in a folder for the places in
// it; nil if there is none.
func configuredBeside(l *Loader, dir string) map[string]azurerm.Block {
	m, _, err := l.module(dir)
	if err != nil || len(m.names.resources)+len(m.names.calls) == 0 {
		return nil
	}
	u := newUnit(l, Options{Root: dir}, m)
	u.root.args = u.rootArguments(Options{Root: dir})
	u.declare(u.root)
	out := make(map[string]azurerm.Block, len(u.blocks))
	for _, b := range u.blocks {
		out[b.Resource.Address] = b
		out[withoutKeys(b.Resource.Address)] = b
	}
	return out
}

func (p *planReader) configured(address string) (azurerm.Block, bool) {
	if b, ok := p.config[address]; ok {
		return b, true
	}
	b, ok := p.config[withoutKeys(address)]
	return b, ok
}

// placed returns a value of the plan with the places of the configuration.
// What nobody wrote has no place.
func placed(v, config value.Value) value.Value {
	switch v.Kind() {
	case value.Object:
		fields := make([]value.Field, len(v.Fields()))
		for i, f := range v.Fields() {
			written, _ := config.Field(f.Key)
			part := config.Get(f.Key)
			if part.Kind() == value.Unknown && !written.KeyRange.IsZero() {
				// It comes from a variable without a value here, which is
				// not to blame.
				part = part.At(written.KeyRange)
			}
			fields[i] = value.Field{Key: f.Key, KeyRange: written.KeyRange, Value: placed(f.Value, part)}
		}
		v = value.OfPartialFields(fields, v.Rest()).With(v.Flags())
	case value.Array:
		items := make([]value.Value, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = placed(item, config.Item(i))
		}
		v = value.OfPartial(items, v.Rest()).With(v.Flags())
	}
	return v.WithOrigin(config.Origin())
}

func quote(s string) string { return strconv.Quote(s) }
