package arm

import (
	"strings"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/template"
)

func (b *builder) parameter(m jsonc.Member) *template.Parameter {
	p := &template.Parameter{Name: m.Key, At: m.KeyRange(b.file)}
	if m.Value.Kind != jsonc.Object {
		b.errorf(m.Value, "expected an object that declares the parameter '%s', found %s", m.Key, m.Value.Kind)
		return p
	}
	t := b.typeOf(m.Value)
	p.Type, p.Secure, p.Nullable, p.Allowed = t.Name, t.Secure, t.Nullable, t.Allowed
	if n := m.Value.Get("defaultValue"); n != nil {
		p.Default = b.node(n)
	}
	return p
}

// typeOf returns what matters of the type of a parameter or of a definition.
func (b *builder) typeOf(n *jsonc.Node) *template.Type {
	at := b.typed(n)
	t := &template.Type{Name: strings.ToLower(text(at, "type"))}
	t.Secure = strings.HasPrefix(t.Name, "secure")
	t.Nullable = isTrue(n.Get("nullable")) || isTrue(at.Get("nullable"))
	if list := b.array(at, "allowedValues"); list != nil {
		t.Allowed = b.node(list)
	}
	return t
}

// types reads the definitions of a template.
func (b *builder) types() map[string]*template.Type {
	types := map[string]*template.Type{}
	for _, m := range members(b.definitions) {
		if m.Value.Kind == jsonc.Object {
			types[m.Key] = b.typeOf(m.Value)
		}
	}
	return types
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
