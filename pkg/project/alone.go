package project

import (
	"slices"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/terraform"
)

// Recognises reports whether a text of a file, given by its path, is something
// to lint. JSON that can't be read, or that lost its schema but still looks like
// a template, is what it was before.
func Recognises(p string, data []byte, before bool) bool {
	if !isJSON(p) || isTerraform(p) {
		return IsSource(p)
	}
	if terraform.IsPlan(data) || arm.IsTemplate(data) || arm.IsParameterFile(data) {
		return true
	}
	if !before {
		return false
	}
	root, _ := jsonc.Parse(source.NewFile(p, data))
	return root == nil || root.Get("contentVersion") != nil || root.Get("resources") != nil
}

// Alone returns what is wrong with a file that the user named, as far as it tells
// that by itself: one that no unit was read from. Nothing is said of a file that
// is left out.
func (p *Project) Alone(display string) []source.Diagnostic {
	if !slices.Contains(p.named, display) {
		return nil
	}
	f, err := p.reader.ReadFile(display)
	if err != nil {
		return nil
	}
	var diags []source.Diagnostic
	switch {
	case isBicepParam(display):
		diags = p.aloneParams(f)
	case isBicep(display):
		_, diags = bicep.Parse(f)
	case isTerraform(display):
		diags = terraform.Check(f)
	case arm.IsTemplate(f.Data):
		_, diags = arm.Parse(f)
	case arm.IsParameterFile(f.Data):
		_, diags = arm.ParseParameters(f)
	default:
		diags = aloneJSON(f)
	}
	return diags
}

// aloneParams is for a parameter file written in Bicep. One that others extend
// need not say which template it is for.
func (p *Project) aloneParams(f *source.File) []source.Diagnostic {
	if head := scanBicepParam(f).params; head.using == "" && !p.extended[f.Path] {
		return head.alone
	}
	_, diags := bicep.ParseParams(f)
	return diags
}

// aloneJSON is for a file that says no more what it is, see Recognises.
func aloneJSON(f *source.File) []source.Diagnostic {
	root, diags := jsonc.Parse(f)
	if root == nil || terraform.IsPlan(f.Data) {
		return diags
	}
	at := f.Range(0, 0)
	if schema := root.Get("$schema"); schema != nil {
		at = schema.Range(f)
	}
	return []source.Diagnostic{source.Errorf(at, "not-a-template", "expected a \"$schema\" that ends in deploymentTemplate.json# or deploymentParameters.json#")}
}
