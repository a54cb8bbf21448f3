package azurerm

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// Each block is named by every type that its table makes resources of.
func TestDeclaring(t *testing.T) {
	entries, err := tableFiles.ReadDir("tables")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		block := strings.TrimSuffix(e.Name(), ".json")
		table, err := readTable(block)
		if err != nil {
			t.Fatal(err)
		}
		types := []string{table.Type}
		for _, c := range table.Children {
			types = append(types, c.Type)
		}
		for _, typ := range types {
			last := strings.ToLower(path.Base(typ))
			if typ != "" && !slices.Contains(Declaring(map[string]bool{last: true}), block) {
				t.Errorf("%s makes %s, but is not among what may", block, typ)
			}
		}
	}
	if found := Declaring(map[string]bool{"provisioningservices": true}); len(found) > 3 {
		t.Errorf("provisioning services may be %q", found)
	}
}
