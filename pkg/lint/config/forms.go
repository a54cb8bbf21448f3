package config

import (
	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/rule"
)

// needing says which keys the items of a list must have.
func (s *Schema) needing(keys ...string) *Schema {
	s.Items.Required = keys
	return s
}

// orNothing lets a mapping be left without keys.
func (s *Schema) orNothing() *Schema {
	s.Type = append(s.Type, "null")
	return s
}

func environmentSchema(preset string) *Schema {
	return word("what the deployment is for; development softens rules", preset, environments...)
}

// ruleForm is the form of names and ids of rules, users' own among them.
const ruleForm = `^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$`

func rulesSchema(help string) *Schema {
	return named(help, Properties{{ruleForm, word("severity of the rule", "", severities...)}}).orNothing()
}

// subjects says what each of rule.Subjects stands for.
var subjects = map[string]string{
	"dps":         "where the provisioning services are",
	"defender":    "where Defender for IoT is switched on",
	"diagnostics": "where the diagnostic settings are",
	"monitoring":  "where the alerts are",
	"budget":      "where the budgets are",
	"network":     "where the private endpoints and their zones are",
	"locks":       "where the locks are",
}

func elsewhereSchema() *Schema {
	s := named("where that lives which is not in this code; what misses it is then accepted", nil).orNothing()
	for _, name := range rule.Subjects {
		s.Properties = append(s.Properties, Property{name, text(subjects[name])})
	}
	return s
}

func workloadSchema() *Schema {
	s := named("what the hub has to carry, for rules on its size", nil).orNothing()
	for _, k := range capacity.Keys() {
		s.Properties = append(s.Properties, Property{k.Name, workloadKey(k)})
	}
	return s
}

func workloadKey(k capacity.Key) *Schema {
	s := &Schema{Description: k.Help}
	switch k.Kind {
	case capacity.Count, capacity.Rate:
		s.Type, s.Minimum, s.Maximum = Types{"number"}, &k.Min, &k.Max
		if k.Kind == capacity.Count {
			s.Type = Types{"integer"}
		}
	case capacity.Time:
		s.Type, s.Pattern, s.Examples = Types{"string"}, capacity.DurationPattern, []any{"10m", "1h30m"}
	case capacity.Word:
		s.Type, s.Enum = Types{"string"}, k.Allowed
	case capacity.Words:
		s.Type, s.Items = Types{"array"}, &Schema{Type: Types{"string"}, Enum: k.Allowed}
	}
	return s
}

func pricesSchema() *Schema {
	s := named("prices of a unit and month, by edition, for sizing; hublint knows none", nil).orNothing()
	s.Properties = Properties{{"currency", &Schema{Description: "name or sign of the currency", Type: Types{"string"}, Pattern: capacity.CurrencyPattern, Examples: []any{"EUR"}}}}
	low, high := int64(0), int64(capacity.MaxPrice)
	for _, edition := range capacity.PricedEditions() {
		s.Properties = append(s.Properties, Property{edition, &Schema{Description: "price of a unit of " + edition, Type: Types{"number"}, Minimum: &low, Maximum: &high}})
	}
	return s
}

func answersSchema() *Schema {
	row := mapping("answer to this row", new(Answer).keys()...)
	return named("answers to rows of the guide that code can't show, for hublint review", Properties{{rowPattern, row}}).orNothing()
}
