package bicep

import (
	"strings"

	"github.com/hublint/hublint/pkg/bicep/syntax"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/source"
)

// placement is where something is deployed.
type placement struct {
	// id is the id of the place or of the resource that is extended; nil if
	// it is the place of the template.
	id expr.Node
	// subscription, group and management are set if they are told.
	subscription, group, management expr.Node
}

const (
	groupType      = "Microsoft.Resources/resourceGroups"
	managementType = "Microsoft.Management/managementGroups"
)

// scope reads the property of that name: a resource to extend, or a function
// that tells a place.
func (l *lowerer) scope(e syntax.Expr, s *local) placement {
	if t, ok := l.target(e, s); ok {
		l.useTarget(t, true)
		return l.scopeOfResource(t)
	}
	name, args := scopeCall(e)
	nodes := l.args(args, s)
	at := e.Range()
	switch {
	case name == "tenant":
		return placement{id: text("/", at)}
	case name == "managementGroup" && len(nodes) == 1:
		return placement{id: managementID(nodes[0], at), management: nodes[0]}
	case name == "subscription" && len(nodes) == 1:
		return placement{id: call("format", at, text("/subscriptions/{0}", at), nodes[0]), subscription: nodes[0]}
	case name == "subscription":
		return placement{id: &expr.Access{Base: call("subscription", at), Key: text("id", at), At: at}}
	case name == "resourceGroup" && len(nodes) == 1:
		return placement{id: groupID(currentSubscription(at), nodes[0], at), group: nodes[0]}
	case name == "resourceGroup" && len(nodes) == 2:
		return placement{id: groupID(nodes[0], nodes[1], at), subscription: nodes[0], group: nodes[1]}
	}
	return placement{}
}

// scopeCall returns the function that tells a place, and its arguments.
func scopeCall(e syntax.Expr) (name string, args []syntax.Expr) {
	switch e := unwrap(e).(type) {
	case *syntax.Call:
		return e.Name.Text, e.Args
	case *syntax.InstanceCall:
		return e.Name.Text, e.Args
	}
	return "", nil
}

// scopeOfResource returns the place that a resource is: a resource group or a
// management group is a place to deploy to, any other is extended.
func (l *lowerer) scopeOfResource(t target) placement {
	at := t.at
	name := t.fact(expr.FactName, at)
	switch {
	case strings.EqualFold(t.typ, groupType):
		p := placement{group: name}
		id := currentSubscription(at)
		if scope := property(t.body, "scope"); scope != nil {
			if f, args := scopeCall(scope); f == "subscription" && len(args) == 1 {
				p.subscription = l.expr(args[0], l.around(t.resource))
				id = p.subscription
			}
		}
		p.id = groupID(id, name, at)
		return p
	case strings.EqualFold(t.typ, managementType):
		return placement{id: managementID(name, at), management: name}
	}
	return placement{id: t.fact(expr.FactID, at)}
}

func currentSubscription(at source.Range) expr.Node {
	return &expr.Access{Base: call("subscription", at), Key: text("subscriptionId", at), At: at}
}

func groupID(subscription, group expr.Node, at source.Range) expr.Node {
	return call("format", at, text("/subscriptions/{0}/resourceGroups/{1}", at), subscription, group)
}

func managementID(name expr.Node, at source.Range) expr.Node {
	return call("tenantResourceId", at, text(managementType, at), name)
}
