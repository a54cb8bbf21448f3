package page

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/hublint/hublint/pkg/lint/config"
	"github.com/hublint/hublint/pkg/review/guide"
	"github.com/hublint/hublint/pkg/rule"
)

// Schema writes the JSON Schema of the configuration, with the rules and the
// rows of the guide by name, so that editors offer them.
func Schema(rules []*rule.Rule, g *guide.Guide) ([]byte, error) {
	s := config.Describe()
	s.Dialect, s.ID, s.Title = "http://json-schema.org/draft-07/schema#", config.SchemaURL, config.Name
	offerRules(s.Property("rules"), rules)
	offerRules(s.Property("paths").Items.Property("rules"), rules)
	offerRows(s.Property("answers"), g)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(s)
	return b.Bytes(), err
}

// offerRules adds the rules to a mapping of severities, first all names and
// then all ids.
func offerRules(s *config.Schema, rules []*rule.Rule) {
	offer := func(name string, r *rule.Rule) {
		severity := *s.PatternProperties[0].Schema
		severity.Description = r.Doc().Title + "."
		s.Properties = append(s.Properties, config.Property{Name: name, Schema: &severity})
	}
	for _, r := range sorted(rules) {
		offer(r.Name, r)
	}
	for _, r := range sorted(rules) {
		offer(r.ID, r)
	}
}

// offerRows adds the rows of the guide to the answers, each with what it asks.
func offerRows(s *config.Schema, g *guide.Guide) {
	for _, row := range g.Rows {
		answer := *s.PatternProperties[0].Schema
		answer.Description = strings.TrimSpace(row.Recommendation + " " + row.Question)
		s.Properties = append(s.Properties, config.Property{Name: row.ID, Schema: &answer})
	}
}
