package terraform

import (
	"github.com/hublint/hublint/pkg/value"
)

var convertFunctions = map[string]builtin{
	"ephemeralasnull": func(_ *invocation, args []value.Value) (value.Value, bool) { return only(args) },
	"issensitive":     isSensitive,
	"nonsensitive":    func(_ *invocation, args []value.Value) (value.Value, bool) { return only(args) },
	"sensitive":       sensitive,
	"tobool":          toBool,
	"tonumber":        toNumber,
	"tostring":        toText,
	"type":            func(*invocation, []value.Value) (value.Value, bool) { return value.Value{}, false },
}

// only returns the only argument as it is.
func only(args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	return args[0], true
}

func sensitive(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	return args[0].With(value.Sensitive), true
}

func isSensitive(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 || args[0].Kind() == value.Unknown {
		return value.Value{}, false
	}
	return value.OfBool(args[0].Has(value.Sensitive)), true
}

func toBool(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	if args[0].Kind() == value.Null || args[0].Kind() == value.Unknown {
		return args[0], true
	}
	return asBool(args[0])
}

func toNumber(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	if args[0].Kind() == value.Null || args[0].Kind() == value.Unknown {
		return args[0], true
	}
	return asNumber(args[0])
}

func toText(_ *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	if args[0].Kind() == value.Null || args[0].Kind() == value.Unknown {
		return args[0], true
	}
	text, ok := asText(args[0])
	return value.OfString(text).WithOrigin(args[0].Origin()), ok
}
