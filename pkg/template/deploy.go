package template

import (
	"errors"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// maxCalls bounds how deep templates may call each other.
const maxCalls = 20

// called is a template that this one deploys; in is nil if it can't be read.
type called struct {
	in       *instance
	failure  failure
	declared bool
}

// failure says why a template can't be read.
type failure struct {
	// reason is what its values are unknown for.
	reason value.Reason
	// why is for a reader.
	why string
}

// deploy adds what a nested or linked deployment or a module deploys.
func (in *instance) deploy(r *Resource, t turn, exists value.Value) {
	c := in.call(r, t)
	if c.in == nil {
		in.run.graph.Unread = append(in.run.graph.Unread, graph.Unread{Name: r.Label, Reason: c.failure.why, Range: r.Header.Own(in.path.calls)})
		return
	}
	if c.declared {
		return
	}
	c.declared = true
	c.in.path.exists = exists
	c.in.declareAll()
}

// call returns the template a resource deploys, with its arguments. It is
// evaluated once, whether its outputs are asked for first or it is deployed.
func (in *instance) call(r *Resource, t turn) *called {
	key := r.Label + "\x00" + r.Header.String() + t.suffix
	if c, ok := in.deployments[key]; ok {
		return c
	}
	c := &called{failure: failure{value.ReasonError, "it has an error"}}
	in.deployments[key] = c
	p := path{
		modules: append(slices.Clip(in.path.modules), in.run.unique(in.id("")+"module ", in.address(r, t, nil))),
		calls:   append(slices.Clip(in.path.calls), r.Header),
		exists:  in.path.exists,
	}
	if len(p.modules) > maxCalls {
		in.run.report(source.Errorf(r.Header, "template-depth", "expected at most %d deployments within each other", maxCalls))
		return c
	}
	tmpl := in.templateOf(r, t, c)
	if tmpl == nil {
		return c
	}
	p.files = append(slices.Clip(in.path.files), tmpl.File)
	if r.Deployment.Outer {
		c.in = in.sharing(tmpl, p, t.env)
		return c
	}
	c.in = newInstance(in.run, tmpl, p, in.arguments(r, t, tmpl), in.contextFor(r, t, tmpl))
	return c
}

// sharing returns an instance for a template whose expressions are evaluated
// in the scope of the template around it.
func (in *instance) sharing(tmpl *Template, p path, env *expr.Env) *instance {
	inner := *in
	inner.tmpl, inner.path = tmpl, p
	inner.byName = nil
	inner.symbols = map[string]*Resource{}
	inner.telling = map[*Resource]bool{}
	inner.told = map[symbolKey]expr.Symbol{}
	inner.lists = map[*Resource]value.Value{}
	inner.deployments = map[string]*called{}
	inner.addSymbols(tmpl.Resources)
	inner.base = env.In(&inner)
	inner.outputs = &lazy{name: "the outputs", evaluate: inner.evaluateOutputs}
	return &inner
}

// templateOf returns the template of a deployment, nil if it can't be read.
func (in *instance) templateOf(r *Resource, t turn, c *called) *Template {
	if r.Deployment.Template != nil {
		return r.Deployment.Template
	}
	link := r.Deployment.Link
	name, ok := in.linkedPath(in.run.ev.Eval(link.Target, t.env), link)
	if !ok {
		c.failure = failure{value.ReasonModule, "only the deployment tells where it is"}
		return nil
	}
	tmpl, f := in.load(link, name)
	c.failure = f
	return tmpl
}

// load reads the template that a link leads to by the name it has there. If
// that fails it is nil.
func (in *instance) load(link *Link, name string) (*Template, failure) {
	if in.run.loader == nil {
		return nil, failure{value.ReasonModule, "no other files are read"}
	}
	tmpl, diags, err := in.run.loader.Load(in.tmpl.File, name)
	for _, d := range diags {
		in.run.report(d)
	}
	if err != nil {
		if link.Relative && !errors.Is(err, ErrUnavailable) {
			in.run.report(source.Errorf(link.At, "template-link", "cannot read %s: %v", name, err))
		}
		return nil, failure{value.ReasonModule, err.Error()}
	}
	if tmpl != nil && slices.ContainsFunc(in.path.files, func(f *source.File) bool { return f.Path == tmpl.File.Path }) {
		in.run.report(source.Errorf(link.At, "template-cycle", "%s leads back to itself through this link", name))
		return nil, failure{value.ReasonError, "it leads back to itself"}
	}
	return tmpl, failure{value.ReasonError, "it has an error"}
}

// linkedPath returns the path a link leads to. An address that is made at run
// time counts by the path it ends in, which is often that of a file nearby.
func (in *instance) linkedPath(target value.Value, link *Link) (string, bool) {
	if link.Relative {
		return target.Text()
	}
	parts, ok := value.PartsOf(target)
	if !ok || len(parts) < 2 {
		return "", false
	}
	tail := ""
	for _, p := range parts {
		if p.ID == 0 && strings.Contains(p.Text, ".json") {
			tail = p.Text
		}
	}
	tail, _, _ = strings.Cut(tail, "?")
	return strings.TrimLeft(tail, "/"), strings.HasSuffix(tail, ".json")
}

// arguments returns the values a deployment gives to the parameters of a
// template. Where not all of them are known, any other parameter may have any
// value.
func (in *instance) arguments(r *Resource, t turn, tmpl *Template) Arguments {
	given := in.run.ev.Eval(r.Deployment.Parameters, t.env)
	args := make(Arguments, len(given.Fields()))
	for _, f := range given.Fields() {
		args[strings.ToLower(f.Key)] = Argument{Value: argument(f, given), Kind: value.StepArgument}
	}
	rest := given.Rest()
	if u := given.Unresolved(); u != nil {
		rest = u
	}
	if rest == nil {
		return args
	}
	unknown := value.NewUnknown(*rest).WithOrigin(given.Origin()).With(given.Flags())
	for _, p := range tmpl.Parameters {
		if _, ok := args[strings.ToLower(p.Name)]; !ok {
			args[strings.ToLower(p.Name)] = Argument{Value: unknown, Kind: value.StepArgument}
		}
	}
	return args
}

// argument reads {value: x} or a reference to a secret in a vault.
func argument(f value.Field, given value.Value) value.Value {
	wrapper := given.Get(f.Key)
	if secret := wrapper.Get("reference"); !secret.IsNothing() {
		return Secret(f.Key, secret.Range())
	}
	if v := wrapper.Get("value"); v.Kind() != value.Absent {
		return v
	}
	if wrapper.Kind() == value.Unknown {
		return wrapper
	}
	return value.Of(nil).At(wrapper.Range())
}

// Secret returns the value of a parameter that is kept in a vault.
func Secret(name string, at source.Range) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: value.ReasonSecret, Expr: name}).At(at).With(value.Sensitive)
}

