package expr

import (
	"strings"

	"github.com/hublint/hublint/pkg/value"
)

// ResourceID returns the Azure resource id of a resource in a context, from
// its full type and name. It is known in part where the name or the context
// is not known.
func ResourceID(ctx *Context, typ string, name value.Value) value.Value {
	names, ok := value.PartsOf(name)
	if !ok {
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonRuntime, Expr: "id of " + typ})
	}
	parts := value.JoinParts(scopeParts(ctx), text("/providers/"+typ))
	types := strings.Split(typ, "/")
	segments := value.SplitParts(names, "/")
	if len(types) == len(segments)+1 {
		parts = value.JoinParts(scopeParts(ctx), text("/providers/"+types[0]))
		for i, segment := range segments {
			parts = value.JoinParts(parts, text("/"+types[i+1]+"/"), segment)
		}
	}
	u := value.Unresolved{Reason: value.ReasonRuntime, Expr: "id of " + typ, Refs: []value.Ref{{Type: typ, Name: value.KeyOf(names)}}}
	return value.FromParts(u, parts)
}

func text(s string) []value.Part { return []value.Part{{Text: s}} }

// scopeParts returns the beginning of the ids of resources in a context.
func scopeParts(ctx *Context) []value.Part {
	subscription, _ := value.PartsOf(ctx.SubscriptionID)
	group, _ := value.PartsOf(ctx.ResourceGroup)
	switch ctx.Level {
	case LevelSubscription:
		return value.JoinParts(text("/subscriptions/"), subscription)
	case LevelManagementGroup, LevelTenant:
		return nil
	}
	return value.JoinParts(text("/subscriptions/"), subscription, text("/resourceGroups/"), group)
}
