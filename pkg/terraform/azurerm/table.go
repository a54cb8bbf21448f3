package azurerm

import (
	"embed"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed tables/*.json
var tableFiles embed.FS

// table says what the blocks of one resource type are in ARM.
type table struct {
	Source string `json:"source"`
	Date   string `json:"date"`
	// Type and API are the ARM type and the API version the provider uses.
	Type string `json:"type"`
	API  string `json:"api"`
	// Parent is set for a child resource.
	Parent *parent `json:"parent"`
	// Segments are the attributes that make the last part of the name, in
	// order; "name" where there are none. A text in quotes stands for itself.
	Segments []string `json:"segments"`
	// Scope names the attributes with what an extension resource extends;
	// the first that is written counts.
	Scope []string `json:"scope"`
	// Fold is set where the block is no resource in ARM but a part of one.
	Fold *fold `json:"fold"`
	// Children are the nested blocks that are resources of their own.
	Children []child `json:"children"`
	// Fill are the values at whole ARM paths that the provider sends if
	// nothing was put there, by a fold neither.
	Fill []filler `json:"fill"`
	shape
	// Computed are the attributes that the provider works out, of which
	// something is known.
	Computed map[string]computed `json:"computed"`
	// Ignored are the arguments that have no place in ARM, with the reason.
	Ignored map[string]string `json:"ignored"`
	// apart are the attributes that are not part of the body.
	apart []string
}

// parent says by which attributes a block names the one it belongs to.
type parent struct {
	// Block is the parent's block type.
	Block string `json:"block"`
	// ID names the attribute with the parent's id; Names those with the
	// segments of its name. The first that is written counts.
	ID    string   `json:"id"`
	Names []string `json:"names"`
}

// fold says where in its parent a block stands.
type fold struct {
	parent
	// List is the path of the list the block is an item of. Without it the
	// block's attributes have their paths in the parent.
	List string `json:"list"`
}

// child is a nested block that is a child resource in ARM.
type child struct {
	Block string `json:"block"`
	// Type is what follows the type of the resource around it.
	Type string `json:"type"`
	API  string `json:"api"`
	// Segments are as in a table.
	Segments []string `json:"segments"`
	shape
}

// filler is a value the provider sends where nothing is written.
type filler struct {
	Path  string          `json:"path"`
	Value json.RawMessage `json:"value"`
	during
}

// shape says how the attributes of a block make an object.
type shape struct {
	Attributes map[string]attribute `json:"attributes"`
	// Set are fields that follow from the type alone, by their path.
	Set map[string]any `json:"set"`
	// Texts are fields made of several attributes.
	Texts []text `json:"texts"`
	// defaulted are the attributes with a default, in order.
	defaulted []string
}

// prepare notes what building asks for again and again.
func (s *shape) prepare() {
	if s == nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(s.Attributes)) {
		a := s.Attributes[name]
		if a.Default != nil && a.Rows == nil && len(a.path) > 0 {
			s.defaulted = append(s.defaulted, name)
		}
		a.One.prepare()
		a.List.prepare()
		for _, list := range a.Into {
			list.List.prepare()
		}
	}
}

// text is a field made of several attributes: those that are true, each by
// a word, or a format with names in braces.
type text struct {
	To    string      `json:"to"`
	Flags [][2]string `json:"flags"`
	// List makes a list of the words of flags, not a text.
	List   bool   `json:"list"`
	Format string `json:"format"`
}

// computed is what is known of an attribute before it is worked out.
type computed struct {
	// Text is a format with the names of the block's own attributes in
	// braces, and {*} for what can't be known.
	Text string `json:"text"`
	// Secret marks a key, or a text with one in it.
	Secret bool `json:"secret"`
}

// during is the range of the provider's major versions a default holds for,
// both ends included; 0 is open.
type during struct {
	From  int `json:"from"`
	Until int `json:"until"`
}

func (d during) holds(major int) bool {
	if major == 0 {
		return d.Until == 0
	}
	return d.From <= major && (d.Until == 0 || major <= d.Until)
}

// attribute says where a value goes and what it becomes there. In a file it
// is a path, or an object with the path as "to".
type attribute struct {
	// To is a path below the object the attribute belongs to. A block
	// without one gives its attributes to that object.
	To string `json:"to"`
	// As is the type the provider reads: "string" if empty, "number",
	// "bool", or "any" for what is taken as it is.
	As string `json:"as"`
	// Map gives the ARM value of a text or boolean. Values that are not
	// listed stay. "not", "enabled" and "disabled" are names of such maps.
	Map valueMap `json:"map"`
	// Join makes a text of a list.
	Join string `json:"join"`
	// Each makes an object of each item of a list, with the item at the path.
	Each string `json:"each"`
	// Alone makes a list of a value that is its only item.
	Alone bool `json:"alone"`
	// Keys makes an object of a list, its items the keys of empty objects.
	Keys bool `json:"keys"`
	// Pairs makes a list of an object, with key and value at these fields.
	Pairs []string `json:"pairs"`
	// Default is what the provider sends where nothing is written.
	Default any `json:"default"`
	during
	// Also are fields that follow from the attribute being written.
	Also map[string]any `json:"also"`
	// One and List say what a nested block becomes: an object, or a list.
	One  *shape `json:"one"`
	List *shape `json:"list"`
	// By names the attribute of a nested block that says, by Into, in which
	// list below the path it is and how it looks there.
	By   string               `json:"by"`
	Into map[string]attribute `json:"into"`
	// Key names the attribute that is the key of a nested block, which then
	// are fields of an object.
	Key string `json:"key"`
	// Rows makes a list of the attributes of a nested block, those of a block
	// in it written "block.name": an object each, with a word and the value
	// at the fields of Pairs. The default is that of each.
	Rows map[string]row `json:"rows"`
	// path is To in steps.
	path []string
}

// row is what an attribute is in a list of rows. In a file it is the word, or
// the word and the field of the value.
type row struct{ word, at string }

// UnmarshalJSON reads a text or a list of two.
func (r *row) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &r.word)
	}
	return json.Unmarshal(data, &[]any{&r.word, &r.at})
}

// UnmarshalJSON reads a path or an object.
func (a *attribute) UnmarshalJSON(data []byte) error {
	type plain attribute
	into := any((*plain)(a))
	if data[0] == '"' {
		into = &a.To
	}
	err := json.Unmarshal(data, into)
	a.path = steps(a.To)
	return err
}

// valueMap gives ARM values by text; booleans are "true" and "false".
type valueMap map[string]any

// namedMaps are the maps that many attributes share.
var namedMaps = map[string]valueMap{
	"not":      {"true": false, "false": true},
	"enabled":  {"true": "Enabled", "false": "Disabled"},
	"disabled": {"true": "Disabled", "false": "Enabled"},
}

// UnmarshalJSON reads the name of a map or a map.
func (m *valueMap) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		var name string
		err := json.Unmarshal(data, &name)
		*m = namedMaps[name]
		return err
	}
	return json.Unmarshal(data, (*map[string]any)(m))
}

// tables reads each table once, when its type is first met. A type without a
// table has nil.
type tables struct {
	mu   sync.Mutex
	read map[string]*table
}

// known are the tables read so far in this process.
var known = tables{read: map[string]*table{}}

func (t *tables) of(typ string) *table {
	t.mu.Lock()
	defer t.mu.Unlock()
	if found, ok := t.read[typ]; ok {
		return found
	}
	found, err := readTable(typ)
	if err != nil {
		return nil
	}
	t.read[typ] = found
	return found
}

func readTable(typ string) (*table, error) {
	data, err := tableFiles.ReadFile("tables/" + typ + ".json")
	if err != nil {
		return nil, err
	}
	t := &table{}
	if err := json.Unmarshal(data, t); err != nil {
		return nil, err
	}
	t.prepare()
	for i := range t.Children {
		t.Children[i].prepare()
	}
	t.apart = t.findApart()
	return t, nil
}

// steps returns the elements of a dotted path, none of an empty one.
func steps(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, ".")
}
