package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// language writes the same deployment in one of the languages: a hub with a
// planted fault, and 49 storage accounts that have nothing to do with it.
type language struct {
	name string
	// file is the name of a template in a folder of its own.
	file string
	// large returns a template of 50 resources.
	large func(n int) string
	// together says that all templates are files of one folder, which is one
	// deployment unit.
	together bool
}

var languages = []language{
	{"arm", "azuredeploy.json", func(n int) string { return armTemplate(n, 49) }, false},
	{"terraform", "main.tf", func(n int) string { return terraformFile(n, 49) }, false},
	{"one module", "main.tf", func(n int) string { return terraformFile(n, 49) }, true},
}

// small are templates for a cold start.
var small = []struct{ name, file, text string }{
	{"arm", "azuredeploy.json", armTemplate(0, 1)},
	{"terraform", "main.tf", terraformFile(0, 1)},
	{"bicep", "main.bicep", hubAndService},
}

// twelve are rules on what every hub and provisioning service has or lacks.
var twelve = []string{
	"hub-x509-anchor", "hub-device-sas", "hub-min-tls", "hub-public-open", "dps-x509-anchor", "dps-link-owner-key",
	"hub-no-dps", "dps-no-hub", "hub-no-failover-region", "hub-free-tier", "capacity-over-max", "hub-no-diagnostics",
}

const hubAndService = `resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'unit-hub'
  location: 'westeurope'
  sku: {
    name: 'S1'
    capacity: 1
  }
  properties: {
    minTlsVersion: '1.0'
  }
}

resource service 'Microsoft.Devices/provisioningServices@2022-12-12' = {
  name: 'unit-dps'
  location: 'westeurope'
  sku: {
    name: 'S1'
    capacity: 1
  }
  properties: {
    iotHubs: [
      {
        connectionString: 'HostName=${hub.properties.hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=${hub.listkeys().value[0].primaryKey}'
        location: 'westeurope'
      }
    ]
  }
}
`

// generate writes n templates, each into a folder of its own unless they belong
// together.
func generate(dir string, l language, n int) error {
	for i := range n {
		if l.together {
			if err := write(dir, fmt.Sprintf("unit%04d%s", i, filepath.Ext(l.file)), l.large(i)); err != nil {
				return err
			}
			continue
		}
		if err := write(filepath.Join(dir, fmt.Sprintf("unit%04d", i)), l.file, l.large(i)); err != nil {
			return err
		}
	}
	return nil
}

func write(dir, file, text string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644)
}

func armTemplate(n, accounts int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "prefix": { "type": "string", "defaultValue": "unit%04d" },
    "minTls": { "type": "string", "defaultValue": "1.0" }
  },
  "variables": { "hubName": "[concat(parameters('prefix'), '-hub')]" },
  "resources": [
    {
      "type": "Microsoft.Devices/IotHubs",
      "apiVersion": "2023-06-30",
      "name": "[variables('hubName')]",
      "location": "[resourceGroup().location]",
      "sku": { "name": "S1", "capacity": 1 },
      "properties": { "minTlsVersion": "[parameters('minTls')]" }
    }`, n)
	for i := range accounts {
		fmt.Fprintf(&b, `,
    {
      "type": "Microsoft.Storage/storageAccounts",
      "apiVersion": "2023-05-01",
      "name": "[toLower(concat(parameters('prefix'), 'sa%02d'))]",
      "location": "[resourceGroup().location]",
      "sku": { "name": "Standard_LRS" },
      "kind": "StorageV2",
      "tags": { "hub": "[variables('hubName')]", "index": "%d" },
      "properties": { "minimumTlsVersion": "TLS1_2", "supportsHttpsTrafficOnly": true, "allowBlobPublicAccess": false }
    }`, i, i)
	}
	b.WriteString("\n  ]\n}\n")
	return b.String()
}

func terraformFile(n, accounts int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `variable "min_tls_%[1]d" {
  type    = string
  default = "1.0"
}

locals {
  prefix_%[1]d   = "unit%04[1]d"
  hub_name_%[1]d = "${local.prefix_%[1]d}-hub"
}

resource "azurerm_iothub" "hub_%[1]d" {
  name                = local.hub_name_%[1]d
  resource_group_name = "rg"
  location            = "westeurope"
  min_tls_version     = var.min_tls_%[1]d
  sku {
    name     = "S1"
    capacity = 1
  }
}
`, n)
	for i := range accounts {
		fmt.Fprintf(&b, `
resource "azurerm_storage_account" "sa_%[1]d_%[2]d" {
  name                            = lower("${local.prefix_%[1]d}sa%02[2]d")
  resource_group_name             = azurerm_iothub.hub_%[1]d.resource_group_name
  location                        = azurerm_iothub.hub_%[1]d.location
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  min_tls_version                 = "TLS1_2"
  allow_nested_items_to_be_public = false
  tags = {
    hub   = azurerm_iothub.hub_%[1]d.name
    index = "%[2]d"
  }
}
`, n, i)
	}
	return b.String()
}
