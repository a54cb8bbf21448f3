// Package config reads the bicepconfig.json that governs a Bicep file, and
// finds the files that references to modules lead to.
package config

import (
	_ "embed" // the data files
	"errors"
	"io/fs"
	"path"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
)

// FileName is what a configuration file is called.
const FileName = "bicepconfig.json"

//go:embed builtin.json
var builtin []byte

// Config is what holds for the Bicep files of a folder: the nearest
// bicepconfig.json upward, what it extends, and what is built in.
type Config struct {
	reader *source.Reader
	// layers are the files, the nearest first and the built-in last.
	layers []layer
}

// layer is one file of a configuration. Its root is an object.
type layer struct {
	file *source.File
	root *jsonc.Node
}

// Finder finds configurations; it reads each file once. It is not safe for
// concurrent use.
type Finder struct {
	reader *source.Reader
	// byFolder holds what was found, by the display path of a folder.
	byFolder map[string]*Config
	diags    []source.Diagnostic
	files    []*source.File
}

// NewFinder returns a finder that reads through a reader, and so looks no
// further up than the reader may.
func NewFinder(r *source.Reader) *Finder {
	return &Finder{reader: r, byFolder: map[string]*Config{}}
}

// For returns the configuration for a Bicep file. It is never nil: what can't
// be read of a configuration is reported by Diagnostics and left out.
func (f *Finder) For(file *source.File) *Config { return f.folder(path.Dir(file.Path)) }

// Diagnostics returns what was wrong with the configurations found so far, and
// forgets it.
func (f *Finder) Diagnostics() []source.Diagnostic {
	diags := f.diags
	f.diags = nil
	return diags
}

// Files returns the configurations that were read.
func (f *Finder) Files() []*source.File { return f.files }

func (f *Finder) folder(dir string) *Config {
	if c, ok := f.byFolder[dir]; ok {
		return c
	}
	c := f.find(dir)
	f.byFolder[dir] = c
	return c
}

func (f *Finder) find(dir string) *Config {
	file, err := f.reader.ReadFile(path.Join(dir, FileName))
	if err == nil {
		return f.load(file)
	}
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, source.ErrOutside) {
		f.fail(source.NewFile(path.Join(dir, FileName), nil).Range(0, 0), "cannot read: %v", err)
	}
	parent := f.reader.Display(path.Dir(f.reader.Abs(dir)))
	if errors.Is(err, source.ErrOutside) || f.reader.Abs(parent) == f.reader.Abs(dir) {
		return f.load(nil)
	}
	return f.folder(parent)
}

func (f *Finder) fail(at source.Range, format string, args ...any) {
	f.diags = append(f.diags, source.Errorf(at, "bicep-config", format, args...))
}

// load reads a file, nil for none, and those it extends.
func (f *Finder) load(file *source.File) *Config {
	c := &Config{reader: f.reader}
	if file != nil {
		c.layers = f.chain(file)
	}
	last := source.NewFile(FileName, builtin)
	root, _ := jsonc.Parse(last)
	c.layers = append(c.layers, layer{last, root})
	return c
}

// Profile returns the name of the cloud that templates are written for, as
// "AzureCloud".
func (c *Config) Profile() string {
	name, _ := c.text("cloud", "currentProfile")
	return name
}

// Extension returns what the name of an extension stands for, "builtin:" or a
// reference; false if no configuration declares it.
func (c *Config) Extension(name string) (string, bool) { return c.text("extensions", name) }

// text returns the string at a path of keys in the nearest file that has one.
func (c *Config) text(keys ...string) (string, bool) {
	n, _ := c.lookUp(keys...)
	if n == nil || n.Kind != jsonc.String {
		return "", false
	}
	return n.Text(), true
}

// lookUp returns what stands at a path of keys in the nearest file that has
// something other than null there, and that file.
func (c *Config) lookUp(keys ...string) (*jsonc.Node, *source.File) {
	for _, l := range c.layers {
		n := l.root
		for _, key := range keys {
			if n = member(n, key); n == nil {
				break
			}
		}
		if n != nil && n.Kind != jsonc.Null {
			return n, l.file
		}
	}
	return nil, nil
}

// member returns a property by its exact name, nil if there is none.
func member(n *jsonc.Node, key string) *jsonc.Node {
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Key == key {
			return n.Members[i].Value
		}
	}
	return nil
}
