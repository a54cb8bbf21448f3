// Package azure knows facts about Azure resource types: how types and
// properties are spelled, what the platform fills in, and the figures of tiers
// and regions. Each fact stands in a data file that names its source and date.
package azure

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
)

//go:embed facts/*.json
var factFiles embed.FS

// Facts returns what policies read as data.azure: the tables of the facts
// folder, each below its name and with its "source" and "date". Numbers are
// json.Number. The caller owns the result.
func Facts() (map[string]any, error) {
	entries, err := factFiles.ReadDir("facts")
	if err != nil {
		return nil, err
	}
	facts := map[string]any{}
	for _, e := range entries {
		data, err := factFiles.ReadFile(path.Join("facts", e.Name()))
		if err != nil {
			return nil, err
		}
		tables := map[string]any{}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		if err := decoder.Decode(&tables); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		maps.Copy(facts, tables)
	}
	return facts, nil
}
