package terraform

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/value"
)

var encodeFunctions = map[string]builtin{
	"base64gzip": base64Gzip,
	"jsondecode": decodeJSON,
	"jsonencode": encodeJSON,
	"yamldecode": decodeYAML,
}

// encodeJSON keeps what was encoded beside the text, since some attributes take
// an object as JSON and the text has no places, nor its known parts if one part
// is unknown.
func encodeJSON(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	if args[0].IsWhole() {
		if text, ok := c.library(stdlib.JSONEncodeFunc, args); ok {
			s, _ := text.Text()
			c.unit.decoded[s] = args[0]
			return text, true
		}
		return value.Value{}, false
	}
	v := c.unknown(args)
	w := *v.Unresolved()
	if w.ID == 0 {
		w.ID = c.unit.fresh()
	}
	c.unit.decoded[w.ID] = args[0]
	return value.NewUnknown(w).At(c.at), true
}

// decodedFrom returns what a text that holds JSON was encoded from; false if
// that is not known.
func (u *unit) decodedFrom(v value.Value) (value.Value, bool) {
	if text, ok := v.Text(); ok {
		d, ok := u.decoded[text]
		return d, ok
	}
	if w := v.Unresolved(); w != nil && w.ID != 0 {
		d, ok := u.decoded[w.ID]
		return d, ok
	}
	return value.Value{}, false
}

func decodeJSON(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	if v, ok := c.unit.decodedFrom(args[0]); ok {
		return v, true
	}
	text, ok := args[0].Text()
	if !ok || nesting(text) > maxNesting || !json.Valid([]byte(text)) {
		return value.Value{}, false
	}
	return c.library(stdlib.JSONDecodeFunc, args)
}

// nesting returns how deep brackets stand within each other.
func nesting(text string) int {
	depth, most := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			depth++
			most = max(most, depth)
		case ']', '}':
			depth--
		}
	}
	return most
}

// alias finds the places where a YAML text repeats a part of itself, which it
// can do without end.
var alias = pattern.Lazy(`(?m)(^|[\s:\[{,-])\*\w`)

func decodeYAML(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	text, ok := args[0].Text()
	if !ok || nesting(text) > maxNesting || strings.Contains(text, "&") && alias().MatchString(text) {
		return value.Value{}, false
	}
	return c.library(ctyyaml.YAMLDecodeFunc, args)
}

func base64Gzip(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	text, ok := args[0].Text()
	if !ok || len(text) > maxDecoded {
		return value.Value{}, false
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return value.OfString(base64.StdEncoding.EncodeToString(b.Bytes())), true
}

// compareTimes orders two times in the form of RFC 3339.
func compareTimes(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 {
		return value.Value{}, false
	}
	a, _ := args[0].Text()
	b, _ := args[1].Text()
	x, err := time.Parse(time.RFC3339, a)
	if err != nil {
		return value.Value{}, false
	}
	y, err := time.Parse(time.RFC3339, b)
	return value.OfInt(int64(x.Compare(y))), err == nil
}
