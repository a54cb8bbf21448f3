package azure

import (
	"embed"
	"encoding/json"
	"path"
	"strings"
	"sync"
)

//go:embed types/*.json
var typeFiles embed.FS

// namespace is what is known of the types of one resource provider.
type namespace struct {
	// names holds each type and what leads to it in canonical casing, by
	// lower case: "microsoft.devices", "microsoft.devices/iothubs".
	names map[string]string
	// bodies holds what is known of the properties, by lower-case type.
	bodies map[string]func() *property
}

// namespaces returns the readers of all namespaces by lower-case name. Each
// reads its file once, when it is first asked for.
var namespaces = sync.OnceValue(func() map[string]func() *namespace {
	entries, err := typeFiles.ReadDir("types")
	if err != nil {
		return nil
	}
	readers := make(map[string]func() *namespace, len(entries))
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".json")
		readers[name] = sync.OnceValue(func() *namespace { return readNamespace(e.Name()) })
	}
	return readers
})

// namespaceOf returns what is known of the namespace of a lower-case type,
// nothing if it has no file.
func namespaceOf(lower string) *namespace {
	name, _, _ := strings.Cut(lower, "/")
	if read, ok := namespaces()[name]; ok {
		return read()
	}
	return &namespace{}
}

// typeFile is the form of a file in types: the property tree of each type as
// nested lists of names, a list beginning with the name its items are below.
type typeFile struct {
	Source string                     `json:"source"`
	Date   string                     `json:"date"`
	Types  map[string]json.RawMessage `json:"types"`
}

func readTypeFile(name string) (typeFile, error) {
	var f typeFile
	data, err := typeFiles.ReadFile(path.Join("types", name))
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(data, &f)
}

func readNamespace(file string) *namespace {
	f, err := readTypeFile(file)
	if err != nil {
		return &namespace{}
	}
	n := &namespace{names: map[string]string{}, bodies: make(map[string]func() *property, len(f.Types))}
	for t, body := range f.Types {
		n.bodies[strings.ToLower(t)] = sync.OnceValue(func() *property { return readBody(body) })
		for prefix := t; prefix != ""; prefix = parentOf(prefix) {
			n.names[strings.ToLower(prefix)] = prefix
		}
	}
	return n
}

// parentOf returns a type without its last segment, empty for a namespace.
func parentOf(t string) string { return t[:max(0, strings.LastIndexByte(t, '/'))] }

// CanonicalType returns a resource type in the casing Azure publishes it in.
// Segments that are not known stay as they are.
func CanonicalType(t string) string {
	lower := strings.ToLower(t)
	names := namespaceOf(lower).names
	for prefix := lower; prefix != ""; prefix = parentOf(prefix) {
		if name, ok := names[prefix]; ok {
			return name + t[len(prefix):]
		}
	}
	return t
}

// property is what is known below a property, or of the body of a type.
type property struct {
	// name in canonical casing; "*" for keys that users choose.
	name string
	// parts by lower-case name.
	parts map[string]*property
}

func readBody(body json.RawMessage) *property {
	var list []any
	if err := json.Unmarshal(body, &list); err != nil {
		return &property{}
	}
	return newProperty("", list)
}

func newProperty(name string, list []any) *property {
	p := &property{name: name, parts: make(map[string]*property, len(list))}
	for _, item := range list {
		switch item := item.(type) {
		case string:
			p.parts[strings.ToLower(item)] = &property{name: item}
		case []any:
			if name, ok := item[0].(string); ok {
				p.parts[strings.ToLower(name)] = newProperty(name, item[1:])
			}
		}
	}
	return p
}

// part returns what is known of a field in any casing, nil if nothing is.
func (p *property) part(key string) *property {
	if part, ok := p.parts[strings.ToLower(key)]; ok {
		return part
	}
	return p.parts["*"]
}
