package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/template"
)

// nested reads what a resource of type Microsoft.Resources/deployments deploys:
// a template written as an object. Whatever its evaluation scope, Bicep
// evaluates the expressions in it.
func (l *lowerer) nested(r *resource, s *local) *template.Deployment {
	properties, ok := property(r.body, "properties").(*syntax.Object)
	if !ok {
		return nil
	}
	d := &template.Deployment{
		Outer:          true,
		ResourceGroup:  l.optional(r.body, "resourceGroup", s),
		SubscriptionID: l.optional(r.body, "subscriptionId", s),
	}
	content := property(properties, "template")
	if content == nil {
		content = property(properties, "templateLink")
	}
	switch content := content.(type) {
	case nil:
		return nil
	case *syntax.Object:
		d.Template = l.inline(content, s)
	default:
		d.Link = &template.Link{Target: l.expr(content, s), At: content.Range()}
	}
	return d
}

func (l *lowerer) optional(o *syntax.Object, key string, s *local) expr.Node {
	if e := property(o, key); e != nil {
		return l.expr(e, s)
	}
	return nil
}

// inline reads a template written as an object: its resources and outputs.
func (l *lowerer) inline(o *syntax.Object, s *local) *template.Template {
	t := &template.Template{File: l.file, Language: Language, CaseSensitive: true, Level: l.tmpl.Level}
	if outputs, ok := property(o, "outputs").(*syntax.Object); ok {
		t.Outputs = l.inlineOutputs(outputs, s)
	}
	list, ok := property(o, "resources").(*syntax.Array)
	if !ok {
		return t
	}
	for _, item := range list.Items {
		if item, ok := item.(*syntax.Object); ok {
			if r := l.inlineResource(item, s); r != nil {
				t.Resources = append(t.Resources, r)
			}
		}
	}
	return t
}

func (l *lowerer) inlineOutputs(o *syntax.Object, s *local) []*template.Output {
	var outputs []*template.Output
	for _, item := range o.Items {
		p, ok := item.(*syntax.Property)
		if !ok {
			continue
		}
		name, named := p.KeyText()
		content, ok := p.Value.(*syntax.Object)
		if !ok || !named {
			continue
		}
		typ, _ := literal(property(content, "type"))
		outputs = append(outputs, &template.Output{
			Name: name, At: p.Key.Range(), Value: l.optional(content, "value", s), Secure: strings.HasPrefix(strings.ToLower(typ), "secure"),
		})
	}
	return outputs
}

// notInlineBody are the members of a resource in an inline template that say
// how it is deployed.
var notInlineBody = map[string]bool{
	"name": true, "type": true, "apiVersion": true, "condition": true, "scope": true, "dependsOn": true, "copy": true,
	"resources": true, "comments": true, "metadata": true, "existing": true,
}

func (l *lowerer) inlineResource(o *syntax.Object, s *local) *template.Resource {
	typ, ok := literal(property(o, "type"))
	if !ok {
		return nil
	}
	return &template.Resource{
		Label:      label(property(o, "name")),
		Type:       typ,
		APIVersion: l.optional(o, "apiVersion", s),
		Name:       l.optional(o, "name", s),
		Condition:  l.optional(o, "condition", s),
		Scope:      l.optional(o, "scope", s),
		Body:       l.objectWithout(o, notInlineBody, s),
		Header:     property(o, "type").Range(),
		Declared:   o.Range(),
	}
}

// label returns a name as written: text as it is, an expression in braces.
func label(e syntax.Expr) string {
	if e == nil {
		return ""
	}
	if s, ok := literal(e); ok {
		return s
	}
	return "{" + strings.Join(strings.Fields(e.Range().Text()), " ") + "}"
}
