package azurerm

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hublint/hublint/pkg/azure"
)

// everywhere are the arguments that are no part of a body in any type.
var everywhere = map[string]string{
	"resource_group_name": "makes an edge to the resource group",
}

// Each argument the provider documents for its IoT resources is mapped, part
// of a name or scope, or on a list with the reason.
func TestArguments(t *testing.T) {
	var list struct {
		Source, Date string
		Types        map[string][]string
		// WithoutType are the blocks that ARM has no type for, with the reason.
		WithoutType map[string]string `json:"without_type"`
	}
	data, err := os.ReadFile("testdata/provider/arguments.json")
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil || list.Source == "" || list.Date == "" {
		t.Fatal("arguments.json:", err)
	}
	for typ, arguments := range list.Types {
		x := known.of(typ)
		if x == nil {
			if list.WithoutType[typ] == "" {
				t.Errorf("%s has no table", typ)
			}
			continue
		}
		for _, argument := range arguments {
			argument, fallback, _ := strings.Cut(argument, " = ")
			if got := x.fallback(argument); fallback != got {
				t.Errorf("%s: %s has the default %q in the table, %q in the documentation", typ, argument, got, fallback)
			}
			if why, ok := everywhere[argument]; ok && why != "" {
				continue
			}
			if !x.deals(argument) && x.Ignored[argument] == "" {
				t.Errorf("%s: %s is neither mapped nor ignored with a reason", typ, argument)
			}
		}
	}
}

// fallback returns the default of an argument with the newest provider.
func (x *table) fallback(argument string) string {
	block, name, nested := strings.Cut(argument, ".")
	if !nested {
		block, name = "", argument
	}
	for _, a := range x.named(block, name) {
		if a.Default != nil && a.holds(0) && (nested || a.Rows == nil) {
			return scalarText(ofScalar(a.Default))
		}
	}
	return ""
}

// deals reports whether a table knows an argument: "name", or "block.name" for
// one of a nested block wherever it is.
func (x *table) deals(argument string) bool {
	block, name, nested := strings.Cut(argument, ".")
	if !nested {
		return x.has(argument) || slices.Contains(x.apart, argument)
	}
	return len(x.named(block, name)) > 0
}

func (s *shape) has(name string) bool {
	_, ok := s.Attributes[name]
	return ok || s.inText(name)
}

// named returns the attributes of a name in nested blocks of a name, wherever
// they are; in the shape itself if that is empty.
func (s *shape) named(block, name string) []attribute {
	var out []attribute
	if a, ok := s.Attributes[name]; ok && block == "" {
		out = append(out, a)
	}
	for key, a := range s.Attributes {
		shapes := []*shape{a.One, a.List}
		for _, list := range a.Into {
			shapes = append(shapes, list.List)
		}
		if _, ok := a.Rows[name]; ok && key == block {
			out = append(out, a)
		}
		if a.By == name && key == block {
			out = append(out, attribute{})
		}
		for _, x := range shapes {
			switch {
			case x == nil || block == "":
			case key == block:
				out = append(out, x.named("", name)...)
				fallthrough
			default:
				out = append(out, x.named(block, name)...)
			}
		}
	}
	return out
}

func tableNames(t *testing.T) []string {
	t.Helper()
	entries, err := tableFiles.ReadDir("tables")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".json"))
	}
	return names
}

