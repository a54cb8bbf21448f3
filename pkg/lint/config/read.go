package config

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
)

// Find returns the nearest configuration file from a folder upward to the
// repository it lies in, empty if there is none.
func Find(dir string, exists func(string) bool) string {
	for {
		if p := filepath.Join(dir, Name); exists(p) {
			return p
		}
		parent := filepath.Dir(dir)
		if parent == dir || exists(filepath.Join(dir, ".git")) {
			return ""
		}
		dir = parent
	}
}

// Load reads a configuration file. It returns what could be read, and reports
// everything that is wrong at its place.
func Load(reader *source.Reader, path string) (*Config, []source.Diagnostic) {
	f, err := reader.ReadFile(path)
	if err != nil {
		message := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			message = "no such file"
		}
		return Default(), []source.Diagnostic{source.Errorf(source.NewFile(path, nil).Range(0, 0), "config", "cannot read: %s", message)}
	}
	return Read(f)
}

// Default returns what holds without a file.
func Default() *Config { return &Config{Environment: Production} }

// Read reads the text of a configuration file, and is otherwise like Load.
func Read(f *source.File) (*Config, []source.Diagnostic) {
	c := Default()
	c.File = f
	r := &reader{file: f}
	var doc yaml.Node
	if err := yaml.Unmarshal(f.Data, &doc); err != nil {
		r.syntax(err)
		return c, r.diags
	}
	if len(doc.Content) > 0 {
		r.mapping(doc.Content[0], c.keys())
	}
	return c, r.diags
}

// reader reads nodes and reports what is wrong with them.
type reader struct {
	file  *source.File
	diags []source.Diagnostic
}

// key is a key of a mapping: what it says of itself, and what reads its value.
type key struct {
	name   string
	schema *Schema
	read   func(r *reader, n *yaml.Node)
}

func (r *reader) errorf(n *yaml.Node, format string, args ...any) {
	r.diags = append(r.diags, source.Errorf(r.at(n), "config", format, args...))
}

// at returns the place of a scalar, or of the beginning of another node.
func (r *reader) at(n *yaml.Node) source.Range {
	start, end := r.file.LineSpan(n.Line)
	text := []rune(string(r.file.Data[start:end]))
	from := start + len(string(text[:min(max(n.Column-1, 0), len(text))]))
	to := from
	if n.Kind == yaml.ScalarNode {
		to = min(from+max(len(n.Value), 1), end)
	}
	return r.file.Range(from, to)
}

var yamlPlace = pattern.Lazy(`^yaml: (?:line (\d+): )?(.*)$`)

func (r *reader) syntax(err error) {
	line := 1
	message := err.Error()
	if m := yamlPlace().FindStringSubmatch(message); m != nil {
		message = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
			// The library counts lines from nought for what its parser finds,
			// from one for what its scanner does.
			if strings.HasPrefix(message, "did not find expected") {
				line++
			}
		}
	}
	start, _ := r.file.LineSpan(line)
	r.diags = append(r.diags, source.Errorf(r.file.Range(start, start), "config", "expected YAML: %s", message))
}

// mapping reads the keys of a mapping, each at most once.
func (r *reader) mapping(n *yaml.Node, keys []key) {
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.errorf(n, "expected a mapping of %s", listed(keys))
		return
	}
	seen := map[string]bool{}
next:
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if seen[name.Value] {
			r.errorf(name, "the key %s stands twice", name.Value)
			continue
		}
		seen[name.Value] = true
		for _, k := range keys {
			if k.name == name.Value {
				k.read(r, n.Content[i+1])
				continue next
			}
		}
		r.errorf(name, "there is no key %q%s; expected %s", name.Value, meant(name.Value, names(keys)), listed(keys))
	}
}

func names(keys []key) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.name
	}
	return out
}

func listed(keys []key) string { return strings.Join(names(keys), ", ") }

// meant suggests the word that a wrong one was probably meant to be.
func meant(word string, words []string) string {
	best, distance := "", len(word)/3+2
	for _, w := range words {
		if d := levenshtein.ComputeDistance(word, w); d < distance {
			best, distance = w, d
		}
	}
	if best == "" {
		return ""
	}
	return ", did you mean " + best + "?"
}

// word reads one of a few words.
func (r *reader) word(n *yaml.Node, words ...string) string {
	for _, w := range words {
		if n.Kind == yaml.ScalarNode && n.Value == w {
			return w
		}
	}
	r.errorf(n, "expected one of %s, found %q%s", strings.Join(words, ", "), n.Value, meant(n.Value, words))
	return ""
}

// text reads a text that is not empty.
func (r *reader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || strings.TrimSpace(n.Value) == "" {
		r.errorf(n, "expected a text")
		return ""
	}
	return n.Value
}

// texts reads a text or a list of texts.
func (r *reader) texts(n *yaml.Node) []string {
	var out []string
	for _, item := range itemsOf(n) {
		if text := r.text(item); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// path reads a path, which is not empty.
func (r *reader) path(n *yaml.Node) Path { return Path{r.text(n), r.at(n)} }

// paths reads a path or a list of paths.
func (r *reader) paths(n *yaml.Node) []Path {
	var out []Path
	for _, item := range itemsOf(n) {
		if p := r.path(item); p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// itemsOf returns the items of a list, or what stands alone in place of one.
func itemsOf(n *yaml.Node) []*yaml.Node {
	if isNull(n) {
		return nil
	}
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

// sequence reads each item of a list.
func (r *reader) sequence(n *yaml.Node, read func(*yaml.Node)) {
	if isNull(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		r.errorf(n, "expected a list")
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// pairs reads each key of a mapping whose keys users choose, each at most once.
func (r *reader) pairs(n *yaml.Node, read func(name, value *yaml.Node)) {
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.errorf(n, "expected a mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if seen[name.Value] {
			r.errorf(name, "the key %s stands twice", name.Value)
			continue
		}
		seen[name.Value] = true
		read(name, n.Content[i+1])
	}
}

// isNull reports whether a key has no value, as one has whose parts are all
// commented out.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }
