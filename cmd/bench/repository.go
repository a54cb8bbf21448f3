package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// perProject is how many files a project of a repository has, in five folders.
const perProject = 20

// repository writes a repository of n files, a quarter of as many folders: half
// of the files are code of the three languages, which call each other within a
// project, and half are JSON that has nothing to do with it.
func repository(dir string, n int) error {
	if err := write(filepath.Join(dir, ".git"), "HEAD", "ref: refs/heads/main\n"); err != nil {
		return err
	}
	if err := write(dir, ".gitignore", "node_modules/\ndist/\n*.log\n/.cache/\n**/bin/\n!keep/\n"); err != nil {
		return err
	}
	for i := range n / perProject {
		for file, text := range project(i) {
			p := filepath.Join(dir, fmt.Sprintf("area%02d", i%40), fmt.Sprintf("project%04d", i), filepath.FromSlash(file))
			if err := write(filepath.Dir(p), filepath.Base(p), text); err != nil {
				return err
			}
		}
	}
	return nil
}

// project returns the files of one project.
func project(n int) map[string]string {
	files := map[string]string{
		"main.bicep":              bicepCaller(n),
		"main.bicepparam":         "using 'main.bicep'\n\nparam minTls = '1.2'\n",
		"modules/storage.bicep":   bicepModule(20),
		"modules/naming.bicep":    "@export()\nfunc named(name string) string => toLower(name)\n",
		"legacy/azuredeploy.json": armTemplate(n, 12),
		"legacy/azuredeploy.parameters.json": `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
			"contentVersion": "1.0.0.0", "parameters": {"minTls": {"value": "1.2"}}}`,
		"terraform/main.tf":       terraformFile(n, 10) + "\nmodule \"shared\" {\n  source = \"../shared\"\n}\n",
		"terraform/prod.tfvars":   fmt.Sprintf("min_tls_%d = \"1.2\"\n", n),
		"terraform/fixtures.json": "{}\n",
	}
	files["shared/main.tf"] = terraformFile(n, 5)
	for i := len(files); i < perProject; i++ {
		files[fmt.Sprintf("data%02d.json", i)] = otherJSON(i)
	}
	return files
}

func bicepCaller(n int) string {
	return fmt.Sprintf(`import { named } from 'modules/naming.bicep'

param minTls string = '1.0'

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: named('Unit%04d')
  location: 'westeurope'
  sku: { name: 'S1', capacity: 1 }
  properties: { minTlsVersion: minTls }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { hubName: hub.name }
}
`, n)
}

func bicepModule(accounts int) string {
	var b strings.Builder
	b.WriteString("param hubName string\n")
	for i := range accounts {
		fmt.Fprintf(&b, `
resource account%[1]d 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${hubName}sa%[1]d'
  location: 'westeurope'
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: { minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true, allowBlobPublicAccess: false }
}
`, i)
	}
	return b.String()
}

// otherJSON returns a file as applications have them: packages that are locked,
// translations, data of tests; every tenth is large.
func otherJSON(n int) string {
	entries := 60
	if n%10 == 0 {
		entries = 1500
	}
	var b strings.Builder
	b.WriteString("{\n  \"name\": \"application\",\n  \"version\": \"1.0.0\",\n  \"packages\": {\n")
	for i := range entries {
		fmt.Fprintf(&b, "    \"modules/package%d\": {\"version\": \"1.%d.0\", \"resolved\": \"https://registry.example/p%d.tgz\", \"resources\": [], \"type\": \"module\"},\n", i, i, i)
	}
	b.WriteString("    \"last\": {}\n  }\n}\n")
	return b.String()
}

// oneOfMany times a run on one file of a large repository, as a hook for
// commits asks for it.
func oneOfMany(binary, dir string, runs, files int) error {
	repo := filepath.Join(dir, "repository")
	if err := repository(repo, files); err != nil {
		return err
	}
	for _, file := range []string{"modules/storage.bicep", "main.bicep", "legacy/azuredeploy.json", "terraform/main.tf"} {
		var wall, cpu []time.Duration
		for range runs + 1 {
			u, err := measure(filepath.Join(repo, "area07", "project0007"), binary, filepath.FromSlash(file))
			if err != nil {
				return err
			}
			wall, cpu = append(wall, u.wall), append(cpu, u.cpu)
		}
		fmt.Printf("one of %d files, %-24s %6.0f ms wall, %6.0f ms cpu\n", files, file, ms(median(wall[1:])), ms(median(cpu[1:])))
	}
	return nil
}
