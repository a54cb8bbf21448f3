package terraform

import (
	"regexp"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

var textFunctions = map[string]builtin{
	"endswith":    func(_ *invocation, args []value.Value) (value.Value, bool) { return compare(args, strings.HasSuffix) },
	"format":      formatText,
	"join":        joinText,
	"lower":       func(c *invocation, args []value.Value) (value.Value, bool) { return c.mapText(args, strings.ToLower) },
	"replace":     replaceText,
	"startswith":  startsWith,
	"strcontains": func(_ *invocation, args []value.Value) (value.Value, bool) { return compare(args, strings.Contains) },
	"timecmp":     compareTimes,
	"upper":       func(c *invocation, args []value.Value) (value.Value, bool) { return c.mapText(args, strings.ToUpper) },
}

func compare(args []value.Value, f func(s, part string) bool) (value.Value, bool) {
	if len(args) != 2 {
		return value.Value{}, false
	}
	s, ok := asText(args[0])
	t, ok2 := asText(args[1])
	return value.OfBool(f(s, t)), ok && ok2
}

// startsWith is known where the part of the text that is known is long enough.
func startsWith(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) == 2 && args[0].Kind() == value.Unknown {
		prefix, ok := args[1].Text()
		known := args[0].Prefix()
		switch {
		case ok && strings.HasPrefix(known, prefix):
			return value.OfBool(true), true
		case ok && !strings.HasPrefix(prefix, known):
			return value.OfBool(false), true
		}
		return value.Value{}, false
	}
	return compare(args, strings.HasPrefix)
}

// mapText applies a function to the known pieces of a string.
func (c *invocation) mapText(args []value.Value, f func(string) string) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	if text, ok := asText(args[0]); ok {
		return value.OfString(f(text)), true
	}
	u := args[0].Unresolved()
	if u == nil || u.Parts == nil && u.AnyOf == nil {
		return value.Value{}, false
	}
	d := *c.unknown(args).Unresolved()
	for _, v := range u.AnyOf {
		text, ok := asText(v)
		if !ok {
			return value.Value{}, false
		}
		d.AnyOf = append(d.AnyOf, value.OfString(f(text)).At(v.Range()))
	}
	if u.Parts == nil {
		return value.NewUnknown(d).At(c.at), true
	}
	parts := make([]value.Part, len(u.Parts))
	for i, p := range u.Parts {
		parts[i] = value.Part{Text: f(p.Text)}
		if p.ID != 0 {
			parts[i] = value.Part{ID: value.Combine(c.name, value.NewUnknown(value.Unresolved{ID: p.ID}))}
		}
	}
	return value.FromParts(d, parts).At(c.at), true
}

// join joins a list to a string that is known in part if some items are not.
func (u *unit) join(list value.Value, separator string, at source.Range) value.Value {
	if !isList(list) {
		return value.Derive(at.Excerpt(), value.Combine("join", value.OfString(separator), list), at, list)
	}
	var parts []value.Value
	for i := range list.Items() {
		if i > 0 {
			parts = append(parts, value.OfString(separator))
		}
		parts = append(parts, list.Item(i))
	}
	return u.concat(parts, at)
}

func joinText(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) < 2 {
		return value.Value{}, false
	}
	separator, ok := args[0].Text()
	if !ok {
		return value.Value{}, false
	}
	if len(args) > 2 {
		return c.joinLists(separator, args[1:])
	}
	return c.unit.join(args[1], separator, c.at), args[1].Kind() == value.Array
}

func (c *invocation) joinLists(separator string, lists []value.Value) (value.Value, bool) {
	all, ok := concatLists(c, lists)
	return c.unit.join(all, separator, c.at), ok
}

// formatText splits a format at its plain verbs, so that a string is known in
// part where an argument is not; anything else is left to the library.
func formatText(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) == 0 {
		return value.Value{}, false
	}
	if allWhole(args) {
		return c.library(c.unit.library["format"], args)
	}
	layout, ok := args[0].Text()
	if !ok {
		return value.Value{}, false
	}
	var parts []value.Value
	rest, next := layout, args[1:]
	for {
		before, after, found := strings.Cut(rest, "%")
		parts = append(parts, value.OfString(before))
		switch {
		case !found:
			return c.unit.concat(parts, c.at), true
		case strings.HasPrefix(after, "%"):
			parts = append(parts, value.OfString("%"))
		case len(next) > 0 && after != "" && strings.IndexByte("svd", after[0]) >= 0:
			parts, next = append(parts, next[0]), next[1:]
		case len(next) > 0 && next[0].IsWhole():
			verb := verbPattern().FindString("%" + after)
			v, ok := c.library(c.unit.library["format"], []value.Value{value.OfString(verb), next[0]})
			if !ok || verb == "" {
				return value.Value{}, false
			}
			parts, next, after = append(parts, v), next[1:], after[len(verb)-2:]
		default:
			return value.Value{}, false
		}
		rest = after[1:]
	}
}

// verbPattern matches a verb of format with its flags.
var verbPattern = pattern.Lazy(`^%[-+ #0]*[0-9]*(\.[0-9]+)?[a-zA-Z]`)

// replaceText replaces text, or what matches a pattern between slashes.
func replaceText(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 3 || !allWhole(args) {
		return value.Value{}, false
	}
	text, ok1 := asText(args[0])
	old, ok2 := asText(args[1])
	with, ok3 := asText(args[2])
	if !ok1 || !ok2 || !ok3 || len(text) > maxDecoded {
		return value.Value{}, false
	}
	if len(old) > 1 && strings.HasPrefix(old, "/") && strings.HasSuffix(old, "/") {
		pattern, err := regexp.Compile(old[1 : len(old)-1])
		if err != nil || !c.unit.budget.text((len(text)+1)*(len(with)+1)) {
			return value.Value{}, false
		}
		return value.OfString(pattern.ReplaceAllString(text, with)), true
	}
	if !c.unit.budget.text(len(text) + strings.Count(text, old)*len(with)) {
		return value.Value{}, false
	}
	return value.OfString(strings.ReplaceAll(text, old, with)), true
}
