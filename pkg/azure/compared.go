package azure

import (
	"encoding/json"
	"strings"
)

// Compared returns the properties by which environments are held side by side:
// paths by type in lower case, and by what they are about, "security", "size"
// or "design".
func Compared() map[string]map[string][]string {
	var file struct {
		Compared struct {
			ByType map[string]map[string][]string `json:"by_type"`
		} `json:"compared"`
	}
	data, err := factFiles.ReadFile("facts/compared.json")
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		panic("compared.json: " + err.Error())
	}
	byType := make(map[string]map[string][]string, len(file.Compared.ByType))
	for typ, paths := range file.Compared.ByType {
		byType[strings.ToLower(typ)] = paths
	}
	return byType
}
