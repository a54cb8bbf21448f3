package bicep

import (
	"strconv"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
)

// deploymentType and deploymentVersion are what modules are deployed as.
const (
	deploymentType    = "Microsoft.Resources/deployments"
	deploymentVersion = "2025-04-01"
)

// link returns where a path or a reference to a registry leads.
func link(path string, e syntax.Expr) *template.Link {
	return &template.Link{Target: text(path, e.Range()), Relative: true, At: e.Range()}
}

// module turns a module into a deployment of the template it names.
func (l *lowerer) module(r *resource) *template.Resource {
	s := l.around(r)
	out := l.frame(r, s)
	out.Type = deploymentType
	out.APIVersion = text(deploymentVersion, r.header())
	out.Name = l.moduleName(r, s)
	d := &template.Deployment{Link: link(r.label, r.module.Path)}
	if scope := property(r.body, "scope"); scope != nil {
		l.weakly(func() {
			p := l.scope(scope, s)
			d.SubscriptionID, d.ResourceGroup, d.ManagementGroup = p.subscription, p.group, p.management
		})
	}
	if l.tmpl.Level != expr.LevelResourceGroup {
		d.Location = &expr.Access{Base: call("deployment", r.header()), Key: text("location", r.header()), At: r.header()}
	}
	if params := property(r.body, "params"); params != nil {
		d.Parameters = l.arguments(params, s)
	}
	for _, key := range []string{"dependsOn", "extensionConfigs"} {
		if list := property(r.body, key); list != nil {
			l.expr(list, s)
		}
	}
	out.Deployment = d
	return out
}

// arguments turns the arguments of a module into {name: {value: ...}}.
func (l *lowerer) arguments(e syntax.Expr, s *local) expr.Node {
	params, ok := e.(*syntax.Object)
	if !ok {
		return wrapped(l.expr(e, s))
	}
	out := &expr.Object{At: params.Range()}
	for _, item := range params.Items {
		switch item := item.(type) {
		case *syntax.Spread:
			out.Entries = append(out.Entries, expr.Entry{Value: &expr.Spread{Value: wrapped(l.expr(item.Value, s)), At: item.Range()}})
		case *syntax.Property:
			out.Entries = append(out.Entries, expr.Entry{Key: l.key(item.Key, s), Value: l.argument(item.Value, s)})
		}
	}
	return out
}

// wrapped makes {name: {value: ...}} of {name: ...}.
func wrapped(n expr.Node) expr.Node {
	at := n.Range()
	const item = "argument"
	each := &expr.Lambda{Params: []string{item}, Body: wrapValue(&expr.Local{Name: item, At: at}), At: at}
	return call("mapValues", at, n, each)
}

func wrapValue(n expr.Node) expr.Node {
	return &expr.Object{Entries: []expr.Entry{{Key: text("value", source.Range{}), Value: n}}, At: n.Range()}
}

// argument wraps the value of an argument. A secret in a vault is a reference;
// both branches of a choice are wrapped, as either may be one.
func (l *lowerer) argument(e syntax.Expr, s *local) expr.Node {
	if t, ok := unwrap(e).(*syntax.Ternary); ok && l.hasSecret(t, s) {
		return call("if", e.Range(), l.expr(t.Cond, s), l.argument(t.Then, s), l.argument(t.Else, s))
	}
	n := l.expr(e, s)
	if secret, ok := n.(*expr.Object); ok && l.isSecret(e, s) {
		return secret
	}
	return wrapValue(n)
}

// hasSecret reports whether a branch of a choice is a secret in a vault.
func (l *lowerer) hasSecret(t *syntax.Ternary, s *local) bool {
	for _, branch := range []syntax.Expr{t.Then, t.Else} {
		if l.isSecret(branch, s) {
			return true
		}
		if inner, ok := unwrap(branch).(*syntax.Ternary); ok && l.hasSecret(inner, s) {
			return true
		}
	}
	return false
}

func (l *lowerer) isSecret(e syntax.Expr, s *local) bool {
	c, ok := unwrap(e).(*syntax.InstanceCall)
	if !ok || c.Name.Text != "getSecret" {
		return false
	}
	r, _ := l.resourceRef(c.Base, s)
	return r != nil
}

// secret is the argument that refers to a secret in a vault.
func (t target) secret(e *syntax.InstanceCall, args []expr.Node) expr.Node {
	at := e.Range()
	vault := &expr.Object{Entries: []expr.Entry{{Key: text("id", at), Value: t.fact(expr.FactID, at)}}, At: at}
	ref := &expr.Object{Entries: []expr.Entry{{Key: text("keyVault", at), Value: vault}}, At: at}
	for i, key := range []string{"secretName", "secretVersion"} {
		if i < len(args) {
			ref.Entries = append(ref.Entries, expr.Entry{Key: text(key, at), Value: args[i]})
		}
	}
	return &expr.Object{Entries: []expr.Entry{{Key: text("reference", at), Value: ref}}, At: at}
}

// maxDeploymentName is the longest name of a deployment; hashLength the length
// of what uniqueString returns; indexLength the room for the index of a loop.
const (
	maxDeploymentName = 64
	hashLength        = 13
	indexLength       = 3
)

// moduleName returns the name of a module: as written, or as Bicep makes it
// up from the symbol.
func (l *lowerer) moduleName(r *resource, s *local) expr.Node {
	if name := property(r.body, "name"); name != nil {
		return l.expr(name, s)
	}
	at := r.header()
	name := &expr.Access{Base: call("deployment", at), Key: text("name", at), At: at}
	args := []expr.Node{call("uniqueString", at, text(r.symbol, at), name)}
	room := maxDeploymentName - hashLength - 1
	if r.loop != nil {
		args = append([]expr.Node{call("copyIndex", at)}, args...)
		room -= indexLength + 1
	}
	layout := r.symbol[:min(len(r.symbol), room)]
	for i := range args {
		layout += "-{" + strconv.Itoa(i) + "}"
	}
	return call("format", at, append([]expr.Node{text(layout, at)}, args...)...)
}
