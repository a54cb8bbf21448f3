package load

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// maxDepth is how deep arrays and objects may stand in each other.
const maxDepth = 500

// json is loadJsonContent(path, JSONPath, encoding).
func (c *call) json() (value.Value, error) {
	f, err := c.decoded(2, maxData)
	if err != nil {
		return value.Value{}, err
	}
	v, err := parseJSON(f)
	if err != nil {
		return value.Value{}, err
	}
	return c.selected(v)
}

// selected returns the part of a value that the second argument asks for.
func (c *call) selected(v value.Value) (value.Value, error) {
	if len(c.args) < 2 {
		return v, nil
	}
	v, err := selectPath(v, c.args[1])
	if err != nil {
		return v, argumentError{1, err.Error()}
	}
	return v, nil
}

// parseJSON reads JSON as lenient as Newtonsoft's reader: names without quotes
// and single quotes, comments, commas too many, hexadecimal and octal numbers,
// NaN and undefined.
func parseJSON(f *source.File) (value.Value, error) {
	p := &jsonParser{file: f, text: string(f.Data)}
	v := p.value(0)
	p.blank()
	if p.pos < len(p.text) {
		p.fail("the end of the file")
	}
	if p.err == nil && v.Kind() == value.Absent {
		v = value.NewUnknown(value.Unresolved{Reason: value.ReasonFunction, Expr: "undefined"})
	}
	return v, p.err
}

type jsonParser struct {
	file *source.File
	text string
	pos  int
	err  error
}

// fail notes that something else was expected here. What comes after the first
// failure is of no interest.
func (p *jsonParser) fail(expected string) value.Value {
	if p.err == nil {
		_, size := utf8.DecodeRuneInString(p.text[p.pos:])
		at := p.file.Range(p.pos, p.pos+size)
		found := "the end of the file"
		if size > 0 {
			found = fmt.Sprintf("'%s'", at.Text())
		}
		p.err = contentError{source.Errorf(at, "bicep-load", "expected %s, found %s", expected, found)}
	}
	p.pos = len(p.text)
	return value.Value{}
}

// peek returns the next byte, 0 at the end.
func (p *jsonParser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

// blank moves past white space and comments.
func (p *jsonParser) blank() {
	for p.pos < len(p.text) {
		rest := p.text[p.pos:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(r):
			p.pos += size
		case strings.HasPrefix(rest, "//"):
			if n := strings.IndexAny(rest, "\r\n"); n >= 0 {
				p.pos += n
			} else {
				p.pos = len(p.text)
			}
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest[2:], "*/")
			if n < 0 {
				p.fail("'*/' to close this comment")
				return
			}
			p.pos += n + 4
		default:
			return
		}
	}
}

// value reads a value. It is absent for undefined, which stands for nothing.
func (p *jsonParser) value(depth int) value.Value {
	p.blank()
	start := p.pos
	var v value.Value
	switch c := p.peek(); {
	case depth >= maxDepth:
		return p.fail(fmt.Sprintf("at most %d arrays and objects within each other", maxDepth))
	case c == '{':
		v = p.object(depth)
	case c == '[':
		v = p.array(depth)
	case c == '"' || c == '\'':
		v = value.OfString(p.string())
	case c == '-' || c == '.' || c >= '0' && c <= '9':
		v = p.number()
	default:
		v = p.word()
	}
	if p.err != nil || v.Kind() == value.Absent {
		return value.Value{}
	}
	return v.At(p.file.Range(start, p.pos))
}

func (p *jsonParser) object(depth int) value.Value {
	p.pos++
	var fields []value.Field
	for p.err == nil {
		p.blank()
		if p.peek() == '}' {
			p.pos++
			break
		}
		start := p.pos
		f := value.Field{Key: p.key(), KeyRange: p.file.Range(start, p.pos)}
		p.blank()
		if p.peek() != ':' {
			return p.fail("':' after the property name")
		}
		p.pos++
		if f.Value = p.value(depth + 1); f.Value.Kind() != value.Absent {
			fields = append(fields, f)
		}
		p.comma('}')
	}
	return value.OfFields(fields...)
}

func (p *jsonParser) array(depth int) value.Value {
	p.pos++
	var items []value.Value
	for p.err == nil {
		p.blank()
		switch p.peek() {
		case ']':
			p.pos++
			return value.OfItems(items...)
		case ',':
			// Between two commas stands an undefined item.
			p.pos++
			continue
		}
		if v := p.value(depth + 1); v.Kind() != value.Absent {
			items = append(items, v)
		}
		p.comma(']')
	}
	return value.Value{}
}

// comma reads the comma after an item, which may be missing before the end.
func (p *jsonParser) comma(end byte) {
	p.blank()
	switch p.peek() {
	case ',':
		p.pos++
	case end:
	default:
		p.fail(fmt.Sprintf("',' or '%c'", end))
	}
}

func (p *jsonParser) key() string {
	if c := p.peek(); c == '"' || c == '\'' {
		return p.string()
	}
	start := p.pos
	for p.pos < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.pos:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '$' {
			break
		}
		p.pos += size
	}
	if p.pos == start {
		p.fail("a property name or '}'")
	}
	return p.text[start:p.pos]
}

// string reads a string in double or single quotes.
func (p *jsonParser) string() string {
	quote, open := p.peek(), p.pos
	p.pos++
	var b strings.Builder
	for {
		n := strings.IndexAny(p.text[p.pos:], "\\"+string(quote))
		if n < 0 {
			p.pos = open
			p.fail(fmt.Sprintf("%c to close this string", quote))
			return ""
		}
		b.WriteString(p.text[p.pos : p.pos+n])
		p.pos += n + 1
		if p.text[p.pos-1] == quote {
			return b.String()
		}
		p.escape(&b)
	}
}

const escapes = "b\bt\tn\nf\fr\r\\\\\"\"''//"

func (p *jsonParser) escape(b *strings.Builder) {
	if p.peek() == 'u' {
		b.WriteRune(p.unicode())
		return
	}
	for i := 0; i < len(escapes); i += 2 {
		if escapes[i] == p.peek() {
			b.WriteByte(escapes[i+1])
			p.pos++
			return
		}
	}
	p.fail("an escape that JSON has")
}

// unicode reads "uXXXX", and a second such escape if the two make one letter.
func (p *jsonParser) unicode() rune {
	end := p.pos + 5
	if end > len(p.text) {
		p.fail("four hexadecimal digits")
		return 0
	}
	n, err := strconv.ParseUint(p.text[p.pos+1:end], 16, 16)
	if err != nil {
		p.fail("four hexadecimal digits")
		return 0
	}
	p.pos = end
	return p.pair(rune(n))
}
