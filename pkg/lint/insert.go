package lint

import (
	"fmt"
	"path"
	"strings"

	"github.com/hublint/hublint/pkg/azure"
	"github.com/hublint/hublint/pkg/engine"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// openObject is the beginning of an object with a member on a line of its own:
// the line ending and the indentation before that member.
var openObject = pattern.Lazy(`^\{[ \t]*(\r?\n)(?:[ \t]*\r?\n)*([ \t]+)[^ \t\r\n}]`)

// keyWord is a key that Bicep takes without quotes.
var keyWord = pattern.Lazy(`^[A-Za-z_]\w*$`)

// insertion writes a property that is missing in an object which is written out,
// in the languages that name properties as ARM does.
func (x *fixer) insertion(r *graph.Resource, m engine.Match, want value.Value) *Fix {
	last := len(m.Path) - 1
	key, isKey := m.Path[last].(string)
	object, depth := r.Body.Find(m.Path[:last])
	at := object.Range()
	if !isKey || !keyWord().MatchString(key) || depth < last || object.Kind() != value.Object || object.Rest() != nil || object.Origin().Way != nil ||
		at.IsZero() || !x.texts.mendable(x.graph, at.File) {
		return nil
	}
	if f, ok := object.Field(key); ok && !f.Value.Has(value.Platform) {
		return nil
	}
	member, ok := memberOf(at, key, want)
	if !ok || !x.alone(m.Rule, at, "."+key) || len(azure.Mismatches(r.Type, r.APIVersion, nested(m.Path, want))) > 0 {
		return nil
	}
	inside := at.File.Range(int(at.Start)+1, int(at.Start)+1)
	return &Fix{"add " + strings.TrimSuffix(strings.TrimSpace(member), ","), []Edit{{inside, member}}}
}

// nested returns a body with nothing in it but a value at a path of keys.
func nested(p value.Path, v value.Value) value.Value {
	for i := len(p) - 1; i >= 0; i-- {
		if key, ok := p[i].(string); ok {
			v = value.OfFields(value.Field{Key: key, Value: v})
		} else {
			v = value.OfItems(v)
		}
	}
	return v
}

// memberOf returns what to write after the brace that opens an object to make a
// property the first of its members.
func memberOf(object source.Range, key string, v value.Value) (string, bool) {
	text := object.Text()
	begin := openObject().FindStringSubmatch(text)
	if begin == nil {
		return "", false
	}
	switch path.Ext(object.File.Path) {
	case ".bicep":
		return fmt.Sprintf("%s%s%s: %s", begin[1], begin[2], key, literal(object, v)), !strings.Contains(text, "...")
	case ".json":
		return fmt.Sprintf("%s%s%q: %s,", begin[1], begin[2], key, literal(object, v)), !strings.Contains(text, `"copy"`)
	}
	return "", false
}
