package load

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/pattern"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// maxNodes bounds the values of a YAML file, in which a name may stand for
// many.
const maxNodes = 200000

// yaml is loadYamlContent(path, JSONPath, encoding).
func (c *call) yaml() (value.Value, error) {
	f, err := c.decoded(2, maxData)
	if err != nil {
		return value.Value{}, err
	}
	v, err := parseYAML(f)
	if err != nil {
		return value.Value{}, err
	}
	return c.selected(v)
}

// parseYAML reads the first document of a YAML file.
func parseYAML(f *source.File) (value.Value, error) {
	var root yaml.Node
	err := yaml.NewDecoder(strings.NewReader(string(f.Data))).Decode(&root)
	switch {
	case errors.Is(err, io.EOF):
		return value.Value{}, yamlError(f.Range(0, 0), "expected YAML, found an empty file")
	case err != nil:
		return value.Value{}, yamlSyntax(f, err)
	}
	b := &yamlBuilder{file: f}
	v := b.value(root.Content[0], 0)
	return v, b.err
}

func yamlError(at source.Range, format string, args ...any) error {
	return contentError{source.Errorf(at, "bicep-load", format, args...)}
}

var yamlLine = pattern.Lazy(`^line (\d+): `)

// yamlSyntax places the error of the parser, which begins with its line.
func yamlSyntax(f *source.File, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if m := yamlLine().FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
	}
	start, _ := f.LineSpan(line)
	return yamlError(f.Range(start, start+len(f.Line(line))), "expected YAML: %s", text)
}

type yamlBuilder struct {
	file  *source.File
	nodes int
	err   error
}

func (b *yamlBuilder) value(n *yaml.Node, depth int) value.Value {
	b.nodes++
	if b.err == nil && (depth >= maxDepth || b.nodes > maxNodes) {
		b.err = yamlError(b.start(n), "expected at most %d values, and %d within each other", maxNodes, maxDepth)
	}
	if b.err != nil {
		return value.Value{}
	}
	switch n.Kind {
	case yaml.AliasNode:
		return b.value(n.Alias, depth+1)
	case yaml.MappingNode:
		return b.mapping(n, depth)
	case yaml.SequenceNode:
		items := make([]value.Value, 0, len(n.Content))
		for _, item := range n.Content {
			items = append(items, b.value(item, depth+1))
		}
		return value.OfItems(items...).At(b.span(n, items))
	}
	return scalar(n).At(b.scalarRange(n))
}

func (b *yamlBuilder) mapping(n *yaml.Node, depth int) value.Value {
	fields := make([]value.Field, 0, len(n.Content)/2)
	var items []value.Value
	var rest *value.Unresolved
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		v := b.value(n.Content[i+1], depth+1)
		items = append(items, v)
		if key.ShortTag() == "!!merge" {
			// Not every reader takes what is merged in.
			rest = &value.Unresolved{Reason: value.ReasonFunction, Expr: "<<"}
			continue
		}
		fields = append(fields, value.Field{Key: key.Value, KeyRange: b.scalarRange(key), Value: v})
	}
	return value.OfPartialFields(fields, rest).At(b.span(n, items))
}

// scalar returns a scalar as YAML's core schema reads it.
func scalar(n *yaml.Node) value.Value {
	var v any
	if tag := n.ShortTag(); tag == "!!timestamp" || tag == "!!binary" || n.Decode(&v) != nil {
		return value.OfString(n.Value)
	}
	switch v := v.(type) {
	case nil, bool, int, int64, float64, string:
		return value.Of(v)
	case uint64:
		return value.OfFloat(float64(v))
	}
	return value.OfString(fmt.Sprint(v))
}

// start returns the place where a node begins, which the parser gives as line
// and column in characters.
func (b *yamlBuilder) start(n *yaml.Node) source.Range {
	pos, end := b.file.LineSpan(n.Line)
	for column := 1; column < n.Column && pos < end; column++ {
		_, size := utf8.DecodeRune(b.file.Data[pos:end])
		pos += size
	}
	return b.file.Range(pos, pos)
}

// scalarRange returns where a scalar stands, on its first line.
func (b *yamlBuilder) scalarRange(n *yaml.Node) source.Range {
	r := b.start(n)
	_, end := b.file.LineSpan(n.Line)
	line := strings.TrimRight(string(b.file.Data[r.Start:end]), "\r\n")
	length := len(line)
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 && line != "":
		if i := closingQuote(line); i > 0 {
			length = i + 1
		}
	case strings.HasPrefix(line, n.Value):
		length = len(n.Value)
	}
	return b.file.Range(int(r.Start), int(r.Start)+length)
}

// closingQuote returns the index of the quote that closes the string a line
// begins with, 0 if it is not on the line.
func closingQuote(line string) int {
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && line[0] == '"':
			i++
		case line[i] == line[0] && line[0] == '\'' && strings.HasPrefix(line[i+1:], "'"):
			i++
		case line[i] == line[0]:
			return i
		}
	}
	return 0
}

// span returns the range of a collection, from its begin to the end of the
// last part in it that stands after that.
func (b *yamlBuilder) span(n *yaml.Node, parts []value.Value) source.Range {
	r := b.start(n)
	for _, p := range parts {
		r.End = max(r.End, p.Range().End)
	}
	return r
}
