package terraform

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// fileOf returns a text as a file. exact says that places in it are places that
// people can look up: the text was read from that file, or stands as it is in
// the configuration.
func (u *unit) fileOf(v value.Value, text string) (f *source.File, exact bool) {
	if f, ok := u.texts[text]; ok {
		return f, true
	}
	at := v.Range()
	if at.File != nil {
		if i := bytes.Index(at.File.Data[at.Start:at.End], []byte(text)); i >= 0 && text != "" {
			return window(at.File, int(at.Start)+i, len(text)), true
		}
	}
	return source.NewFile("text", []byte(text)), false
}

// window returns a file with everything blanked but one part, so that a parser
// of another language reads the part where it stands.
func window(f *source.File, start, length int) *source.File {
	data := make([]byte, len(f.Data))
	for i, c := range f.Data {
		data[i] = ' '
		if c == '\n' || c == '\r' || i >= start && i < start+length {
			data[i] = c
		}
	}
	w := source.NewFile(f.Path, data)
	w.Name = f.Name
	return w
}

// valueOfJSON reads a JSON text; false if it is none.
func valueOfJSON(f *source.File) (value.Value, bool) {
	n, _ := jsonc.Parse(f)
	if n == nil {
		return value.Value{}, false
	}
	return jsonValue(f, n), true
}

func jsonValue(f *source.File, n *jsonc.Node) value.Value {
	at := n.Range(f)
	switch n.Kind {
	case jsonc.String:
		return value.OfString(n.Text()).At(at)
	case jsonc.Number:
		return jsonNumber(n.Text()).At(at)
	case jsonc.True, jsonc.False:
		return value.OfBool(n.Kind == jsonc.True).At(at)
	case jsonc.Array:
		items := make([]value.Value, len(n.Items))
		for i, item := range n.Items {
			items[i] = jsonValue(f, item)
		}
		return value.OfItems(items...).At(at)
	case jsonc.Object:
		fields := make([]value.Field, len(n.Members))
		for i, m := range n.Members {
			fields[i] = value.Field{Key: m.Key, KeyRange: m.KeyRange(f), Value: jsonValue(f, m.Value)}
		}
		return value.OfFields(fields...).At(at)
	}
	return value.Of(nil).At(at)
}

func jsonNumber(text string) value.Value {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return value.OfInt(i)
	}
	f, _ := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return value.OfFloat(f)
}
