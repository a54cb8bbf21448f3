package expr

import (
	"github.com/hublint/hublint/pkg/value"
)

// scopeFunctions are the functions that tell where a template is deployed.
func scopeFunctions() map[string]function {
	return map[string]function{
		"resourcegroup":   {max: 2, tolerant: true, run: resourceGroup},
		"subscription":    {max: 1, tolerant: true, run: subscription},
		"managementgroup": {max: 1, tolerant: true, run: managementGroup},
		"tenant":          {run: tenant},
		"deployment":      {run: deployment},
		"environment":     {run: environment},
		"deployer":        {run: refuse},
	}
}

// facts returns an object of which more is known at run time.
func facts(c *invocation, fields ...value.Field) value.Value {
	rest := &value.Unresolved{Reason: value.ReasonRuntime, Expr: c.call.At.Excerpt()}
	return value.OfPartialFields(fields, rest)
}

func idOf(parts []value.Part) value.Value {
	return value.FromParts(value.Unresolved{Reason: value.ReasonRuntime, Expr: value.Render(parts)}, parts)
}

func resourceGroup(c *invocation, _ []value.Value) (value.Value, bool) {
	ctx := c.env.Scope.Context()
	return facts(c,
		field("id", idOf(groupParts(ctx.SubscriptionID, ctx.ResourceGroup))),
		field("name", ctx.ResourceGroup),
		field("location", ctx.Location),
		textField("type", "Microsoft.Resources/resourceGroups")), true
}

func subscription(c *invocation, _ []value.Value) (value.Value, bool) {
	ctx := c.env.Scope.Context()
	return facts(c,
		field("id", idOf(subscriptionParts(ctx.SubscriptionID))),
		field("subscriptionId", ctx.SubscriptionID),
		field("tenantId", ctx.TenantID)), true
}

func managementGroup(c *invocation, _ []value.Value) (value.Value, bool) {
	ctx := c.env.Scope.Context()
	return facts(c, field("id", idOf(managementParts(ctx.ManagementGroup))), field("name", ctx.ManagementGroup)), true
}

func tenant(c *invocation, _ []value.Value) (value.Value, bool) {
	return facts(c, field("tenantId", c.env.Scope.Context().TenantID)), true
}

func deployment(c *invocation, _ []value.Value) (value.Value, bool) {
	ctx := c.env.Scope.Context()
	fields := []value.Field{field("name", ctx.DeploymentName)}
	if ctx.Level != LevelResourceGroup {
		fields = append(fields, field("location", ctx.Location))
	}
	return facts(c, fields...), true
}

const publicCloud = "AzureCloud"

// environment returns the addresses of the public cloud, and of another one
// only its name; source:
// learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment.
func environment(c *invocation, _ []value.Value) (value.Value, bool) {
	if cloud := c.env.Scope.Context().Cloud; cloud != "" && cloud != publicCloud {
		return facts(c, textField("name", cloud)), true
	}
	return value.OfFields(
		textField("name", publicCloud),
		textField("gallery", "https://gallery.azure.com/"),
		textField("graph", "https://graph.windows.net/"),
		textField("graphAudience", "https://graph.windows.net/"),
		textField("portal", "https://portal.azure.com"),
		textField("activeDirectoryDataLake", "https://datalake.azure.net/"),
		textField("batch", "https://batch.core.windows.net/"),
		textField("media", "https://rest.media.azure.net"),
		textField("sqlManagement", "https://management.core.windows.net:8443/"),
		textField("resourceManager", "https://management.azure.com/"),
		textField("vmImageAliasDoc", "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json"),
		field("authentication", value.OfFields(
			textField("loginEndpoint", "https://login.microsoftonline.com/"),
			field("audiences", value.OfItems(value.OfString("https://management.core.windows.net/"), value.OfString("https://management.azure.com/"))),
			textField("tenant", "common"),
			textField("identityProvider", "AAD"))),
		field("suffixes", value.OfFields(
			textField("storage", "core.windows.net"),
			textField("keyvaultDns", ".vault.azure.net"),
			textField("sqlServerHostname", ".database.windows.net"),
			textField("acrLoginServer", ".azurecr.io"),
			textField("azureDatalakeStoreFileSystem", "azuredatalakestore.net"),
			textField("azureDatalakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net"),
			textField("azureFrontDoorEndpointSuffix", "azurefd.net")))), true
}
