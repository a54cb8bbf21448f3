package expr

import (
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// runtimeFunctions are the functions only the service can answer. Their
// results keep which resource they ask.
func runtimeFunctions() map[string]function {
	return map[string]function{
		"reference":    {min: 1, max: 3, tolerant: true, run: reference},
		"references":   {min: 1, max: 2, tolerant: true, run: references},
		"resourceinfo": {min: 1, max: 1, tolerant: true, run: resourceInfo},

		"listoutputswithsecurevalues": {min: 1, max: 2, tolerant: true, run: secureOutputs},
	}
}

// atRuntime returns an unknown that comes from the resource named by the
// first argument.
func atRuntime(c *invocation, args []value.Value) (value.Value, bool) {
	return value.NewUnknown(value.Unresolved{
		Reason: value.ReasonRuntime,
		Expr:   c.call.At.Excerpt(),
		Refs:   c.refsTo(args[0]),
		ID:     value.Combine(strings.ToLower(c.call.Name), args...),
	}), true
}

// list calls a function whose name begins with "list": it returns secrets.
func (c *invocation) list(args []value.Value) value.Value {
	if len(args) == 0 {
		return c.unknown()
	}
	v, _ := atRuntime(c, args)
	return v.At(c.call.At).With(value.Union(args...) | value.Sensitive)
}

// refsTo returns the resource that a symbolic name or an id stands for.
func (c *invocation) refsTo(v value.Value) []value.Ref {
	if s, ok := c.symbol(v); ok && s.Resource != "" {
		return []value.Ref{{Resource: s.Resource}}
	}
	refs := v.Refs()
	if parts, ok := value.PartsOf(v); ok {
		if ref, ok := value.ParseID(parts); ok && !slices.Contains(refs, ref) && len(refs) == 0 {
			return []value.Ref{ref}
		}
	}
	return refs
}

func (c *invocation) symbol(v value.Value) (Symbol, bool) {
	name, ok := v.Text()
	if !ok {
		return Symbol{}, false
	}
	return c.env.Scope.Symbol(name)
}

// target returns the resource of the template that a symbolic name or an id
// stands for.
func (c *invocation) target(v value.Value) (Symbol, bool) {
	if s, ok := c.symbol(v); ok {
		return s, true
	}
	parts, ok := value.PartsOf(v)
	if !ok {
		return Symbol{}, false
	}
	ref, ok := value.ParseID(parts)
	if !ok {
		// An older form leaves the scope out: "Microsoft.Web/sites/x".
		ref, ok = value.ParseID(value.JoinParts(text("/providers/"), parts))
	}
	if !ok {
		// So does the bare name of a resource of the same template.
		ref = value.Ref{Name: value.KeyOf(parts)}
	}
	return c.env.Scope.Resource(ref)
}

// reference returns what a resource is like once it is deployed: what the
// files tell of that, else an unknown.
func reference(c *invocation, args []value.Value) (value.Value, bool) {
	s, ok := c.target(args[0])
	if !ok || s.Reference == nil {
		return atRuntime(c, args)
	}
	v := s.Reference()
	if full, _ := args[len(args)-1].Text(); len(args) == 3 && strings.EqualFold(full, "full") {
		v = facts(c, field("properties", v))
	}
	return v, true
}

// secureOutputs returns the outputs of a deployment by their names, those that
// are secrets too.
func secureOutputs(c *invocation, args []value.Value) (value.Value, bool) {
	s, ok := c.target(args[0])
	if !ok || s.Reference == nil {
		return c.list(args), true
	}
	outputs := s.Reference().Get("outputs")
	if outputs.Kind() != value.Object {
		return c.list(args), true
	}
	fields := make([]value.Field, 0, len(outputs.Fields()))
	for _, f := range outputs.Fields() {
		fields = append(fields, value.Field{Key: f.Key, KeyRange: f.KeyRange, Value: outputs.Get(f.Key).Get("value")})
	}
	return value.OfPartialFields(fields, outputs.Rest()), true
}

// references is reference for all instances of a loop.
func references(c *invocation, args []value.Value) (value.Value, bool) {
	s, ok := c.symbol(args[0])
	if !ok || s.Reference == nil {
		return atRuntime(c, args)
	}
	return s.Reference(), true
}

func resourceInfo(c *invocation, args []value.Value) (value.Value, bool) {
	s, ok := c.symbol(args[0])
	if !ok {
		return atRuntime(c, args)
	}
	return facts(c, field("id", s.ID), field("name", s.Name), textField("type", s.Type), textField("apiVersion", s.APIVersion)), true
}
