// Package arm reads ARM templates and parameter files to the form that the
// evaluator takes.
package arm

import (
	"bytes"
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

// maxTemplate is the largest template Azure takes, in bytes; source:
// learn.microsoft.com/azure/azure-resource-manager/templates/best-practices.
const maxTemplate = 4 << 20

// IsTemplate reports whether text looks like a template, without parsing it:
// it names the schema of one.
func IsTemplate(data []byte) bool { return schemaWord(data, "deploymenttemplate.json") }

// IsParameterFile reports whether text looks like a parameter file, without
// parsing it.
func IsParameterFile(data []byte) bool {
	return schemaWord(data, "deploymentparameters.json") && !IsTemplate(data)
}

// schemaWord looks for a schema's file name in any casing near the top level
// of the text.
func schemaWord(data []byte, word string) bool {
	// A dollar is rarer than a quote, so it is what is quickly looked for.
	key := []byte(`$schema"`)
	for i := bytes.Index(data, key); i >= 0; i = bytes.Index(data, key) {
		quoted := i > 0 && data[i-1] == '"'
		data = data[i+len(key):]
		if quoted && bytes.Contains(bytes.ToLower(data[:min(len(data), 200)]), []byte(word)) {
			return true
		}
	}
	return false
}

// Parse reads a template. It returns what could be read, nil if that is
// nothing, and says what could not.
func Parse(f *source.File) (*template.Template, []source.Diagnostic) {
	if len(f.Data) > maxTemplate {
		return nil, []source.Diagnostic{source.Errorf(f.Range(0, 0), "arm-size", "expected a template of at most 4 MiB, the most Azure takes, found %d bytes", len(f.Data))}
	}
	root, diags := jsonc.Parse(f)
	if root == nil {
		return nil, diags
	}
	b := &builder{file: f, diags: diags}
	if root.Kind != jsonc.Object {
		b.errorf(root, "expected an object, the template, found %s", root.Kind)
		return nil, b.diags
	}
	return b.template(mainTemplate(root)), b.diags
}

// mainTemplate returns the template in a template spec, or else the root
// itself.
func mainTemplate(root *jsonc.Node) *jsonc.Node {
	if p := root.Get("properties"); p != nil && root.Get("resources") == nil {
		if t := p.Get("mainTemplate"); t != nil && t.Kind == jsonc.Object {
			return t
		}
	}
	return root
}

// builder turns the JSON tree of a file into a template.
type builder struct {
	file  *source.File
	diags []source.Diagnostic
	// definitions and extensions are those of the template at hand; nil if it
	// has none.
	definitions, extensions *jsonc.Node
	// loops are the copy loops around what is being read.
	loops []copyLoop
}

func (b *builder) errorf(n *jsonc.Node, format string, args ...any) {
	b.diags = append(b.diags, source.Errorf(n.Range(b.file), "arm-structure", format, args...))
}

// object returns a member that has to be an object, nil if it is missing or
// something else, which is reported.
func (b *builder) object(n *jsonc.Node, key string) *jsonc.Node {
	return b.member(n, key, jsonc.Object)
}

// array is like object for an array.
func (b *builder) array(n *jsonc.Node, key string) *jsonc.Node { return b.member(n, key, jsonc.Array) }

func (b *builder) member(n *jsonc.Node, key string, kind jsonc.Kind) *jsonc.Node {
	m := n.Get(key)
	if m == nil || m.Kind == kind || m.Kind == jsonc.Null {
		if m != nil && m.Kind == kind {
			return m
		}
		return nil
	}
	b.errorf(m, "expected %s in '%s', found %s", article(kind), key, m.Kind)
	return nil
}

func article(kind jsonc.Kind) string {
	switch kind {
	case jsonc.Object, jsonc.Array:
		return "an " + kind.String()
	}
	return "a " + kind.String()
}

// text returns the text of a member that is a string; empty otherwise.
func text(n *jsonc.Node, key string) string {
	if m := n.Get(key); m != nil && m.Kind == jsonc.String {
		return m.Text()
	}
	return ""
}

func (b *builder) template(root *jsonc.Node) *template.Template {
	around := *b
	b.definitions, b.extensions = b.object(root, "definitions"), b.object(root, "extensions")
	b.loops = nil
	defer func() { b.definitions, b.extensions, b.loops = around.definitions, around.extensions, around.loops }()
	t := &template.Template{File: b.file, Language: "arm", Level: levelOf(text(root, "$schema"))}
	for _, m := range members(b.object(root, "parameters")) {
		t.Parameters = append(t.Parameters, b.parameter(m))
	}
	t.Variables = b.variables(b.object(root, "variables"))
	t.Functions = b.functions(b.array(root, "functions"))
	t.Types = b.types()
	t.Resources = b.resources(root)
	for _, m := range members(b.object(root, "outputs")) {
		t.Outputs = append(t.Outputs, b.output(m))
	}
	return t
}

func members(n *jsonc.Node) []jsonc.Member {
	if n == nil {
		return nil
	}
	return n.Members
}

// levelOf reads what a template deploys to from the name of its schema.
func levelOf(schema string) expr.Level {
	switch s := strings.ToLower(schema); {
	case strings.Contains(s, "/subscriptiondeploymenttemplate"):
		return expr.LevelSubscription
	case strings.Contains(s, "/managementgroupdeploymenttemplate"):
		return expr.LevelManagementGroup
	case strings.Contains(s, "/tenantdeploymenttemplate"):
		return expr.LevelTenant
	}
	return expr.LevelResourceGroup
}

func (b *builder) variables(n *jsonc.Node) []*template.Variable {
	var vars []*template.Variable
	for _, m := range members(n) {
		if strings.EqualFold(m.Key, "copy") && isCopy(m.Value) {
			for _, item := range m.Value.Items {
				name := text(item, "name")
				vars = append(vars, &template.Variable{Name: name, Value: b.loop(item, "input"), At: item.Get("name").Range(b.file)})
			}
			continue
		}
		vars = append(vars, &template.Variable{Name: m.Key, Value: b.node(m.Value), At: m.KeyRange(b.file)})
	}
	return vars
}

func (b *builder) functions(n *jsonc.Node) []*template.Function {
	var funcs []*template.Function
	if n == nil {
		return nil
	}
	for _, ns := range n.Items {
		if ns.Kind != jsonc.Object {
			b.errorf(ns, "expected an object with a namespace and its members, found %s", ns.Kind)
			continue
		}
		for _, m := range members(b.object(ns, "members")) {
			if m.Value.Kind == jsonc.Object {
				funcs = append(funcs, b.function(text(ns, "namespace"), m))
			}
		}
	}
	return funcs
}

func (b *builder) function(namespace string, m jsonc.Member) *template.Function {
	f := &template.Function{Namespace: namespace, Name: m.Key}
	if params := b.array(m.Value, "parameters"); params != nil {
		for _, p := range params.Items {
			f.Params = append(f.Params, text(p, "name"))
		}
	}
	if out := b.object(m.Value, "output"); out != nil {
		if v := out.Get("value"); v != nil {
			f.Body = b.node(v)
		}
	}
	return f
}

func (b *builder) output(m jsonc.Member) *template.Output {
	o := &template.Output{Name: m.Key, At: m.KeyRange(b.file), Declared: m.Range(b.file)}
	if m.Value.Kind != jsonc.Object {
		b.errorf(m.Value, "expected an object that declares the output '%s', found %s", m.Key, m.Value.Kind)
		return o
	}
	o.Secure = strings.HasPrefix(strings.ToLower(text(b.typed(m.Value), "type")), "secure")
	if v := m.Value.Get("value"); v != nil {
		o.Value = b.node(v)
	} else if c := b.object(m.Value, "copy"); c != nil {
		o.Value = b.loop(c, "input")
	}
	return o
}
