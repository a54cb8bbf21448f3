package arm

import (
	"strings"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/template"
)

func (b *builder) parameter(m jsonc.Member) *template.Parameter {
	p := &template.Parameter{Name: m.Key, At: m.KeyRange(b.file)}
	if m.Value.Kind != jsonc.Object {
		b.errorf(m.Value, "arm-structure", "expected an object that declares the parameter '%s', found %s", m.Key, m.Value.Kind)
		return p
	}
	t := b.typed(m.Value)
	p.Type = strings.ToLower(text(t, "type"))
	p.Secure = strings.HasPrefix(p.Type, "secure")
	p.Nullable = isTrue(m.Value.Get("nullable")) || isTrue(t.Get("nullable"))
	if n := m.Value.Get("defaultValue"); n != nil {
		p.Default = b.node(n)
	}
	if n := b.array(t, "allowedValues"); n != nil {
		p.Allowed = b.node(n)
	}
	return p
}

func isTrue(n *jsonc.Node) bool { return n != nil && n.Kind == jsonc.True }

// maxReferences bounds how many definitions may lead to each other.
const maxReferences = 20

// typed returns where the type of a parameter or an output is written: at
// itself, or at the definition that it refers to.
func (b *builder) typed(n *jsonc.Node) *jsonc.Node {
	for range maxReferences {
		name, ok := strings.CutPrefix(text(n, "$ref"), "#/definitions/")
		if !ok || b.definitions == nil {
			break
		}
		next := b.definitions.Get(name)
		if next == nil || next.Kind != jsonc.Object {
			break
		}
		n = next
	}
	return n
}