// contextFor returns where a deployment deploys to.
func (in *instance) contextFor(r *Resource, t turn, tmpl *Template) *expr.Context {
	ctx := *in.ctx
	d := r.Deployment
	ctx.Level = tmpl.Level
	ctx.DeploymentName = in.run.ev.Eval(r.Name, t.env)
	if d.SubscriptionID != nil {
		ctx.SubscriptionID = in.run.ev.Eval(d.SubscriptionID, t.env)
		ctx.Location = elsewhere(ctx.Location, ctx.SubscriptionID)
	}
	if d.ResourceGroup != nil {
		ctx.ResourceGroup = in.run.ev.Eval(d.ResourceGroup, t.env)
		ctx.Location = elsewhere(ctx.Location, ctx.ResourceGroup)
	}
	if d.ManagementGroup != nil {
		ctx.ManagementGroup = in.run.ev.Eval(d.ManagementGroup, t.env)
	}
	if d.Location != nil && ctx.Level != expr.LevelResourceGroup {
		ctx.Location = in.run.ev.Eval(d.Location, t.env)
	}
	return &ctx
}

// elsewhere returns the unknown location of another place.
func elsewhere(location, place value.Value) value.Value {
	u := value.Unresolved{Reason: value.ReasonRuntime, Expr: "resourceGroup().location", ID: value.Combine("location of", location, place)}
	return value.NewUnknown(u)
}
