package template

import (
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/value"
)

// Functions is the namespace of the functions that a Bicep file defines.
const Functions = "__bicep"

// imported returns the template that a name comes from, and the name there.
func (in *instance) imported(name string) (lib *instance, there string, ok bool) {
	for _, i := range in.tmpl.Imports {
		if there, ok = i.find(name); ok {
			lib = in.library(i)
			return lib, there, lib != nil
		}
	}
	return nil, "", false
}

// find returns the name in the imported template of a name used here.
func (i *Import) find(name string) (string, bool) {
	if i.All != "" {
		return strings.CutPrefix(name, i.All+".")
	}
	there, ok := i.Names[name]
	return there, ok
}

// library returns an imported template, in which only what does not depend on
// a deployment is asked for; nil if it can't be read.
func (in *instance) library(i *Import) *instance {
	lib, ok := in.libraries[i]
	if ok {
		return lib
	}
	if in.libraries == nil {
		in.libraries = map[*Import]*instance{}
	}
	in.libraries[i] = nil
	target, ok := expr.LiteralText(i.Link.Target)
	if !ok || len(in.path.files) > maxCalls {
		return nil
	}
	tmpl, _ := in.load(i.Link, target)
	if tmpl == nil {
		return nil
	}
	p := path{files: append(in.path.files[:len(in.path.files):len(in.path.files)], tmpl.File), exists: value.OfBool(true)}
	ctx := defaultContext(tmpl.Level)
	ctx.Cloud = in.ctx.Cloud
	lib = newInstance(in.run, tmpl, p, nil, ctx)
	in.libraries[i] = lib
	return lib
}

// typed returns a parameter with what its imported type says of it.
func (in *instance) typed(p *Parameter) *Parameter {
	t := in.importedType(p.Imported, 0)
	if t == nil {
		return p
	}
	merged := *p
	merged.Secure = p.Secure || t.Secure
	merged.Nullable = p.Nullable || t.Nullable
	if p.Type == "" {
		merged.Type = t.Name
	}
	if p.Allowed == nil {
		merged.Allowed = t.Allowed
	}
	return &merged
}

// importedType returns what is known of an imported type; nil if there is none
// of that name or it can't be read.
func (in *instance) importedType(name string, depth int) *Type {
	if name == "" || depth > maxCalls {
		return nil
	}
	lib, there, ok := in.imported(name)
	if !ok {
		return nil
	}
	t := lib.tmpl.Types[there]
	if t == nil || t.Imported == "" {
		return t
	}
	base := lib.importedType(t.Imported, depth+1)
	if base == nil {
		return t
	}
	merged := *base
	merged.Secure, merged.Nullable = base.Secure || t.Secure, base.Nullable || t.Nullable
	return &merged
}
