package arm

import (
	"strings"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// ParseParameters reads a parameter file. Secrets in a vault are unknown.
func ParseParameters(f *source.File) (template.Arguments, []source.Diagnostic) {
	root, diags := jsonc.Parse(f)
	if root == nil {
		return nil, diags
	}
	b := &builder{file: f, diags: diags}
	if root.Kind != jsonc.Object {
		b.errorf(root, "expected an object with 'parameters', found %s", root.Kind)
		return nil, b.diags
	}
	list := root
	if root.Get("parameters") != nil || root.Get("$schema") != nil {
		list = b.object(root, "parameters")
	}
	args := template.Arguments{}
	for _, m := range members(list) {
		if m.Value.Kind != jsonc.Object {
			b.errorf(m.Value, "expected {\"value\": …} for the parameter '%s', found %s", m.Key, m.Value.Kind)
			continue
		}
		args[strings.ToLower(m.Key)] = template.Argument{Value: b.argument(m), Kind: value.StepParameterFile}
	}
	return args, b.diags
}

func (b *builder) argument(m jsonc.Member) value.Value {
	if ref := m.Value.Get("reference"); ref != nil {
		return template.Secret(m.Key, ref.Range(b.file))
	}
	v := m.Value.Get("value")
	if v == nil {
		b.errorf(m.Value, "expected 'value' or 'reference' for the parameter '%s'", m.Key)
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: m.Key}).At(m.Value.Range(b.file))
	}
	return b.literal(v)
}

// literal reads JSON in which strings are not expressions.
func (b *builder) literal(n *jsonc.Node) value.Value {
	at := n.Range(b.file)
	switch n.Kind {
	case jsonc.String:
		return value.OfString(n.Text()).At(at)
	case jsonc.Number:
		return number(at.Text()).At(at)
	case jsonc.True, jsonc.False:
		return value.OfBool(n.Kind == jsonc.True).At(at)
	case jsonc.Array:
		items := make([]value.Value, len(n.Items))
		for i, item := range n.Items {
			items[i] = b.literal(item)
		}
		return value.OfItems(items...).At(at)
	case jsonc.Object:
		fields := make([]value.Field, len(n.Members))
		for i, m := range n.Members {
			fields[i] = value.Field{Key: m.Key, KeyRange: m.KeyRange(b.file), Value: b.literal(m.Value)}
		}
		return value.OfFields(fields...).At(at)
	}
	return value.Of(nil).At(at)
}
