package config

import (
	"bytes"
	"encoding/json"
)

// Schema says what a value of the file looks like, in the terms of JSON Schema.
// Its JSON form is a schema of draft-07, which is what language servers for
// YAML know best.
type Schema struct {
	Dialect     string `json:"$schema,omitempty"`
	ID          string `json:"$id,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Type        Types  `json:"type,omitempty"`
	// Enum are the words to choose from.
	Enum []string `json:"enum,omitempty"`
	// Default is what holds if the key is not there.
	Default  string  `json:"default,omitempty"`
	Pattern  string  `json:"pattern,omitempty"`
	Examples []any   `json:"examples,omitempty"`
	Minimum  *int64  `json:"minimum,omitempty"`
	Maximum  *int64  `json:"maximum,omitempty"`
	Items    *Schema `json:"items,omitempty"`
	// Properties are the keys of a mapping, PatternProperties those of which
	// only the form is known.
	Properties           Properties `json:"properties,omitempty"`
	PatternProperties    Properties `json:"patternProperties,omitempty"`
	AdditionalProperties *bool      `json:"additionalProperties,omitempty"`
	Required             []string   `json:"required,omitempty"`
}

// Types are the types of JSON that a value may have.
type Types []string

// MarshalJSON writes a single type as a word.
func (t Types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// Property is a key and what it takes.
type Property struct {
	Name string
	*Schema
}

// Properties are keys in the order to show them.
type Properties []Property

// MarshalJSON writes an object that keeps the order.
func (p Properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, property := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(property.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(property.Schema)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Property returns what a key of a mapping takes, nil if there is no such key.
func (s *Schema) Property(name string) *Schema {
	for _, p := range s.Properties {
		if p.Name == name {
			return p.Schema
		}
	}
	return nil
}

// Describe returns what the whole file looks like, from the keys that are read.
func Describe() *Schema {
	return mapping("Configuration of hublint: what is linted, by which rules, and what the code alone does not tell.", new(Config).keys()...).orNothing()
}

// word is one of a few words; preset holds if the key is not there.
func word(help, preset string, words ...string) *Schema {
	return &Schema{Description: help, Type: Types{"string"}, Enum: words, Default: preset}
}

// nonBlank is the form of a text that says something.
const nonBlank = `\S`

func text(help string, examples ...any) *Schema {
	return &Schema{Description: help, Type: Types{"string"}, Pattern: nonBlank, Examples: examples}
}

// texts is a text or a list of them.
func texts(help string, examples ...any) *Schema {
	return &Schema{Description: help, Type: Types{"array", "string", "null"}, Pattern: nonBlank, Items: &Schema{Type: Types{"string"}, Pattern: nonBlank}, Examples: examples}
}

func list(help string, item *Schema) *Schema {
	return &Schema{Description: help, Type: Types{"array", "null"}, Items: item}
}

// mapping has keys that hublint knows.
func mapping(help string, keys ...key) *Schema {
	s := named(help, nil)
	for _, k := range keys {
		s.Properties = append(s.Properties, Property{k.name, k.schema})
	}
	return s
}

// named is a mapping whose keys have a form, by patterns, and no others.
func named(help string, patterns Properties) *Schema {
	return &Schema{Description: help, Type: Types{"object"}, PatternProperties: patterns, AdditionalProperties: new(bool)}
}
