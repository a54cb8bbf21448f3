package expr

import (
	"strconv"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/hublint/hublint/pkg/value"
)

// maxJSONDepth bounds the nesting of JSON in a string.
const maxJSONDepth = 100

func parseJSON(c *invocation, args []value.Value) (value.Value, bool) {
	s, ok := args[0].Text()
	if !ok {
		return value.Value{}, false
	}
	return jsonValue(c, s)
}

// jsonValue reads JSON in a string. All of it stands where the call does.
func jsonValue(c *invocation, s string) (value.Value, bool) {
	if tooDeep(s) || !gjson.Valid(s) || !c.ev.Budget.bytes(len(s)) {
		return value.Value{}, false
	}
	return c.fromJSON(gjson.Parse(s)), true
}

// tooDeep reports whether brackets nest beyond what is read; those in strings
// count too, which refuses only odd text.
func tooDeep(s string) bool {
	depth, deepest := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		}
	}
	return deepest > maxJSONDepth
}

func (c *invocation) fromJSON(r gjson.Result) value.Value {
	at := c.call.At
	switch r.Type {
	case gjson.True, gjson.False:
		return value.OfBool(r.Type == gjson.True).At(at)
	case gjson.String:
		return value.OfString(r.Str).At(at)
	case gjson.Number:
		if i, err := strconv.ParseInt(r.Raw, 10, 64); err == nil {
			return value.OfInt(i).At(at)
		}
		return value.OfFloat(r.Num).At(at)
	case gjson.JSON:
		return c.fromJSONContainer(r)
	}
	return value.Of(nil).At(at)
}

func (c *invocation) fromJSONContainer(r gjson.Result) value.Value {
	var items []value.Value
	var fields []value.Field
	r.ForEach(func(k, v gjson.Result) bool {
		if r.IsArray() {
			items = append(items, c.fromJSON(v))
		} else {
			fields = append(fields, value.Field{Key: k.Str, KeyRange: c.call.At, Value: c.fromJSON(v)})
		}
		return true
	})
	if r.IsArray() {
		return value.OfItems(items...).At(c.call.At)
	}
	return value.OfFields(fields...).At(c.call.At)
}

// appendJSON writes a whole value as compact JSON.
func appendJSON(out []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.String:
		s, _ := v.Text()
		return appendQuoted(out, s)
	case value.Array:
		out = append(out, '[')
		for i, item := range v.Items() {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendJSON(out, item)
		}
		return append(out, ']')
	case value.Object:
		out = append(out, '{')
		for i, f := range v.Fields() {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(appendQuoted(out, f.Key), ':')
			out = appendJSON(out, f.Value)
		}
		return append(out, '}')
	case value.Bool:
		b, _ := v.Bool()
		return strconv.AppendBool(out, b)
	case value.Int, value.Float:
		s, _ := displayText(v)
		return append(out, s...)
	}
	return append(out, "null"...)
}

// appendQuoted writes a string as the service does: only what JSON demands is
// escaped.
func appendQuoted(out []byte, s string) []byte {
	out = append(out, '"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			out = append(out, '\\', byte(r))
		case '\n':
			out = append(out, `\n`...)
		case '\r':
			out = append(out, `\r`...)
		case '\t':
			out = append(out, `\t`...)
		case '\b':
			out = append(out, `\b`...)
		case '\f':
			out = append(out, `\f`...)
		default:
			if r < 0x20 {
				out = append(out, `\u00`...)
				out = append(out, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
				continue
			}
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}
