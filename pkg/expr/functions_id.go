package expr

import (
	"strings"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// idFunctions are the functions that make resource ids.
func idFunctions() map[string]function {
	return map[string]function{
		"resourceid":                {min: 2, max: -1, tolerant: true, run: resourceID},
		"subscriptionresourceid":    {min: 2, max: -1, tolerant: true, run: subscriptionResourceID},
		"tenantresourceid":          {min: 2, max: -1, tolerant: true, run: tenantResourceID},
		"managementgroupresourceid": {min: 2, max: -1, tolerant: true, run: managementGroupResourceID},
		"extensionresourceid":       {min: 3, max: -1, tolerant: true, run: extensionResourceID},
	}
}

// typeArgument returns the place of the resource type among the arguments: the
// first that names a provider and a type.
func typeArgument(args []value.Value, last int) (at int, typ string, ok bool) {
	for i := 0; i <= last && i < len(args); i++ {
		s, ok := args[i].Text()
		if ok && strings.Contains(s, "/") && !strings.HasPrefix(s, "/") {
			return i, strings.Trim(s, "/"), true
		}
	}
	return 0, "", false
}

// identify returns an id: what scope gives, then the provider, types and names.
// scope is called with the arguments before the type.
func (c *invocation) identify(args []value.Value, most int, scope func(before []value.Value) []value.Part) (value.Value, bool) {
	at, typ, ok := typeArgument(args, most)
	if !ok {
		return value.Value{}, false
	}
	names := make([][]value.Part, 0, len(args))
	for i, a := range args[at+1:] {
		parts, ok := value.PartsOf(a)
		if !ok {
			return value.Value{}, false
		}
		if i > 0 {
			names = append(names, text("/"))
		}
		names = append(names, parts)
	}
	return composeID(scope(args[:at]), typ, value.JoinParts(names...)), true
}

// composeID puts an id together.
func composeID(scope []value.Part, typ string, name []value.Part) value.Value {
	types := strings.Split(typ, "/")
	segments := value.SplitParts(name, "/")
	parts := value.JoinParts(scope, text("/providers/"+types[0]))
	for i, t := range types[1:] {
		parts = value.JoinParts(parts, text("/"+t))
		switch {
		case i >= len(segments):
		case i == len(types)-2:
			parts = value.JoinParts(parts, text("/"), joinSegments(segments[i:]))
		default:
			parts = value.JoinParts(parts, text("/"), segments[i])
		}
	}
	u := value.Unresolved{Reason: value.ReasonRuntime, Expr: "id of " + typ, Refs: []value.Ref{{Type: typ, Name: value.KeyOf(name)}}}
	return value.FromParts(u, parts)
}

func joinSegments(segments [][]value.Part) []value.Part {
	parts := segments[0]
	for _, s := range segments[1:] {
		parts = value.JoinParts(parts, text("/"), s)
	}
	return parts
}

// ResourceID returns the Azure resource id of a resource in a context, from
// its full type and name. scope is the id of what it extends or is deployed
// to, whole or from the provider on; absent for the place of the template. The
// id is known in part where the name or the context is not known.
func ResourceID(ctx *Context, scope value.Value, typ string, name value.Value) value.Value {
	parts, ok := value.PartsOf(name)
	if !ok {
		return value.Derive("id of "+typ, 0, source.Range{}, name)
	}
	switch {
	case scope.Kind() != value.Absent:
	case ctx.Level == LevelManagementGroup:
		return composeID(managementParts(ctx.ManagementGroup), typ, parts)
	default:
		return composeID(scopeParts(ctx), typ, parts)
	}
	prefix, ok := value.PartsOf(scope)
	switch {
	case !ok:
		return value.Derive("id of "+typ, 0, source.Range{}, scope)
	case scope.Prefix() == "/":
		prefix = nil
	case !strings.HasPrefix(scope.Prefix(), "/") && strings.Contains(scope.Prefix(), "."):
		prefix = value.JoinParts(scopeParts(ctx), text("/providers/"), prefix)
	}
	return composeID(prefix, typ, parts)
}

func text(s string) []value.Part { return []value.Part{{Text: s}} }

// partsOf returns the pieces of a string; none for what nothing is known of.
func partsOf(v value.Value) []value.Part {
	parts, _ := value.PartsOf(v)
	return parts
}

func subscriptionParts(id value.Value) []value.Part {
	return value.JoinParts(text("/subscriptions/"), partsOf(id))
}

func groupParts(subscription, group value.Value) []value.Part {
	return value.JoinParts(subscriptionParts(subscription), text("/resourceGroups/"), partsOf(group))
}

func managementParts(group value.Value) []value.Part {
	return value.JoinParts(text("/providers/Microsoft.Management/managementGroups/"), partsOf(group))
}

// scopeParts returns the beginning of the ids of resources in a context.
func scopeParts(ctx *Context) []value.Part {
	switch ctx.Level {
	case LevelSubscription:
		return subscriptionParts(ctx.SubscriptionID)
	case LevelManagementGroup, LevelTenant:
		return nil
	}
	return groupParts(ctx.SubscriptionID, ctx.ResourceGroup)
}

func resourceID(c *invocation, args []value.Value) (value.Value, bool) {
	ctx := c.env.Scope.Context()
	return c.identify(args, 2, func(before []value.Value) []value.Part {
		switch {
		case len(before) == 1 && ctx.Level == LevelSubscription:
			return subscriptionParts(before[0])
		case len(before) == 1:
			return groupParts(ctx.SubscriptionID, before[0])
		case len(before) == 2:
			return groupParts(before[0], before[1])
		}
		return scopeParts(ctx)
	})
}

func subscriptionResourceID(c *invocation, args []value.Value) (value.Value, bool) {
	return c.identify(args, 1, func(before []value.Value) []value.Part {
		if len(before) == 1 {
			return subscriptionParts(before[0])
		}
		return subscriptionParts(c.env.Scope.Context().SubscriptionID)
	})
}

func tenantResourceID(c *invocation, args []value.Value) (value.Value, bool) {
	return c.identify(args, 0, func([]value.Value) []value.Part { return nil })
}

func managementGroupResourceID(c *invocation, args []value.Value) (value.Value, bool) {
	return c.identify(args, 1, func(before []value.Value) []value.Part {
		group := c.env.Scope.Context().ManagementGroup
		if len(before) == 1 {
			group = before[0]
		}
		return managementParts(group)
	})
}

func extensionResourceID(c *invocation, args []value.Value) (value.Value, bool) {
	if _, ok := value.PartsOf(args[0]); !ok {
		return value.Value{}, false
	}
	return c.identify(args[1:], 0, func([]value.Value) []value.Part { return partsOf(args[0]) })
}
