package terraform

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

func fileFunctions() map[string]builtin {
	return map[string]builtin{
		"abspath":          func(_ *invocation, args []value.Value) (value.Value, bool) { return mapPath(args, path.Clean) },
		"basename":         func(_ *invocation, args []value.Value) (value.Value, bool) { return mapPath(args, path.Base) },
		"dirname":          func(_ *invocation, args []value.Value) (value.Value, bool) { return mapPath(args, path.Dir) },
		"file":             readText,
		"filebase64":       readHashed(func(b []byte) []byte { return b }, base64.StdEncoding.EncodeToString),
		"filebase64sha256": readHashed(digestSHA256, base64.StdEncoding.EncodeToString),
		"filebase64sha512": readHashed(digestSHA512, base64.StdEncoding.EncodeToString),
		"fileexists":       fileExists,
		"filemd5":          readHashed(digestMD5, hex.EncodeToString),
		"filesha1":         readHashed(digestSHA1, hex.EncodeToString),
		"filesha256":       readHashed(digestSHA256, hex.EncodeToString),
		"filesha512":       readHashed(digestSHA512, hex.EncodeToString),
		"templatefile":     templateFile,
		"templatestring":   templateText,
	}
}

func mapPath(args []value.Value, f func(string) string) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	text, ok := args[0].Text()
	return value.OfString(f(text)), ok
}

// read reads a file that an expression names. Paths are relative to the folder
// of the root, where Terraform is run.
func (c *invocation) read(arg value.Value) (*source.File, error) {
	name, ok := arg.Text()
	if !ok || strings.HasPrefix(name, "~") {
		return nil, fs.ErrNotExist
	}
	f, err := c.unit.loader.read(path.Join(c.unit.root.mod.dir, name))
	if err == nil {
		return f, nil
	}
	// path.module and its like give display paths, which need no folder.
	if f, other := c.unit.loader.read(name); other == nil {
		return f, nil
	} else if path.IsAbs(name) {
		err = other
	}
	c.missing = errors.Is(err, fs.ErrNotExist)
	if errors.Is(err, source.ErrOutside) {
		c.unit.report(source.Warningf(c.at, "terraform-file", "cannot read %s: %v", name, err))
	}
	return nil, err
}

func readText(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	f, err := c.read(args[0])
	if err != nil || !utf8.Valid(f.Data) || !c.unit.budget.text(len(f.Data)) {
		return value.Value{}, false
	}
	text := string(f.Data)
	c.unit.texts[text] = f
	return value.OfString(text), true
}

func readHashed(digest func([]byte) []byte, encode func([]byte) string) builtin {
	return func(c *invocation, args []value.Value) (value.Value, bool) {
		if len(args) != 1 {
			return value.Value{}, false
		}
		f, err := c.read(args[0])
		if err != nil || !c.unit.budget.text(2*len(f.Data)) {
			return value.Value{}, false
		}
		return value.OfString(encode(digest(f.Data))), true
	}
}

// fileExists says yes where the file is there. Where it is not, it may still be
// made before the configuration is applied.
func fileExists(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 1 {
		return value.Value{}, false
	}
	_, err := c.read(args[0])
	c.missing = false
	return value.OfBool(true), err == nil
}

func templateFile(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 {
		return value.Value{}, false
	}
	f, err := c.read(args[0])
	if err != nil || !utf8.Valid(f.Data) {
		return value.Value{}, false
	}
	return c.render(f.Range(0, len(f.Data)), string(f.Data), args[1])
}

func templateText(c *invocation, args []value.Value) (value.Value, bool) {
	if len(args) != 2 {
		return value.Value{}, false
	}
	text, ok := args[0].Text()
	if !ok {
		return value.Value{}, false
	}
	return c.render(source.NewFile("template", []byte(text)).Range(0, len(text)), text, args[1])
}

// render evaluates a template that sees nothing but the given variables.
func (c *invocation) render(at source.Range, text string, vars value.Value) (value.Value, bool) {
	if vars.Kind() != value.Object {
		return value.Value{}, false
	}
	e, diags := parseTemplate(at, text)
	for _, d := range diags {
		c.unit.report(d)
	}
	if e == nil {
		return value.Value{}, false
	}
	s := &scope{in: c.unit.newInstance(&module{}, nil)}
	for _, f := range vars.Fields() {
		s = s.bind(f.Key, vars.Get(f.Key))
	}
	v := c.unit.eval(e, s)
	return v.At(c.at), true
}
