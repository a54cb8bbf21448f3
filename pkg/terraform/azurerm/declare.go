package azurerm

import (
	"bytes"
	"strings"
)

// Declaring returns the block types that may declare a resource of an ARM type
// ending in the given segment, by the texts of the tables: all that do, and
// perhaps some that don't.
func Declaring(segment string) []string {
	entries, err := tableFiles.ReadDir("tables")
	if err != nil {
		return nil
	}
	end := []byte(strings.ToLower(segment) + `"`)
	var out []string
	for _, e := range entries {
		text, err := tableFiles.ReadFile("tables/" + e.Name())
		if err == nil && bytes.Contains(bytes.ToLower(text), end) {
			out = append(out, strings.TrimSuffix(e.Name(), ".json"))
		}
	}
	return out
}
