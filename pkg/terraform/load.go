package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
)

// Loader reads the modules of one deployment unit, each once. It is not safe
// for concurrent use.
type Loader struct {
	reader  *source.Reader
	files   map[string]*source.File
	modules map[string]*loaded
	// installed is what "terraform init" left of modules from elsewhere: the
	// folder of each call by its path, "network.subnets".
	installed map[string]string
	inOrder   []*source.File
	// Once says that one configuration is evaluated once: what was parsed is
	// let go as soon as it is not needed, which is most of the memory.
	Once bool
}

type loaded struct {
	module *module
	diags  []source.Diagnostic
	err    error
}

// NewLoader returns a loader that reads through a reader.
func NewLoader(reader *source.Reader) *Loader {
	return &Loader{reader: reader, files: map[string]*source.File{}, modules: map[string]*loaded{}}
}

// Files returns all files that were read, in the order read.
func (l *Loader) Files() []*source.File { return l.inOrder }

// read reads a file and keeps it, so that places in it can be told.
func (l *Loader) read(p string) (*source.File, error) {
	if f, ok := l.files[p]; ok {
		return f, nil
	}
	f, err := l.reader.ReadFile(p)
	if err != nil {
		return nil, err
	}
	l.files[p], l.files[f.Path] = f, f
	l.inOrder = append(l.inOrder, f)
	return f, nil
}

// rangeOf returns the place of what the parser read. Its columns count
// grapheme clusters, so only the offsets are used.
func (l *Loader) rangeOf(r hcl.Range) source.Range {
	f := l.files[r.Filename]
	if f == nil {
		return source.Range{}
	}
	end := min(r.End.Byte, len(f.Data))
	return f.Range(min(r.Start.Byte, end), end)
}

// module reads a folder. The diagnostics come with the first call only.
func (l *Loader) module(dir string) (*module, []source.Diagnostic, error) {
	if m, ok := l.modules[dir]; ok {
		return m.module, nil, m.err
	}
	m := &loaded{}
	l.modules[dir] = m
	m.module, m.diags, m.err = l.readModule(dir)
	return m.module, m.diags, m.err
}

func (l *Loader) readModule(dir string) (*module, []source.Diagnostic, error) {
	entries, err := l.reader.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	primary, override := ConfigFiles(names)
	c := &collector{
		blocks: map[string]*hclsyntax.Block{}, locals: map[string]*hclsyntax.Attribute{}, rangeOf: l.rangeOf,
		unparsed: map[*hclsyntax.Block]func() (*hclsyntax.Body, []source.Diagnostic){},
	}
	files := slices.Concat(primary, override)
	for i, name := range files {
		l.addFile(c, path.Join(dir, name), i >= len(primary), len(files) > lazyFrom)
	}
	m := c.module(dir)
	if slices.Contains(names, lockFile) {
		l.lock(m, path.Join(dir, lockFile))
	}
	return m, c.diags, nil
}

// lazyFrom is the number of files from which a module's resources are parsed one
// by one as they are needed: the parser's nodes take thirty times the text.
const lazyFrom = 50

func (l *Loader) addFile(c *collector, p string, override, lazily bool) {
	f, err := l.read(p)
	if err != nil {
		c.diags = append(c.diags, source.Errorf(source.NewFile(p, nil).Range(0, 0), "read", "cannot read: %v", err))
		return
	}
	if lazily && l.addHeaders(c, f, override) {
		return
	}
	body, diags := parseFile(f)
	c.diags = append(c.diags, diags...)
	if body != nil {
		c.add(body, override)
	}
}

// configSuffixes are the endings of configuration files. A file of OpenTofu
// hides the one of Terraform with the same stem.
var configSuffixes = []string{".tofu.json", ".tf.json", ".tofu", ".tf"}

// IsConfig reports whether a file belongs to a module, by its name.
func IsConfig(name string) bool {
	_, ok := configStem(name)
	return ok
}

func configStem(name string) (stem string, ok bool) {
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") {
		return "", false
	}
	for _, suffix := range configSuffixes {
		if stem, ok = strings.CutSuffix(name, suffix); ok {
			return stem, true
		}
	}
	return "", false
}

// ConfigFiles returns which of the files in a folder make up its module, those
// that override others apart, each sorted by name.
func ConfigFiles(names []string) (primary, override []string) {
	names = slices.Sorted(slices.Values(names))
	for _, name := range names {
		stem, ok := configStem(name)
		if !ok || hiddenByTofu(names, name) {
			continue
		}
		if stem == "override" || strings.HasSuffix(stem, "_override") {
			override = append(override, name)
			continue
		}
		primary = append(primary, name)
	}
	return primary, override
}

func hiddenByTofu(names []string, name string) bool {
	for _, pair := range [][2]string{{".tf", ".tofu"}, {".tf.json", ".tofu.json"}} {
		if stem, ok := strings.CutSuffix(name, pair[0]); ok {
			_, hidden := slices.BinarySearch(names, stem+pair[1])
			return hidden
		}
	}
	return false
}

// installedModule returns the folder a module from elsewhere was installed to.
func (l *Loader) installedModule(root string, call []string) (string, bool) {
	if l.installed == nil {
		l.installed = l.readInstalled(root)
	}
	dir, ok := l.installed[strings.Join(call, ".")]
	return dir, ok
}

func (l *Loader) readInstalled(root string) map[string]string {
	out := map[string]string{}
	f, err := l.reader.ReadFile(path.Join(root, ".terraform/modules/modules.json"))
	if err != nil {
		return out
	}
	n, _ := jsonc.Parse(f)
	if n == nil || n.Get("Modules") == nil {
		return out
	}
	for _, m := range n.Get("Modules").Items {
		key, dir := m.Get("Key"), m.Get("Dir")
		if key != nil && dir != nil && dir.Kind == jsonc.String {
			out[key.Text()] = path.Join(root, strings.ReplaceAll(dir.Text(), "\\", "/"))
		}
	}
	return out
}
