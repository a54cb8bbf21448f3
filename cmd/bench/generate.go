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
	file  string
	small string
	// large returns a template of 50 resources.
	large func(n int) string
}

var languages = []language{
	{"arm", "azuredeploy.json", armTemplate(0, 1), func(n int) string { return armTemplate(n, 49) }},
}

// generate writes n templates, each into a folder of its own.
func generate(dir string, l language, n int) error {
	for i := range n {
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
