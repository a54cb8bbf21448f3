package project

import (
	"errors"
	"path"
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
	// Files are the display paths of all files that were read for it.
	Files []string
}

// Load reads a unit and evaluates it. Graphs is empty if nothing could be read.
func (p *Project) Load(u Unit) Loaded {
	if u.Language == "terraform" {
		return p.loadTerraform(u)
	}
	l := newLoader(p)
	out := Loaded{Unit: u}
	t, diags, err := l.read(u.Root)
	out.Diagnostics = diags
	if err != nil {
		out.Diagnostics = append(out.Diagnostics, source.Errorf(source.NewFile(u.Root, nil).Range(0, 0), "read", "cannot read: %v", err))
	}
	if t != nil {
		for _, set := range u.Sets {
			args, more := l.arguments(t, set)
			g, diags := template.Evaluate(t, template.Options{Root: u.Root, Arguments: args, Parameters: set, Loader: l, Extern: l.extern})
			out.Graphs = append(out.Graphs, g)
			out.Diagnostics = appendNew(out.Diagnostics, append(more, diags...))
		}
	}
	out.Diagnostics = appendNew(out.Diagnostics, append(l.diags, l.configs.Diagnostics()...))
	out.Files = l.files
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
	files     []string
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

// Load reads the template that a link in a file leads to.
func (l *loader) Load(from *source.File, target string) (*template.Template, []source.Diagnostic, error) {
	if isBicep(from.Path) {
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
	if !load.Is(name) || at.File == nil || !isBicep(at.File.Path) {
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
	l.files = append(l.files, f.Path)
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

// arguments reads the parameter files of a set, later ones before earlier
// ones, and the values given on the command line before all.
func (l *loader) arguments(t *template.Template, set ParameterSet) (template.Arguments, []source.Diagnostic) {
	args := template.Arguments{}
	var diags []source.Diagnostic
	for _, p := range set {
		f, err := l.project.reader.ReadFile(p)
		if err != nil {
			diags = append(diags, source.Errorf(source.NewFile(p, nil).Range(0, 0), "read", "cannot read: %v", err))
			continue
		}
		l.files = append(l.files, f.Path)
		more, d := arm.ParseParameters(f)
		diags = append(diags, d...)
		for name, a := range more {
			args[name] = a
		}
	}
	for _, p := range t.Parameters {
		if text, ok := l.project.opts.Variables[p.Name]; ok {
			args[strings.ToLower(p.Name)] = template.Argument{Value: given(p, text), Kind: value.StepParameterFile}
		}
	}
	return args, diags
}

// given reads the value of a parameter from a command line: as JSON, unless
// the parameter is a string.
func given(p *template.Parameter, text string) value.Value {
	if p.Type == "string" || p.Type == "securestring" {
		return value.OfString(text)
	}
	if args, diags := arm.ParseParameters(source.NewFile("command line", []byte(`{"parameters": {"value": {"value": `+text+`}}}`))); len(diags) == 0 {
		return args["value"].Value.At(source.Range{})
	}
	return value.OfString(text)
}
