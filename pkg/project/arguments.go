package project

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// arguments reads the parameter files of a set, later ones before earlier
// ones, and the values given on the command line before all.
func (l *loader) arguments(t *template.Template, set ParameterSet) (template.Arguments, []source.Diagnostic) {
	args := template.Arguments{}
	var diags []source.Diagnostic
	for _, p := range set {
		f, err := l.project.reader.ReadFile(p)
		lost := l.project.opts.Lost[p]
		if err != nil && !lost {
			diags = append(diags, source.Errorf(source.NewFile(p, nil).Range(0, 0), "read", "cannot read: %v", err))
		}
		if err != nil || lost {
			clear(args)
			unsure(args, t)
			continue
		}
		l.files = append(l.files, f)
		more, d := l.fileArguments(t, f)
		diags = append(diags, d...)
		for name, a := range more {
			args[name] = a
		}
		if slices.ContainsFunc(d, loses) {
			unsure(args, t)
		}
	}
	for _, p := range t.Parameters {
		if text, ok := l.project.opts.Variables[p.Name]; ok {
			args[strings.ToLower(p.Name)] = template.Argument{Value: given(p, text), Kind: value.StepParameterFile}
		}
	}
	return args, diags
}

// givenBy returns the texts of the files that were read for a set, but for those
// of templates it imports from.
func (l *loader) givenBy(read []*source.File) []source.Range {
	var out []source.Range
	for _, f := range read {
		if l.templates[f.Path] == nil {
			out = append(out, f.Range(0, f.Size()))
		}
	}
	return out
}

// unsure gives the parameters that have no value yet one that is not known: it
// may stand in the part of a file that could not be parsed.
func unsure(args template.Arguments, t *template.Template) {
	for _, p := range t.Parameters {
		name := strings.ToLower(p.Name)
		if _, given := args[name]; !given {
			lost := value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: p.Name})
			args[name] = template.Argument{Value: lost, Kind: value.StepParameterFile}
		}
	}
}

func (l *loader) fileArguments(t *template.Template, f *source.File) (template.Arguments, []source.Diagnostic) {
	if isBicepParam(f.Path) {
		return l.bicepArguments(t, f)
	}
	return arm.ParseParameters(f)
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
