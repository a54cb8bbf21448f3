package bicep_test

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/source"
)

// A template holds all that the modules of its Bicep file deploy, those of
// registries too. So with the modules it holds as the local cache, the Bicep
// file gives the same graph.
func TestCachedModulesGiveTheSameGraph(t *testing.T) {
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	const name = "Azure+bicep-registry-modules"
	dir := filepath.Join(root, name)
	reader, err := source.NewReader(dir, ".")
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = reader.Close() }()
	pairs := findPairs(t, dir, true)
	cache := moduleCache{dir: t.TempDir(), repository: dir}
	for _, p := range pairs {
		cache.fill(t, filepath.Join(dir, p), readTemplate(t, strings.TrimSuffix(filepath.Join(dir, p), ".bicep")+".json"))
	}
	for _, target := range cache.missing {
		cache.newest(t, target)
	}
	t.Logf("%d modules in the cache", cache.modules)
	reader.OpenCache(cache.dir)
	comparePairs(t, name, reader, pairs)
}

// moduleCache is a cache of modules made up from a repository.
type moduleCache struct {
	dir string
	// repository is where the newest version of each module is.
	repository string
	modules    int
	// missing are the modules that no template holds.
	missing []string
}

// compiledTemplate is a compiled template with its modules, by their symbolic
// names or, in the older form, in the order they are declared.
type compiledTemplate struct {
	raw    json.RawMessage
	byName map[string]deployment
	list   []deployment
}

// deployment is a resource, of interest only if it is a module.
type deployment struct {
	Properties struct{ Template json.RawMessage }
}

func readTemplate(t *testing.T, file string) compiledTemplate {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parseTemplate(data)
}

func parseTemplate(raw json.RawMessage) compiledTemplate {
	var outer struct{ Resources json.RawMessage }
	_ = json.Unmarshal(raw, &outer)
	c := compiledTemplate{raw: raw}
	if json.Unmarshal(outer.Resources, &c.byName) != nil {
		_ = json.Unmarshal(outer.Resources, &c.list)
	}
	c.list = slices.DeleteFunc(c.list, func(d deployment) bool { return !generated.Match(d.Properties.Template) })
	return c
}

// module returns the template of a module, of which it is told how many there
// are; false if it is not known.
func (c compiledTemplate) module(symbol string, index, count int) (compiledTemplate, bool) {
	if raw := c.byName[symbol].Properties.Template; raw != nil {
		return parseTemplate(raw), true
	}
	if len(c.list) == count {
		return parseTemplate(c.list[index].Properties.Template), true
	}
	return compiledTemplate{}, false
}

// fill puts the modules of registries that a file and its local modules use
// into the cache.
func (m *moduleCache) fill(t *testing.T, file string, compiled compiledTemplate) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		return
	}
	tree, _ := syntax.Parse(source.NewFile(file, text))
	var modules []*syntax.Module
	for _, s := range tree.Statements {
		switch s := s.(type) {
		case *syntax.Module:
			modules = append(modules, s)
		case *syntax.Import:
			if target := literalText(s.From); strings.Contains(target, ":") {
				m.missing = append(m.missing, target)
			} else {
				m.fill(t, filepath.Join(filepath.Dir(file), target), compiledTemplate{})
			}
		}
	}
	for i, s := range modules {
		module, ok := compiled.module(s.Name.Text, i, len(modules))
		target := literalText(s.Path)
		switch remote := strings.Contains(target, ":"); {
		case remote && ok:
			m.put(t, target, module.raw)
		case remote:
			m.missing = append(m.missing, target)
		default:
			m.fill(t, filepath.Join(filepath.Dir(file), target), module)
		}
	}
}

func literalText(e syntax.Expr) string {
	if s, ok := e.(*syntax.String); ok {
		return s.Text
	}
	return ""
}

// newest puts the newest version of a module into the cache, in place of the
// one that is asked for.
func (m *moduleCache) newest(t *testing.T, target string) {
	t.Helper()
	name, _, _ := strings.Cut(strings.TrimPrefix(target, "br/public:"), ":")
	if data, err := os.ReadFile(filepath.Join(m.repository, filepath.FromSlash(name), "main.json")); err == nil {
		m.put(t, target, data)
	}
}

func (m *moduleCache) put(t *testing.T, target string, template []byte) {
	t.Helper()
	name, tag, _ := strings.Cut(strings.TrimPrefix(target, "br/public:"), ":")
	dir := filepath.Join(m.dir, "br", "mcr.microsoft.com", strings.ReplaceAll(path.Join("bicep", name), "/", "$"), tag+"$")
	file := filepath.Join(dir, "main.json")
	if _, err := os.Stat(file); err == nil {
		return
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, template, 0o644); err != nil {
		t.Fatal(err)
	}
	m.modules++
}
