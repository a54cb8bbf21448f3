package project

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/bicep/config"
	"github.com/hublint/hublint/pkg/bicep/load"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// Loaded is a unit that was read: a graph for each of its parameter sets.
type Loaded struct {
	Unit        Unit
	Graphs      []*graph.Graph
	Diagnostics []source.Diagnostic
	// Files are all files that were read for it, in the order read. One may
	// be read more than once.
	Files []*source.File
}

// Load reads a unit and evaluates it. Graphs is empty if nothing could be read.
// A mistake of this program costs the unit, not the run.
func (p *Project) Load(u Unit) (out Loaded) {
	defer func() {
		if fault := recover(); fault != nil {
			at := source.NewFile(u.Root, nil).Range(0, 0)
			out = Loaded{Unit: u, Diagnostics: []source.Diagnostic{
				source.Errorf(at, "internal", "hublint failed on this deployment, please report it: %v", fault),
			}}
		}
	}()
	out = p.load(u)
	doubt(out.Graphs, out.Diagnostics)
	return out
}

func (p *Project) load(u Unit) Loaded {
	if u.Language == "terraform" {
		return p.loadTerraform(u)
	}
	l := newLoader(p)
	if isBicepParam(u.Root) {
		return l.withoutTemplate(u)
	}
	out := Loaded{Unit: u}
	t, diags, err := l.read(u.Root)
	out.Diagnostics = diags
	if err != nil {
		out.Diagnostics = append(out.Diagnostics, source.Errorf(source.NewFile(u.Root, nil).Range(0, 0), "read", "cannot read: %v", err))
	}
	if t != nil {
		for _, set := range u.Sets {
			read := len(l.files)
			args, more := l.arguments(t, set)
			given := l.givenBy(l.files[read:])
			g, diags := template.Evaluate(t, template.Options{
				Root: u.Root, Arguments: args, Parameters: set, Loader: l, Extern: l.extern, Caller: l.caller(t, set), Cloud: l.cloud(t),
			})
			g.Given = given
			out.Graphs = append(out.Graphs, g)
			out.Diagnostics = appendNew(out.Diagnostics, append(more, diags...))
		}
	}
	out.Diagnostics = appendNew(out.Diagnostics, append(l.diags, l.configs.Diagnostics()...))
	out.Files = slices.Concat(l.files, l.contents.Files(), l.configs.Files())
	return out
}

// appendNew appends the diagnostics that are not in the list yet.
func appendNew(list, more []source.Diagnostic) []source.Diagnostic {
next:
	for _, d := range more {
		for _, o := range list {
			if o.Message == d.Message && source.Compare(o.Range, d.Range) == 0 {
				continue next
			}
		}
		list = append(list, d)
	}
	return list
}

// loader reads the templates of one unit, each once.
type loader struct {
	project   *Project
	templates map[string]*template.Template
	files     []*source.File
	// configs and contents read what Bicep files need besides templates.
	configs  *config.Finder
	contents *load.Loader
	diags    []source.Diagnostic
}

func newLoader(p *Project) *loader {
	l := &loader{project: p, templates: map[string]*template.Template{}, configs: config.NewFinder(p.reader)}
	l.contents = load.New(p.reader, func(d source.Diagnostic) { l.diags = append(l.diags, d) })
	return l
}

// cloud returns the cloud that the configuration of a Bicep file names.
func (l *loader) cloud(t *template.Template) string {
	if !isBicep(t.File.Path) {
		return ""
	}
	return l.configs.For(t.File).Profile()
}

// Load reads the template that a link in a file leads to.
func (l *loader) Load(from *source.File, target string) (*template.Template, []source.Diagnostic, error) {
	if isBicep(from.Path) || isBicepParam(from.Path) {
		p, err := l.configs.For(from).Resolve(from, target)
		if err != nil {
			return nil, nil, err
		}
		return l.read(p)
	}
	if strings.Contains(target, "://") {
		return nil, nil, errors.New("it is not a file")
	}
	return l.read(path.Join(path.Dir(from.Path), strings.ReplaceAll(target, "\\", "/")))
}

// extern evaluates the functions of Bicep that load files.
func (l *loader) extern(name string, args []value.Value, at source.Range) (value.Value, bool) {
	if !load.Is(name) || at.File == nil || !isBicep(at.File.Path) && !isBicepParam(at.File.Path) {
		return value.Value{}, false
	}
	return l.contents.Call(name, args, at), true
}

func (l *loader) read(p string) (*template.Template, []source.Diagnostic, error) {
	if t, ok := l.templates[p]; ok {
		return t, nil, nil
	}
	f, err := l.project.reader.ReadFile(p)
	if err != nil {
		return nil, nil, err
	}
	l.files = append(l.files, f)
	t, diags := parse(f)
	l.templates[p] = t
	return t, diags, nil
}

// parse reads a template in the language its name tells.
func parse(f *source.File) (*template.Template, []source.Diagnostic) {
	if isBicep(f.Path) {
		return bicep.Parse(f)
	}
	return arm.Parse(f)
}
