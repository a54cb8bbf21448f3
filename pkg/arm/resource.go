package arm

import (
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/template"
)

// notBody are the members of a resource that say how it is deployed, in lower
// case; the rest is what is deployed.
var notBody = map[string]bool{
	"type": true, "apiversion": true, "name": true, "condition": true, "copy": true, "dependson": true,
	"resources": true, "scope": true, "comments": true, "existing": true, "metadata": true, "import": true,
	"extension": true, "@options": true, "method": true,
}

// resources reads the resources of a template or the children of a resource:
// an array, or an object by symbolic name.
func (b *builder) resources(n *jsonc.Node) []*template.Resource {
	list := n.Get("resources")
	if list == nil {
		return nil
	}
	var out []*template.Resource
	switch list.Kind {
	case jsonc.Array:
		for _, item := range list.Items {
			out = b.appendResource(out, "", item)
		}
	case jsonc.Object:
		for _, m := range list.Members {
			out = b.appendResource(out, m.Key, m.Value)
		}
	case jsonc.Null:
	default:
		b.errorf(list, "expected an array or an object in 'resources', found %s", list.Kind)
	}
	return out
}

func (b *builder) appendResource(out []*template.Resource, symbol string, n *jsonc.Node) []*template.Resource {
	if n.Kind != jsonc.Object {
		b.errorf(n, "expected an object that declares a resource, found %s", n.Kind)
		return out
	}
	if n.Get("import") != nil || b.isForeign(n) {
		return out
	}
	typ := n.Get("type")
	if typ == nil || typ.Kind != jsonc.String {
		b.errorf(n, "expected a 'type' in this resource")
		return out
	}
	return append(out, b.resource(symbol, n, typ))
}

// isForeign reports whether a resource is of an extension other than Azure's.
func (b *builder) isForeign(n *jsonc.Node) bool {
	alias := text(n, "extension")
	if alias == "" || b.extensions == nil {
		return alias != ""
	}
	declared := b.extensions.Get(alias)
	return declared == nil || !strings.EqualFold(text(declared, "name"), "AzureResourceManager")
}

func (b *builder) resource(symbol string, n, typ *jsonc.Node) *template.Resource {
	var loop *expr.Loop
	c := n.Get("copy")
	if c != nil && c.Kind == jsonc.Object {
		loop = b.loop(c, "")
		defer b.within(loop, text(c, "name"), true)()
	}
	r := &template.Resource{
		Symbol:     symbol,
		Label:      label(text(n, "name")),
		Type:       typ.Text(),
		APIVersion: b.optional(n, "apiVersion"),
		Name:       b.optional(n, "name"),
		Condition:  b.optional(n, "condition"),
		Scope:      b.optional(n, "scope"),
		Header:     typ.Range(b.file),
		Declared:   n.Range(b.file),
		Children:   b.resources(n),
	}
	if existing := n.Get("existing"); existing != nil {
		r.Existing = existing.Kind == jsonc.True
	}
	if loop != nil {
		r.Loop, r.LoopName = loop, text(c, "name")
	}
	if deps := b.array(n, "dependsOn"); deps != nil {
		for _, d := range deps.Items {
			r.DependsOn = append(r.DependsOn, b.node(d))
		}
	}
	if strings.EqualFold(r.Type, "Microsoft.Resources/deployments") && !r.Existing {
		r.Deployment = b.deployment(n)
	}
	if r.Deployment == nil {
		r.Body = b.objectWithout(n, notBody)
	}
	return r
}

// optional returns a member as an expression, nil if there is none.
func (b *builder) optional(n *jsonc.Node, key string) expr.Node {
	if m := n.Get(key); m != nil {
		return b.node(m)
	}
	return nil
}

// label returns a name as written: text as it is, an expression in braces.
func label(name string) string {
	if expr.IsExpression(name) {
		return "{" + strings.TrimSpace(name[1:len(name)-1]) + "}"
	}
	return name
}

// deployment reads what a resource of type Microsoft.Resources/deployments
// deploys; nil if it does not say.
func (b *builder) deployment(n *jsonc.Node) *template.Deployment {
	d := &template.Deployment{
		ResourceGroup:  b.optional(n, "resourceGroup"),
		SubscriptionID: b.optional(n, "subscriptionId"),
		Location:       b.optional(n, "location"),
	}
	properties := b.object(n, "properties")
	if properties == nil {
		return nil
	}
	d.Parameters = b.optional(properties, "parameters")
	if inline := properties.Get("template"); inline != nil && inline.Kind == jsonc.Object {
		d.Template = b.template(inline)
		d.Outer = !innerScope(properties)
		return d
	}
	d.Link = b.link(properties)
	if d.Link == nil {
		return nil
	}
	return d
}

// innerScope reports whether a nested template is evaluated by itself; without
// a word it is evaluated as part of the template around it.
func innerScope(properties *jsonc.Node) bool {
	options := properties.Get("expressionEvaluationOptions")
	return options != nil && options.Kind == jsonc.Object && strings.EqualFold(text(options, "scope"), "inner")
}

// link reads where a linked template is. A template spec has an id instead.
func (b *builder) link(properties *jsonc.Node) *template.Link {
	link := properties.Get("templateLink")
	if link == nil || link.Kind != jsonc.Object {
		if link = properties.Get("template"); link == nil {
			link = properties.Get("templateLink")
		}
		if link == nil {
			return nil
		}
		return &template.Link{Target: b.node(link), At: link.Range(b.file)}
	}
	for _, key := range []string{"relativePath", "uri", "id"} {
		if m := link.Get(key); m != nil {
			return &template.Link{Target: b.node(m), Relative: key == "relativePath", At: m.Range(b.file)}
		}
	}
	return nil
}
