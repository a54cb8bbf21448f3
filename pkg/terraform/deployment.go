package terraform

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/terraform/azurerm"
	"github.com/hublint/hublint/pkg/value"
)

// templateAttributes are the blocks that deploy an ARM template, with the
// attribute that holds it.
var templateAttributes = map[string]string{
	"azurerm_resource_group_template_deployment":   "template_content",
	"azurerm_subscription_template_deployment":     "template_content",
	"azurerm_management_group_template_deployment": "template_content",
	"azurerm_tenant_template_deployment":           "template_content",
	"azurerm_template_deployment":                  "template_body",
}

// deploy adds what an ARM template deploys to the resources of the unit.
func (u *unit) deploy(b azurerm.Block) {
	u.deployText(b, b.Body.Get(templateAttributes[b.Type]), u.templateArguments(b))
}

// deployBody is deploy for a deployment whose template is a part of its body.
func (u *unit) deployBody(b azurerm.Block) {
	properties := b.Resource.Body.Get("properties")
	content := properties.Get("template")
	c := &invocation{unit: u, at: content.Range(), name: "jsonencode"}
	text, ok := encodeJSON(c, []value.Value{content})
	if !ok || content.Kind() != value.Object {
		text = unknown(value.ReasonFunction, content.Range())
	}
	args := template.Arguments{}
	giveParameters(args, properties.Get("parameters"))
	u.deployText(b, text.WithOrigin(content.Origin()), args)
}

func (u *unit) deployText(b azurerm.Block, content value.Value, args template.Arguments) {
	f, exact := u.templateFile(content)
	if f == nil {
		u.graph.Unread = append(u.graph.Unread, graph.Unread{Name: b.Resource.Address, Reason: "its template is not known", Range: b.Resource.Header})
		return
	}
	t, diags := arm.Parse(f)
	if t == nil {
		u.reportAt(diags, exact, content.Range())
		u.graph.Unread = append(u.graph.Unread, graph.Unread{Name: b.Resource.Address, Reason: "its template can't be read", Range: b.Resource.Header})
		return
	}
	g, more := template.Evaluate(t, template.Options{Root: b.Resource.ID, Arguments: args})
	u.reportAt(append(diags, more...), exact, content.Range())
	for _, r := range g.Resources {
		if !exact {
			r.Body = relocate(r.Body, f, content.Origin())
			r.Header, r.Declared = b.Resource.Header, b.Resource.Declared
		}
		r.Address = b.Resource.Address + "." + r.Address
		r.Module = slices.Concat(b.Resource.Module, []string{b.Resource.Address}, r.Module)
		r.Calls = slices.Concat(b.Resource.Calls, []source.Range{b.Resource.Header}, r.Calls)
		r.Exists = both(b.Resource.Exists, r.Exists)
		r.Each = r.Each || b.Resource.Each
		u.graph.Resources = append(u.graph.Resources, r)
	}
	u.graph.Unread = append(u.graph.Unread, g.Unread...)
}

// reportAt keeps diagnostics of a text, all at one place if the text has none
// of its own.
func (u *unit) reportAt(diags []source.Diagnostic, exact bool, at source.Range) {
	for _, d := range diags {
		if !exact {
			d.Range = at
		}
		u.report(d)
	}
}

// templateFile returns the text of a template; nil if it is not known.
func (u *unit) templateFile(content value.Value) (f *source.File, exact bool) {
	text, ok := content.Text()
	if !ok {
		return nil, false
	}
	return u.fileOf(content, text)
}

// templateArguments returns the values given to the template's parameters.
func (u *unit) templateArguments(b azurerm.Block) template.Arguments {
	args := template.Arguments{}
	for _, key := range []string{"parameters_content", "parameters_body"} {
		content := b.Body.Get(key)
		if d, ok := u.decodedFrom(content); ok {
			content = d
		}
		if text, ok := content.Text(); ok {
			content = u.parsedJSON(content, text)
		}
		if inner := content.Get("parameters"); inner.Kind() == value.Object {
			content = inner
		}
		giveParameters(args, content)
	}
	params := b.Body.Get("parameters")
	for _, f := range params.Fields() {
		args[strings.ToLower(f.Key)] = template.Argument{Value: params.Get(f.Key), Kind: value.StepArgument}
	}
	return args
}

// giveParameters reads {name: {value: ...}}.
func giveParameters(args template.Arguments, given value.Value) {
	for _, f := range given.Fields() {
		v := given.Get(f.Key).Get("value")
		if v.Kind() == value.Absent {
			v = template.Secret(f.Key, f.Value.Range())
		}
		args[strings.ToLower(f.Key)] = template.Argument{Value: v, Kind: value.StepArgument}
	}
}
