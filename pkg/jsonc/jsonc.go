// Package jsonc reads JSON as Azure does, with comments, trailing commas and
// line breaks in strings, to a tree that knows where everything stands.
package jsonc

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tidwall/gjson"
	"github.com/tidwall/jsonc"

	"github.com/hublint/hublint/pkg/source"
)

// Kind is the form of a node.
type Kind uint8

// The kinds of nodes.
const (
	Null Kind = iota
	False
	True
	Number
	String
	Array
	Object
)

var kindNames = [...]string{"null", "false", "true", "a number", "a string", "an array", "an object"}

// String returns the kind with its article: "an object".
func (k Kind) String() string { return kindNames[k] }

// Node is a value in a JSON text.
type Node struct {
	Kind    Kind
	Members []Member
	Items   []*Node
	start   int32
	raw     string
}

// Member is a property of an object.
type Member struct {
	// Key is decoded.
	Key      string
	Value    *Node
	keyStart int32
	keyRaw   string
}

// Range returns where the node is written, quotes and brackets included.
func (n *Node) Range(f *source.File) source.Range {
	return f.Range(int(n.start), int(n.start)+len(n.raw))
}

// Text returns a string decoded, and other nodes as they are written.
func (n *Node) Text() string {
	if n.Kind != String {
		return n.raw
	}
	return decode(n.raw)
}

// Offset maps an offset in the text of a string to the offset in the file.
func (n *Node) Offset(decoded int) int { return int(n.start) + encodedOffset(n.raw, decoded) }

// Get returns the value of a property in any casing. Of several the last
// counts, as it does for Azure. It is nil if there is none, and for a nil node.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if strings.EqualFold(n.Members[i].Key, key) {
			return n.Members[i].Value
		}
	}
	return nil
}

// Range returns where the key and its value are written.
func (m Member) Range(f *source.File) source.Range { return m.KeyRange(f).To(m.Value.Range(f)) }

// KeyRange returns where the key is written, with its quotes.
func (m Member) KeyRange(f *source.File) source.Range {
	return f.Range(int(m.keyStart), int(m.keyStart)+len(m.keyRaw))
}

// KeyOffset maps an offset in the key to the offset in the file.
func (m Member) KeyOffset(decoded int) int {
	return int(m.keyStart) + encodedOffset(m.keyRaw, decoded)
}

// Parse reads a JSON text. The node is nil if the text is not JSON; then there
// is one error, at the first place that can't be read. Keys that an object has
// twice are reported as warnings.
func Parse(f *source.File) (*Node, []source.Diagnostic) {
	start, err := scan(f)
	if err != nil {
		return nil, []source.Diagnostic{*err}
	}
	text := string(jsonc.ToJSON(f.Data[start:]))
	b := builder{file: f, base: start}
	return b.node(gjson.Parse(text)), b.diags
}

// builder makes the tree from what gjson finds in a text known to be valid.
type builder struct {
	file  *source.File
	base  int
	diags []source.Diagnostic
}

func (b *builder) node(r gjson.Result) *Node {
	n := &Node{start: int32(b.base + r.Index), raw: r.Raw}
	switch r.Type {
	case gjson.False:
		n.Kind = False
	case gjson.True:
		n.Kind = True
	case gjson.Number:
		n.Kind = Number
	case gjson.String:
		n.Kind = String
	case gjson.JSON:
		b.container(n, r)
	}
	return n
}

func (b *builder) container(n *Node, r gjson.Result) {
	if r.IsArray() {
		n.Kind = Array
		r.ForEach(func(_, v gjson.Result) bool {
			n.Items = append(n.Items, b.node(v))
			return true
		})
		return
	}
	n.Kind = Object
	r.ForEach(func(k, v gjson.Result) bool {
		n.Members = append(n.Members, Member{Key: k.Str, Value: b.node(v), keyStart: int32(b.base + k.Index), keyRaw: k.Raw})
		return true
	})
	b.duplicates(n.Members)
}

// fewMembers is the number of members up to which comparing all pairs is
// cheaper than a map.
const fewMembers = 8

// duplicates reports keys that an object has more than once.
func (b *builder) duplicates(members []Member) {
	if len(members) <= fewMembers {
		for i := range members {
			for j := range i {
				if strings.EqualFold(members[i].Key, members[j].Key) {
					b.duplicate(members[j], members[i])
					break
				}
			}
		}
		return
	}
	seen := make(map[string]int, len(members))
	for i, m := range members {
		key := strings.ToLower(m.Key)
		if first, ok := seen[key]; ok {
			b.duplicate(members[first], m)
			continue
		}
		seen[key] = i
	}
}

func (b *builder) duplicate(first, again Member) {
	line := first.KeyRange(b.file).StartPosition().Line
	b.diags = append(b.diags, source.Warningf(again.KeyRange(b.file), "json-duplicate-key",
		"the key '%s' stands already on line %d; this one counts", again.Key, line))
}

// decode returns the text of a string in quotes.
func decode(raw string) string {
	if !strings.Contains(raw, `\`) {
		return raw[1 : len(raw)-1]
	}
	return gjson.Parse(raw).Str
}

// encodedOffset maps an offset in the text of a string to the offset in its
// raw form, quotes included.
func encodedOffset(raw string, decoded int) int {
	if !strings.Contains(raw, `\`) {
		return decoded + 1
	}
	i, n := 1, 0
	for i < len(raw)-1 && n < decoded {
		size, width := escapeAt(raw, i)
		i += size
		n += width
	}
	return i
}

// escapeAt returns the length of the character or escape at a place, raw and
// decoded.
func escapeAt(raw string, i int) (size, width int) {
	if raw[i] != '\\' {
		return 1, 1
	}
	if raw[i+1] != 'u' {
		return 2, 1
	}
	r := hexRune(raw[i+2 : i+6])
	if utf16.IsSurrogate(r) && i+12 < len(raw) && raw[i+6] == '\\' && raw[i+7] == 'u' {
		if pair := utf16.DecodeRune(r, hexRune(raw[i+8:i+12])); pair != utf8.RuneError {
			return 12, utf8.RuneLen(pair)
		}
	}
	return 6, len(string(r))
}

func hexRune(digits string) rune {
	n, _ := strconv.ParseUint(digits, 16, 32)
	return rune(n)
}
