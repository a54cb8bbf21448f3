package template

import (
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/value"
)

// Symbol returns a resource by its symbolic name, with an index for one
// instance of a loop.
func (in *instance) Symbol(name string) (expr.Symbol, bool) {
	symbol, i, indexed := splitIndex(name)
	r, ok := in.symbols[strings.ToLower(symbol)]
	if !ok {
		return expr.Symbol{}, false
	}
	t := turn{env: in.env()}
	if r.Loop != nil {
		turns := in.turns(r, in.env())
		switch {
		case !indexed:
			return expr.Symbol{Resource: in.id(r.Symbol), Type: azure.CanonicalType(r.Type)}, true
		case i >= 0 && i < len(turns):
			t = turns[i]
		case len(turns) > 0 && turns[len(turns)-1].each:
			t = turns[len(turns)-1]
		default:
			return expr.Symbol{}, false
		}
	}
	return in.symbolOf(r, t), true
}

func (in *instance) symbolOf(r *Resource, t turn) expr.Symbol {
	name := in.run.ev.Eval(r.Name, t.env)
	s := expr.Symbol{
		Resource:   in.id(r.Symbol + t.suffix),
		Type:       azure.CanonicalType(r.Type),
		APIVersion: in.apiVersion(r, t),
		Name:       name,
		Full:       name,
	}
	s.ID = expr.ResourceID(in.ctx, s.Type, name)
	if r.Deployment != nil {
		s.Resource = ""
		s.Reference = func() value.Value { return in.deployed(r, t) }
	}
	return s
}

// deployed is what reference() to a deployment gives: its outputs.
func (in *instance) deployed(r *Resource, t turn) value.Value {
	c := in.call(r, t)
	reason := value.ReasonRuntime
	if c.in == nil {
		reason = c.reason
	}
	rest := &value.Unresolved{Reason: reason, Expr: r.Label}
	if c.in == nil {
		return value.NewUnknown(*rest).At(r.Header)
	}
	outputs := value.Field{Key: "outputs", Value: c.in.force(c.in.outputs)}
	return value.OfPartialFields([]value.Field{outputs}, rest).At(r.Header)
}

// Resource returns a resource of the template by type and name. Only of
// deployments the files tell what a reference gives, so others are not found.
func (in *instance) Resource(ref value.Ref) (expr.Symbol, bool) {
	if ref.Type != "" && !strings.EqualFold(ref.Type, deploymentType) {
		return expr.Symbol{}, false
	}
	for _, r := range in.tmpl.Resources {
		if r.Deployment == nil {
			continue
		}
		for _, t := range in.turns(r, in.env()) {
			if key, ok := value.Key(in.run.ev.Eval(r.Name, t.env)); ok && key == ref.Name {
				return in.symbolOf(r, t), true
			}
		}
	}
	return expr.Symbol{}, false
}

const deploymentType = "Microsoft.Resources/deployments"
