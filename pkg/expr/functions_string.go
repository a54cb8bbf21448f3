package expr

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/hublint/hublint/pkg/value"
)

// stringFunctions are the functions on strings.
func stringFunctions() map[string]function {
	return map[string]function{
		"base64":               onText(func(s string) (string, bool) { return base64.StdEncoding.EncodeToString([]byte(s)), true }),
		"base64tostring":       onText(decodeBase64),
		"base64tojson":         {min: 1, max: 1, run: base64ToJSON},
		"datauri":              onText(dataURI),
		"datauritostring":      onText(decodeDataURI),
		"endswith":             {min: 2, max: 2, run: onTexts(func(s, t string) bool { return strings.HasSuffix(strings.ToLower(s), strings.ToLower(t)) })},
		"startswith":           {min: 2, max: 2, tolerant: true, run: startsWith},
		"format":               {min: 1, max: -1, tolerant: true, run: format},
		"join":                 {min: 2, max: 2, tolerant: true, run: join},
		"json":                 {min: 1, max: 1, run: parseJSON},
		"padleft":              {min: 2, max: 3, run: padLeft},
		"replace":              {min: 3, max: 3, run: replace},
		"split":                {min: 2, max: 2, tolerant: true, run: split},
		"string":               {min: 1, max: 1, tolerant: true, run: toText},
		"substring":            {min: 2, max: 3, run: substring},
		"tolower":              {min: 1, max: 1, tolerant: true, run: changeCase(strings.ToLower)},
		"toupper":              {min: 1, max: 1, tolerant: true, run: changeCase(strings.ToUpper)},
		"trim":                 onText(func(s string) (string, bool) { return strings.TrimSpace(s), true }),
		"uri":                  {min: 2, max: 2, tolerant: true, run: joinURI},
		"uricomponent":         onText(func(s string) (string, bool) { return escapeURI(s), true }),
		"uricomponenttostring": onText(func(s string) (string, bool) { t, err := url.PathUnescape(s); return t, err == nil }),
		"uniquestring":         {min: 1, max: -1, run: hashed(uniqueString)},
		"guid":                 {min: 1, max: -1, run: hashed(guid)},
	}
}

func utf16Of(s string) []uint16 { return utf16.Encode([]rune(s)) }

func fromUTF16(units []uint16) string { return string(utf16.Decode(units)) }

// onText returns a function from one string to another.
func onText(f func(string) (string, bool)) function {
	return function{min: 1, max: 1, run: func(c *invocation, args []value.Value) (value.Value, bool) {
		s, ok := args[0].Text()
		if !ok {
			return value.Value{}, false
		}
		out, ok := f(s)
		return value.OfString(out), ok && c.ev.Budget.bytes(len(out))
	}}
}

// onTexts returns a function from two strings to a truth.
func onTexts(f func(s, t string) bool) func(*invocation, []value.Value) (value.Value, bool) {
	return func(_ *invocation, args []value.Value) (value.Value, bool) {
		s, okS := args[0].Text()
		t, okT := args[1].Text()
		return value.OfBool(okS && okT && f(s, t)), okS && okT
	}
}

func decodeBase64(s string) (string, bool) {
	data, err := base64.StdEncoding.DecodeString(s)
	return string(data), err == nil
}

func base64ToJSON(c *invocation, args []value.Value) (value.Value, bool) {
	s, _ := args[0].Text()
	decoded, ok := decodeBase64(s)
	if !ok {
		return value.Value{}, false
	}
	return jsonValue(c, decoded)
}

func dataURI(s string) (string, bool) {
	return "data:text/plain;charset=utf8;base64," + base64.StdEncoding.EncodeToString([]byte(s)), true
}

func decodeDataURI(s string) (string, bool) {
	head, data, ok := strings.Cut(s, ",")
	if !ok || !strings.HasPrefix(head, "data:") {
		return "", false
	}
	if strings.HasSuffix(head, ";base64") {
		return decodeBase64(data)
	}
	text, err := url.PathUnescape(data)
	return text, err == nil
}

// startsWith looks at the beginning of a string, which may be all that is
// known of it.
func startsWith(_ *invocation, args []value.Value) (value.Value, bool) {
	prefix, ok := args[1].Text()
	if !ok {
		return value.Value{}, false
	}
	known, whole := args[0].Text()
	if !whole {
		known = args[0].Prefix()
	}
	known, prefix = strings.ToLower(known), strings.ToLower(prefix)
	n := min(len(known), len(prefix))
	switch {
	case known[:n] != prefix[:n]:
		return value.OfBool(false), true
	case len(known) >= len(prefix):
		return value.OfBool(true), true
	}
	return value.OfBool(false), whole
}

// join joins the items of an array to a string.
func join(c *invocation, args []value.Value) (value.Value, bool) {
	delimiter, ok := args[1].Text()
	if !ok || !isList(args[0]) {
		return value.Value{}, false
	}
	var lists [][]value.Part
	for i, item := range args[0].Items() {
		if i > 0 {
			lists = append(lists, text(delimiter))
		}
		parts, ok := value.PartsOf(item)
		if !ok {
			return value.Value{}, false
		}
		lists = append(lists, parts)
	}
	return c.joined(true, lists, args)
}

