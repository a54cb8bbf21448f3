package lint

import (
	"encoding/json"
	"path"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// plainText is the inside of a literal that means itself in every language.
var plainText = pattern.Lazy(`^[\w .:/+-]*$`)

// readLiteral returns the scalar that a text writes; false if the text is
// anything but one literal.
func readLiteral(at source.Range) (value.Value, bool) {
	text := at.Text()
	switch text {
	case "true", "false":
		return value.OfBool(text == "true"), true
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return value.OfInt(n), true
	}
	q := quote(at.File.Path)
	if len(text) < 2 || !strings.HasPrefix(text, q) || !strings.HasSuffix(text, q) || !plainText().MatchString(text[1:len(text)-1]) {
		return value.Value{}, false
	}
	return value.OfString(text[1 : len(text)-1]), true
}

// literal writes a scalar as the language of a place does.
func literal(at source.Range, v value.Value) string {
	if text, ok := v.Text(); ok {
		q := quote(at.File.Path)
		return q + text + q
	}
	if b, ok := v.Bool(); ok {
		return strconv.FormatBool(b)
	}
	n, _ := v.Int()
	return strconv.FormatInt(n, 10)
}

func quote(file string) string {
	if ext := path.Ext(file); ext == ".bicep" || ext == ".bicepparam" {
		return "'"
	}
	return `"`
}

// scalarOf returns a scalar of a rule's annotations that every language can
// write.
func scalarOf(v any) (value.Value, bool) {
	switch v := v.(type) {
	case string:
		return value.OfString(v), plainText().MatchString(v)
	case bool, int:
		return value.Of(v), true
	case json.Number:
		n, err := v.Int64()
		return value.OfInt(n), err == nil
	}
	return value.Value{}, false
}
