package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// rootArguments returns the values given to the variables of the root module,
// in Terraform's order: what it loads by itself, then the files named, then
// single values. The environment has no say.
func (u *unit) rootArguments(o Options) map[string]argument {
	args := map[string]argument{}
	for _, p := range slices.Concat(u.automatic(o.Root), o.Parameters) {
		if o.Lost[p] || !u.variableFile(p, args) {
			clear(args)
			u.unsure(args)
		}
	}
	for name, text := range o.Variables {
		if v, ok := u.root.mod.variables[name]; ok {
			given := u.given(v, text)
			args[name] = argument{func() value.Value { return given }, value.StepParameterFile}
		}
	}
	return args
}

// automatic returns the variable files that Terraform loads by itself, in its
// order.
func (u *unit) automatic(dir string) []string {
	entries, err := u.loader.reader.ReadDir(dir)
	if err != nil {
		return nil
	}
	var first, auto []string
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir():
		case !IsAutomatic(name):
		case strings.HasPrefix(name, "terraform.tfvars"):
			first = append(first, path.Join(dir, name))
		default:
			auto = append(auto, path.Join(dir, name))
		}
	}
	return append(first, auto...)
}

// IsVariableFile reports whether a file sets variables, by its name.
func IsVariableFile(name string) bool {
	return strings.HasSuffix(name, ".tfvars") || strings.HasSuffix(name, ".tfvars.json")
}

// IsAutomatic reports whether Terraform loads a variable file by itself.
func IsAutomatic(name string) bool {
	return name == "terraform.tfvars" || name == "terraform.tfvars.json" ||
		strings.HasSuffix(name, ".auto.tfvars") || strings.HasSuffix(name, ".auto.tfvars.json")
}

// variableFile reads a file that sets variables; false if it can't.
func (u *unit) variableFile(p string, args map[string]argument) bool {
	f, err := u.loader.read(p)
	if err != nil {
		u.report(source.Errorf(source.NewFile(p, nil).Range(0, 0), "read", "cannot read: %v", err))
		return false
	}
	u.graph.Given = append(u.graph.Given, f.Range(0, f.Size()))
	body, diags := parseFile(f)
	for _, d := range diags {
		u.report(d)
	}
	if body == nil {
		return false
	}
	if source.HasErrors(diags) {
		u.unsure(args)
	}
	for name, a := range body.Attributes {
		args[name] = argument{func() value.Value { return u.eval(a.Expr, u.root.scope()) }, value.StepParameterFile}
	}
	return true
}

// unsure gives the root's variables that have no value yet one that is not known:
// it may stand in the part of a file that could not be parsed.
func (u *unit) unsure(args map[string]argument) {
	for name := range u.root.mod.variables {
		if _, given := args[name]; !given {
			lost := value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: "var." + name})
			args[name] = argument{func() value.Value { return lost }, value.StepParameterFile}
		}
	}
}

// given reads the value of a variable from a command line: as an expression,
// unless the variable is text.
func (u *unit) given(v *variable, text string) value.Value {
	if v.typ.IsPrimitiveType() || v.typ == cty.DynamicPseudoType {
		return value.OfString(text)
	}
	e, diags := parseExpression(source.NewFile("command line", []byte(text)).Range(0, len(text)), text)
	if e == nil {
		for _, d := range diags {
			u.report(d)
		}
		return value.OfString(text)
	}
	return u.eval(e, u.root.scope())
}
