package azure

import (
	"embed"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed versions/*.json
var versionFiles embed.FS

// versionFile is the form of a file in versions: the API versions of each type
// in the order of time, and in which of them each property is.
type versionFile struct {
	Source string                     `json:"source"`
	Date   string                     `json:"date"`
	Types  map[string]json.RawMessage `json:"types"`
}

type typeTable struct {
	Versions []string `json:"versions"`
	// Properties are paths, each after what it is in: "a.b", "a.*" for a key
	// that users choose, "a.**" for a part that holds anything. Behind it stand
	// spans of versions, "2020-03-01", "2020-03-01..2021-07-01" or
	// "2020-03-01.."; none for the versions of what the property is in.
	Properties []string `json:"properties"`
	// Slips are names people take for others, by path.
	Slips map[string]string `json:"slips"`
}

// shape is what is known of the properties of a type over all its versions.
type shape struct {
	versions []string
	slips    map[string]string
	body     *member
}

// member is a property, or the body of a type.
type member struct {
	name string
	// in holds the spans of versions that have it, first and last.
	in [][2]int
	// parts by lower-case name; "*" for keys that users choose.
	parts map[string]*member
	// open: anything may stand in it.
	open bool
}

func readVersions(file string) (versionFile, error) {
	var f versionFile
	data, err := versionFiles.ReadFile(path.Join("versions", file))
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(data, &f)
}

// shapes holds the readers of all version files by lower-case namespace, and
// those of their types.
var shapes = sync.OnceValue(func() map[string]func() map[string]func() *shape {
	entries, err := versionFiles.ReadDir("versions")
	if err != nil {
		return nil
	}
	readers := make(map[string]func() map[string]func() *shape, len(entries))
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".json")
		readers[name] = sync.OnceValue(func() map[string]func() *shape { return readShapes(e.Name()) })
	}
	return readers
})

// shapeOf returns what is known of a type, nil if nothing is.
func shapeOf(typ string) *shape {
	lower := strings.ToLower(typ)
	namespace, _, _ := strings.Cut(lower, "/")
	if readers, ok := shapes()[namespace]; ok {
		if read, ok := readers()[lower]; ok {
			return read()
		}
	}
	return nil
}

func readShapes(file string) map[string]func() *shape {
	f, err := readVersions(file)
	if err != nil {
		return nil
	}
	out := make(map[string]func() *shape, len(f.Types))
	for typ, data := range f.Types {
		out[strings.ToLower(typ)] = sync.OnceValue(func() *shape {
			var t typeTable
			if json.Unmarshal(data, &t) != nil {
				return nil
			}
			return newShape(t)
		})
	}
	return out
}

func newShape(t typeTable) *shape {
	s := &shape{versions: t.Versions, slips: make(map[string]string, len(t.Slips))}
	for p, name := range t.Slips {
		s.slips[strings.ToLower(p)] = name
	}
	s.body = &member{in: [][2]int{{0, len(t.Versions) - 1}}, parts: map[string]*member{}}
	for _, row := range t.Properties {
		path, spans, _ := strings.Cut(row, " ")
		s.add(strings.Split(path, "."), spans)
	}
	return s
}

func (s *shape) add(steps []string, spans string) {
	m, last := s.body, len(steps)-1
	for _, step := range steps[:last] {
		if m = m.parts[strings.ToLower(step)]; m == nil {
			return
		}
	}
	if steps[last] == "**" {
		m.open = true
		return
	}
	part := &member{name: steps[last], in: m.in, parts: map[string]*member{}}
	if spans != "" {
		part.in = s.spans(spans)
	}
	m.parts[strings.ToLower(part.name)] = part
}

func (s *shape) spans(text string) [][2]int {
	fields := strings.Fields(text)
	out := make([][2]int, len(fields))
	for i, f := range fields {
		from, to, isRange := strings.Cut(f, "..")
		out[i] = [2]int{slices.Index(s.versions, from), slices.Index(s.versions, to)}
		switch {
		case !isRange:
			out[i][1] = out[i][0]
		case to == "":
			out[i][1] = len(s.versions) - 1
		}
	}
	return out
}

// has reports whether a version, by its place in the order of time, has it.
func (m *member) has(version int) bool {
	return slices.ContainsFunc(m.in, func(s [2]int) bool { return s[0] <= version && version <= s[1] })
}

func (m *member) part(key string) *member {
	if p, ok := m.parts[strings.ToLower(key)]; ok {
		return p
	}
	return m.parts["*"]
}