func padLeft(c *invocation, args []value.Value) (value.Value, bool) {
	s, ok := displayText(args[0])
	width, okWidth := args[1].Int()
	pad := " "
	if len(args) == 3 {
		pad, _ = args[2].Text()
	}
	missing := width - int64(len(utf16Of(s)))
	if !ok || !okWidth || len(pad) != 1 || missing > 1<<20 || !c.ev.Budget.bytes(int(max(missing, 0))) {
		return value.Value{}, false
	}
	return value.OfString(strings.Repeat(pad, int(max(missing, 0))) + s), true
}

func replace(c *invocation, args []value.Value) (value.Value, bool) {
	s, okS := args[0].Text()
	old, okOld := args[1].Text()
	with, okWith := args[2].Text()
	if !okS || !okOld || !okWith || old == "" {
		return value.Value{}, false
	}
	if !c.ev.Budget.bytes(len(s) + strings.Count(s, old)*len(with)) {
		return value.Value{}, false
	}
	return value.OfString(strings.ReplaceAll(s, old, with)), true
}

// split splits a string at one or several delimiters. A string known in part
// is split at the delimiters in its known pieces only if the unknown ones
// stand alone in theirs, as names in a resource id do.
func split(c *invocation, args []value.Value) (value.Value, bool) {
	delimiters, ok := delimitersOf(args[1])
	s, known := args[0].Text()
	if !ok || !known {
		return value.Value{}, false
	}
	for _, d := range delimiters[1:] {
		s = strings.ReplaceAll(s, d, delimiters[0])
	}
	pieces := strings.Split(s, delimiters[0])
	if !c.ev.Budget.bytes(len(s)) || !c.ev.Budget.items(len(pieces)) {
		return value.Value{}, false
	}
	items := make([]value.Value, len(pieces))
	for i, piece := range pieces {
		items[i] = value.OfString(piece).At(c.call.At)
	}
	return value.OfItems(items...), true
}

func delimitersOf(v value.Value) (list []string, ok bool) {
	if s, ok := v.Text(); ok {
		return []string{s}, s != ""
	}
	for _, item := range v.Items() {
		s, ok := item.Text()
		if !ok || s == "" {
			return nil, false
		}
		list = append(list, s)
	}
	return list, len(list) > 0 && v.Rest() == nil
}

// toText returns a value as a string: arrays and objects as JSON.
func toText(c *invocation, args []value.Value) (value.Value, bool) {
	v := args[0]
	if u := v.Unresolved(); u != nil && u.Parts != nil {
		return v, true
	}
	if v.Kind() == value.String {
		return v, true
	}
	if !v.IsWhole() {
		return value.Value{}, false
	}
	s, ok := displayText(v)
	if !ok {
		s = string(appendJSON(nil, v))
	}
	return value.OfString(s), c.ev.Budget.bytes(len(s))
}

// displayText returns a scalar as .NET shows it.
func displayText(v value.Value) (string, bool) {
	if parts, ok := value.PartsOf(v); ok && v.Kind() != value.Unknown {
		return value.Render(parts), true
	}
	return "", v.Kind() == value.Null
}

func substring(_ *invocation, args []value.Value) (value.Value, bool) {
	s, ok := args[0].Text()
	start, okStart := args[1].Int()
	units := utf16Of(s)
	n := int64(len(units)) - start
	if len(args) == 3 {
		n, _ = args[2].Int()
	}
	if !ok || !okStart || start < 0 || n < 0 || start+n > int64(len(units)) {
		return value.Value{}, false
	}
	return value.OfString(fromUTF16(units[start : start+n])), true
}

// changeCase maps a string, and what is known of one if the unknown pieces do
// not matter to a comparison without case.
func changeCase(f func(string) string) func(*invocation, []value.Value) (value.Value, bool) {
	return func(c *invocation, args []value.Value) (value.Value, bool) {
		if s, ok := args[0].Text(); ok {
			return value.OfString(f(s)), c.ev.Budget.bytes(len(s))
		}
		u := args[0].Unresolved()
		if u == nil || u.Parts == nil {
			return value.Value{}, false
		}
		lists := make([][]value.Part, len(u.Parts))
		for i, p := range u.Parts {
			if p.ID == 0 {
				lists[i] = text(f(p.Text))
				continue
			}
			piece := value.NewUnknown(value.Unresolved{ID: p.ID})
			lists[i] = []value.Part{{ID: value.Combine(strings.ToLower(c.call.Name), piece)}}
		}
		return c.joined(true, lists, args)
	}
}

// joinURI resolves a relative address against another.
func joinURI(c *invocation, args []value.Value) (value.Value, bool) {
	base, okBase := args[0].Text()
	relative, okRelative := args[1].Text()
	if !okBase || !okRelative {
		return joinUnknownURI(c, args)
	}
	b, err := url.Parse(base)
	if err != nil || !b.IsAbs() {
		return value.Value{}, false
	}
	r, err := url.Parse(relative)
	if err != nil {
		return value.Value{}, false
	}
	return value.OfString(b.ResolveReference(r).String()), true
}

// joinUnknownURI keeps the end of an address of which only that is known.
func joinUnknownURI(c *invocation, args []value.Value) (value.Value, bool) {
	if args[0].Kind() != value.Unknown {
		return value.Value{}, false
	}
	relative, ok := value.PartsOf(args[1])
	if !ok {
		return value.Value{}, false
	}
	return c.joined(true, [][]value.Part{{{ID: c.ev.fresh()}}, text("/"), relative}, args)
}

// escapeURI escapes all but letters, digits and "-_.~".
func escapeURI(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)+0x100, 16))[1:])
	}
	return b.String()
}
