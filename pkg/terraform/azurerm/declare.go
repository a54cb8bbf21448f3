package azurerm

import (
	"bytes"
	"path"
	"strings"
)

// Declaring returns the block types that may declare a resource of an ARM type
// whose last segment, in lower case, is one of those given: all that do, and
// perhaps some that don't.
func Declaring(segments map[string]bool) []string {
	entries, err := tableFiles.ReadDir("tables")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		text, err := tableFiles.ReadFile("tables/" + e.Name())
		if err == nil && namesType(text, segments) {
			out = append(out, strings.TrimSuffix(e.Name(), ".json"))
		}
	}
	return out
}

// namesType reports whether a table names a type with one of some last segments.
// It is not parsed: that takes longer, and nobody asks twice.
func namesType(text []byte, segments map[string]bool) bool {
	for {
		_, after, found := bytes.Cut(text, []byte(`"type": "`))
		if !found {
			return false
		}
		var name []byte
		name, text, _ = bytes.Cut(after, []byte(`"`))
		if segments[strings.ToLower(path.Base(string(name)))] {
			return true
		}
	}
}