// Every table can be read without a field it does not have, says where it is
// from, and names blocks and types that exist.
func TestTables(t *testing.T) {
	for _, name := range tableNames(t) {
		x, err := readTable(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if x.Source == "" || len(x.Date) != len("2026-08-21") || x.API == "" {
			t.Errorf("%s: source %q of %q, API %q", name, x.Source, x.Date, x.API)
		}
		if got := azure.CanonicalType(x.Type); got != x.Type {
			t.Errorf("%s: type %s is spelled %s", name, x.Type, got)
		}
		for _, p := range []*parent{x.Parent, x.foldParent()} {
			if p != nil && known.of(p.Block) == nil {
				t.Errorf("%s: its parent %s has no table", name, p.Block)
			}
		}
	}
}

// A table has only the fields that are read from it.
func TestTablesHaveNoOtherFields(t *testing.T) {
	allowed := map[string][]string{
		"table": {"source", "date", "type", "api", "parent", "segments", "scope", "fold", "children", "fill", "attributes", "set", "texts", "computed", "ignored"},
		"attribute": {"to", "as", "map", "join", "each", "alone", "keys", "pairs", "default", "from", "until", "also", "one", "list",
			"by", "into", "key", "rows"},
		"shape": {"attributes", "set", "texts"},
	}
	var check func(where, kind string, v any)
	check = func(where, kind string, v any) {
		fields, ok := v.(map[string]any)
		if !ok {
			return
		}
		for key, value := range fields {
			if !slices.Contains(allowed[kind], key) {
				t.Errorf("%s: no field is named %s", where, key)
			}
			switch {
			case key == "attributes":
				for name, a := range value.(map[string]any) {
					check(where+" "+name, "attribute", a)
				}
			case key == "into":
				for name, a := range value.(map[string]any) {
					check(where+" "+name, "attribute", a)
				}
			case key == "one", key == "list" && kind == "attribute":
				check(where, "shape", value)
			}
		}
	}
	for _, name := range tableNames(t) {
		data, err := tableFiles.ReadFile("tables/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		check(name, "table", v)
	}
}

// newer are properties that the types known here do not have yet.
var newer = map[string]string{
	"Microsoft.StreamAnalytics/streamingjobs identity.userAssignedIdentities": "in 2021-10-01-preview",
}

// What a table writes are properties that the type has in some version of its
// API, as far as the type is known.
func TestPathsExist(t *testing.T) {
	types := readTypes(t)
	checked := 0
	for _, name := range tableNames(t) {
		x := known.of(name)
		tree, ok := types[strings.ToLower(x.Type)]
		if !ok {
			continue
		}
		checked++
		var at []string
		if x.Fold != nil {
			at = steps(x.Fold.List)
		}
		for _, path := range x.paths(at) {
			property := x.Type + " " + strings.Join(path, ".")
			if !tree.has(path) && newer[property] == "" {
				t.Errorf("%s: there is no property %s", name, property)
			}
		}
		for _, c := range x.Children {
			for _, path := range c.paths(nil) {
				if tree := types[strings.ToLower(x.Type+"/"+c.Type)]; !tree.has(path) {
					t.Errorf("%s: %s has no property %s", name, c.Type, strings.Join(path, "."))
				}
			}
		}
		for _, f := range x.Fill {
			if !tree.has(steps(f.Path)) {
				t.Errorf("%s: %s has no property %s", name, x.Type, f.Path)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d tables were checked", checked)
	}
}

// paths returns every path a shape writes to, below another one.
func (s *shape) paths(at []string) [][]string {
	var out [][]string
	for _, a := range s.Attributes {
		to := below(at, a.To)
		switch {
		case a.By != "":
			for _, list := range a.Into {
				out = append(out, list.List.paths(below(to, list.To))...)
			}
		case a.Key != "":
			out = append(out, a.List.paths(below(to, "*"))...)
		case a.One != nil:
			out = append(out, a.One.paths(to)...)
		case a.List != nil:
			out = append(out, a.List.paths(to)...)
		case a.Each != "":
			out = append(out, below(to, a.Each))
		case len(a.Pairs) > 0:
			out = append(out, below(to, a.Pairs[0]), below(to, a.Pairs[1]))
		default:
			out = append(out, to)
		}
		for path := range a.Also {
			out = append(out, below(at, path))
		}
	}
	for path := range s.Set {
		out = append(out, below(at, path))
	}
	for _, x := range s.Texts {
		out = append(out, below(at, x.To))
	}
	return out
}

// names is what is known of a type's properties.
type names map[string]names

func (n names) has(path []string) bool {
	for i, step := range path {
		if len(n) == 0 && i > 0 {
			return true // what is below is not known
		}
		next, ok := n[step]
		if !ok {
			next, ok = n["*"]
		}
		if !ok {
			return false
		}
		n = next
	}
	return true
}

func readTypes(t *testing.T) map[string]names {
	t.Helper()
	files, err := filepath.Glob("../../azure/types/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no types", err)
	}
	out := map[string]names{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var f struct{ Types map[string]any }
		if err := json.Unmarshal(data, &f); err != nil {
			t.Fatal(path.Base(file), err)
		}
		for _, typ := range slices.Sorted(maps.Keys(f.Types)) {
			out[strings.ToLower(typ)] = toNames(f.Types[typ].([]any))
		}
	}
	return out
}

func toNames(list []any) names {
	n := names{}
	for _, item := range list {
		switch item := item.(type) {
		case string:
			n[item] = nil
		case []any:
			n[item[0].(string)] = toNames(item[1:])
		}
	}
	return n
}

// The roles that rules know by their ids are those that azurerm names.
func TestRoles(t *testing.T) {
	facts, err := azure.Facts()
	if err != nil {
		t.Fatal(err)
	}
	byName := known.of("azurerm_role_assignment").Attributes["role_definition_name"].Map
	roles := facts["roles"].(map[string]any)["by_id"].(map[string]any)
	if len(roles) == 0 {
		t.Fatal("there are no roles")
	}
	for id, role := range roles {
		name := role.(map[string]any)["name"].(string)
		if got, _ := byName[name].(string); !strings.HasSuffix(got, "/"+id) {
			t.Errorf("%s is %s among the facts, %q in the table", name, id, got)
		}
	}
}
