package azure

import (
	_ "embed" // for the table of defaults
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/hublint/hublint/pkg/value"
)

//go:embed defaults.json
var defaultsFile []byte

// fallback is a row of the table of defaults: what the platform sets where
// nothing is sent.
type fallback struct {
	// Path to the property; "[]" stands for each item of an array, "*" for
	// each field of an object.
	Path []string `json:"path"`
	// Value is a scalar.
	Value any `json:"value"`
	// If names a property beside this one that must be set.
	If     string `json:"if"`
	Source string `json:"source"`
}

type defaultsTable struct {
	Source string                `json:"source"`
	Date   string                `json:"date"`
	Types  map[string][]fallback `json:"types"`
}

func readDefaults() (defaultsTable, error) {
	var t defaultsTable
	return t, json.Unmarshal(defaultsFile, &t)
}

// defaults returns the rows of the table by lower-case type.
var defaults = sync.OnceValue(func() map[string][]fallback {
	t, err := readDefaults()
	if err != nil {
		return nil
	}
	rows := make(map[string][]fallback, len(t.Types))
	for typ, list := range t.Types {
		rows[strings.ToLower(typ)] = list
	}
	return rows
})

// apply fills the default into the body of a resource.
func (d fallback) apply(body value.Value) value.Value {
	if len(d.Path) > 1 && body.Kind() == value.Object && body.Get("properties").Kind() == value.Absent {
		body = withField(body, "properties", value.OfFields().With(value.Platform))
	}
	return d.fill(body, d.Path, scalar(d.Value))
}

// scalar returns a scalar of a JSON document.
func scalar(v any) value.Value {
	if f, ok := v.(float64); ok && f == float64(int64(f)) {
		return value.OfInt(int64(f))
	}
	return value.Of(v)
}

// fill sets the property at a path below v. What is known in part is left
// alone: the property may be among the rest.
func (d fallback) fill(v value.Value, path []string, def value.Value) value.Value {
	step := path[0]
	if step == "[]" {
		if v.Kind() != value.Array {
			return v
		}
		return mapItems(v, func(item value.Value) value.Value { return d.fill(item, path[1:], def) })
	}
	if v.Kind() != value.Object || v.Rest() != nil {
		return v
	}
	if len(path) == 1 {
		return d.set(v, step, def)
	}
	fields := slices.Clone(v.Fields())
	for i, f := range fields {
		if step == "*" || strings.EqualFold(step, f.Key) {
			fields[i].Value = d.fill(f.Value, path[1:], def)
		}
	}
	return withFields(v, fields)
}

func (d fallback) set(v value.Value, key string, def value.Value) value.Value {
	written := v.Get(key)
	if !written.IsNothing() || d.If != "" && isEmpty(v.Get(d.If)) {
		return v
	}
	return withField(v, key, def.WithOrigin(written.Origin()).With(value.Platform))
}

// isEmpty reports whether nothing, or no text, is written.
func isEmpty(v value.Value) bool {
	text, ok := v.Text()
	return v.IsNothing() || ok && text == ""
}

// withField returns an object with one more field, in place of a null if that
// is written.
func withField(v value.Value, key string, part value.Value) value.Value {
	fields := slices.Clone(v.Fields())
	i := slices.IndexFunc(fields, func(f value.Field) bool { return strings.EqualFold(f.Key, key) })
	if i < 0 {
		return withFields(v, append(fields, value.Field{Key: key, Value: part}))
	}
	fields[i].Value = part
	return withFields(v, fields)
}
