// Package load evaluates the functions of Bicep that take what stands in
// files: loadTextContent, loadFileAsBase64, loadJsonContent, loadYamlContent and
// loadDirectoryFileInfo.
package load

import (
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hublint/hublint/pkg/bicep/config"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

// How much a file may hold; source: Azure/bicep, LanguageConstants.
const (
	maxText = 131072
	maxData = 1048576
	maxRaw  = maxText / 4 * 3
)

// Loader evaluates calls; it reads each file once for a file that names it. It
// is not safe for concurrent use.
type Loader struct {
	reader *source.Reader
	report func(source.Diagnostic)
	done   map[string]result
	files  map[string]*source.File
}

type result struct {
	value value.Value
	err   error
}

// New returns a loader that reads through a reader and reports what it can't
// load.
func New(r *source.Reader, report func(source.Diagnostic)) *Loader {
	return &Loader{reader: r, report: report, done: map[string]result{}, files: map[string]*source.File{}}
}

// functions are the functions, by name. Their arguments are strings: a path,
// and then those in the order of the signature.
var functions = map[string]struct {
	max int
	run func(*call) (value.Value, error)
}{
	"loadTextContent":       {2, (*call).text},
	"loadFileAsBase64":      {1, (*call).base64},
	"loadJsonContent":       {3, (*call).json},
	"loadYamlContent":       {3, (*call).yaml},
	"loadDirectoryFileInfo": {2, (*call).folder},
}

// Is reports whether a function is one that loads files.
func Is(name string) bool {
	_, ok := functions[name]
	return ok
}

// Files returns the files that were read, each once, in the order of their
// paths.
func (l *Loader) Files() []*source.File {
	return slices.SortedFunc(maps.Values(l.files), func(a, b *source.File) int { return strings.Compare(a.Path, b.Path) })
}

// call is one call being evaluated.
type call struct {
	*Loader
	// from is the file the call stands in, path the one it loads.
	from *source.File
	path string
	// args are the arguments given, at least one.
	args []string
}

// Call returns what a function loads. Paths are relative to the file of the
// call. A part of a JSON or YAML file has its place in that file.
//
// Where an argument is not a known string the result is unknown. So it is
// where a file can't be read or does not hold what it should, which is
// reported at the argument that is to blame or at the place in the file.
func (l *Loader) Call(name string, args []value.Value, at source.Range) value.Value {
	f, ok := functions[name]
	if !ok || len(args) == 0 || len(args) > f.max {
		return value.Derive(name+"()", 0, at, args...)
	}
	c := &call{Loader: l, from: at.File}
	for _, a := range args {
		text, ok := a.Text()
		if !ok {
			return value.Derive(name+"()", value.Combine(name, args...), at, args...)
		}
		c.args = append(c.args, text)
	}
	key := strings.Join(append([]string{name, c.from.Path}, c.args...), "\x00")
	r, ok := l.done[key]
	if !ok {
		if r.err = config.CheckPath(c.args[0]); r.err == nil {
			c.path = path.Join(path.Dir(c.from.Path), c.args[0])
			r.value, r.err = f.run(c)
		}
		l.done[key] = r
	}
	if r.err != nil {
		l.fail(r.err, args, at)
		return value.NewUnknown(value.Unresolved{Reason: value.ReasonError, Expr: fmt.Sprintf("%s('%s')", name, c.args[0])}).At(at)
	}
	if r.value.Range().IsZero() {
		return r.value.At(at)
	}
	return r.value
}

// argumentError is an error that another argument than the path is to blame
// for.
type argumentError struct {
	index int
	why   string
}

func (e argumentError) Error() string { return e.why }

// contentError is an error that has its place in the file that is loaded.
type contentError struct{ diagnostic source.Diagnostic }

func (e contentError) Error() string { return e.diagnostic.Message }

func (l *Loader) fail(err error, args []value.Value, at source.Range) {
	var content contentError
	if errors.As(err, &content) {
		l.report(content.diagnostic)
		return
	}
	var argument argumentError
	_ = errors.As(err, &argument)
	if where := args[argument.index].Range(); !where.IsZero() {
		at = where
	}
	l.report(source.Errorf(at, "bicep-load", "%v", err))
}

// text is loadTextContent(path, encoding).
func (c *call) text() (value.Value, error) {
	f, err := c.decoded(1, maxText)
	if err != nil {
		return value.Value{}, err
	}
	return value.OfString(string(f.Data)), nil
}

// base64 is loadFileAsBase64(path).
func (c *call) base64() (value.Value, error) {
	f, err := c.read()
	if err != nil {
		return value.Value{}, err
	}
	if len(f.Data) > maxRaw {
		return value.Value{}, fmt.Errorf("expected at most %d bytes in %s, found %d", maxRaw, c.path, len(f.Data))
	}
	return value.OfString(base64.StdEncoding.EncodeToString(f.Data)), nil
}

func (c *call) read() (*source.File, error) {
	f, err := c.reader.ReadFile(c.path)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", c.path, err)
	}
	c.files[f.Path] = f
	return f, nil
}

// decoded returns the file as UTF-8 without byte order mark; at most limit
// characters, as .NET counts them. Its encoding is the argument at an index.
func (c *call) decoded(index, limit int) (*source.File, error) {
	name := "utf-8"
	if index < len(c.args) {
		name = c.args[index]
	}
	decode, ok := encodings[strings.ToLower(name)]
	if !ok {
		return nil, argumentError{index, fmt.Sprintf("expected an encoding, one of %s, found '%s'", encodingNames, name)}
	}
	f, err := c.read()
	if err != nil {
		return nil, err
	}
	text := decodeText(f.Data, decode)
	if n := utf16Length(text); n > limit {
		return nil, fmt.Errorf("expected at most %d characters in %s, found %d", limit, c.path, n)
	}
	decoded := source.NewFile(f.Path, text)
	decoded.Name, decoded.External = f.Name, f.External
	c.files[f.Path] = decoded
	return decoded, nil
}
