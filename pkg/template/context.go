package template

import (
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/value"
)

// context returns where a template of a level is deployed.
func (o Options) context(level expr.Level) *expr.Context {
	known := defaultContext(level)
	if o.Context != nil {
		*known = *o.Context
		known.Level = level
	}
	known.Cloud = o.Cloud
	return known
}

// defaultContext is a deployment of which the files tell nothing: each fact is
// an unknown that is the same wherever it is used.
func defaultContext(level expr.Level) *expr.Context {
	return &expr.Context{
		Level:           level,
		SubscriptionID:  contextValue("subscription().subscriptionId"),
		ResourceGroup:   contextValue("resourceGroup().name"),
		Location:        contextValue(locationOf(level)),
		TenantID:        contextValue("tenant().tenantId"),
		ManagementGroup: contextValue("managementGroup().name"),
		DeploymentName:  contextValue("deployment().name"),
	}
}

func locationOf(level expr.Level) string {
	if level == expr.LevelResourceGroup {
		return "resourceGroup().location"
	}
	return "deployment().location"
}

func contextValue(text string) value.Value {
	return value.NewUnknown(value.Unresolved{
		Reason: value.ReasonRuntime,
		Expr:   text,
		ID:     value.Combine("context", value.OfString(text)),
	})
}
