package capacity

import (
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/source"
)

// ReadWorkload reads the workload of a configuration file from its node. A key
// that is unknown, given twice or has a value it does not take is an error at
// its place, named "workload.KEY", and the other keys are still read. A nil
// node and the zero Node are an empty workload.
func ReadWorkload(f *source.File, n *yaml.Node) (*Workload, []source.Diagnostic) {
	w := &Workload{}
	return w, readMapping(f, n, "workload", w.Set)
}

// ReadPrices reads the prices of a configuration file from their node, as
// ReadWorkload does the workload.
func ReadPrices(f *source.File, n *yaml.Node) (Prices, []source.Diagnostic) {
	p := Prices{}
	return p, readMapping(f, n, "prices", p.Set)
}

// readMapping gives the keys of a mapping to set, each with its value as text.
func readMapping(f *source.File, n *yaml.Node, name string, set func(key, text string) error) []source.Diagnostic {
	if n == nil || n.IsZero() || isNull(n) {
		return nil
	}
	n = resolved(n)
	if n.Kind != yaml.MappingNode {
		return []source.Diagnostic{source.Errorf(place(f, n), "config", "%s: expected keys with values, found %s", name, describe(n))}
	}
	var diags []source.Diagnostic
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, v := n.Content[i], resolved(n.Content[i+1])
		if seen[key.Value] {
			diags = append(diags, source.Errorf(place(f, key), "config", "%s.%s: given twice", name, key.Value))
			continue
		}
		seen[key.Value] = true
		if at, err := setNode(key, v, set); err != nil {
			diags = append(diags, source.Errorf(place(f, at), "config", "%s.%s", name, err.Error()))
		}
	}
	return diags
}

// setNode sets a key from a node, and returns the node to blame for an error.
func setNode(key, v *yaml.Node, set func(key, text string) error) (*yaml.Node, error) {
	text, ok := textOf(key.Value, v)
	if !ok {
		// What the key takes is known to set alone.
		text = describe(v)
	}
	err := set(key.Value, text)
	var wrong *KeyError
	switch {
	case err == nil:
		return nil, nil
	case errors.As(err, &wrong) && strings.HasPrefix(wrong.Message, "unknown key"), v.Value == "" && v.Kind == yaml.ScalarNode:
		return key, err
	}
	return v, err
}

// textOf returns a scalar as text, and a list of scalars with commas between
// them for a key that takes a list.
func textOf(key string, v *yaml.Node) (string, bool) {
	k, _ := keyOf(key)
	switch {
	case isNull(v):
		return "", k.Kind != Words
	case v.Kind == yaml.ScalarNode:
		return v.Value, true
	case v.Kind != yaml.SequenceNode || k.Kind != Words:
		return "", false
	}
	words := make([]string, len(v.Content))
	for i, item := range v.Content {
		if item = resolved(item); item.Kind != yaml.ScalarNode {
			return "", false
		}
		words[i] = item.Value
	}
	return strings.Join(words, ","), true
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "{…}"
	case yaml.SequenceNode:
		return "[…]"
	}
	if isNull(n) {
		return "null"
	}
	return n.Value
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// resolved follows an alias to its anchor.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// place returns where a node stands: a plain word as a whole, of anything else
// the first character.
func place(f *source.File, n *yaml.Node) source.Range {
	start, end := f.LineSpan(n.Line)
	for i := 1; i < n.Column && start < end; i++ {
		_, size := utf8.DecodeRune(f.Data[start:end])
		start += size
	}
	length := 1
	if n.Kind == yaml.ScalarNode && strings.HasPrefix(string(f.Data[start:end]), n.Value) {
		length = max(1, len(n.Value))
	}
	return f.Range(start, min(start+length, end))
}
