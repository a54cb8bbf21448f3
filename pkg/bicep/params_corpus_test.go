package bicep_test

import (
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/arm"
	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/bicep/config"
	"github.com/hublint/hublint/pkg/bicep/load"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// What the compiler makes of a parameter file has the values that evaluating
// the file gives, functions included; what only the deployment knows is
// unknown.
func TestCompiledParametersHaveTheSameValues(t *testing.T) {
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	for _, name := range corpora {
		t.Run(name, func(t *testing.T) {
			reader, err := source.NewReader(filepath.Join(root, name), ".")
			if err != nil {
				t.Skip(err)
			}
			defer func() { _ = reader.Close() }()
			files, values := 0, 0
			for _, p := range findParams(t, filepath.Join(root, name)) {
				diff, n := compareParams(reader, p)
				if reason, known := unequalParams[name+"/"+p]; known {
					if diff == "" {
						t.Errorf("%s: is equal now; take it off the list (%s)", p, reason)
					}
					continue
				}
				if diff != "" {
					t.Errorf("%s: %s", p, diff)
				}
				files, values = files+1, values+n
			}
			t.Logf("%d files with %d values are equal", files, values)
		})
	}
}

// findParams returns the parameter files that have a compiled one beside them.
func findParams(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(p string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".bicepparam" || strings.Contains(p, "Invalid") {
			return err
		}
		if data, err := os.ReadFile(strings.TrimSuffix(p, ".bicepparam") + ".json"); err == nil && arm.IsParameterFile(data) && !strings.Contains(string(data), "parametersJson") {
			rel, _ := filepath.Rel(dir, p)
			found = append(found, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// compareParams returns how the values of a parameter file differ from those
// the compiler found, and how many there are.
func compareParams(reader *source.Reader, p string) (string, int) {
	compiled, err := reader.ReadFile(strings.TrimSuffix(p, ".bicepparam") + ".json")
	if err != nil {
		return err.Error(), 0
	}
	var want struct {
		Parameters map[string]map[string]any
	}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(string(compiled.Data), "\ufeff")), &want); err != nil {
		return err.Error(), 0
	}
	file, err := reader.ReadFile(p)
	if err != nil {
		return err.Error(), 0
	}
	got, diags := newParamReader(reader).evaluate(file)
	if source.HasErrors(diags) {
		return diags[0].String(), 0
	}
	expected, found := map[string]any{}, map[string]any{}
	for name, v := range want.Parameters {
		expected[name] = v["value"]
		if _, ok := v["value"]; !ok {
			expected[name] = "not known"
		}
	}
	for _, a := range got {
		found[a.Name] = plain(a.Value)
		if !a.Value.IsWhole() && expected[a.Name] == "not known" {
			found[a.Name] = "not known"
		}
	}
	return cmp.Diff(expected, found), len(expected)
}

// plain returns a value as encoding/json reads it.
func plain(v value.Value) any {
	switch v.Kind() {
	case value.Null:
		return nil
	case value.Bool:
		b, _ := v.Bool()
		return b
	case value.Int, value.Float:
		f, _ := v.Float()
		return f
	case value.String:
		s, _ := v.Text()
		return s
	case value.Array:
		list := []any{}
		for _, item := range v.Items() {
			list = append(list, plain(item))
		}
		return list
	case value.Object:
		fields := map[string]any{}
		for _, f := range v.Fields() {
			fields[f.Key] = plain(f.Value)
		}
		return fields
	}
	return "unknown " + v.Show()
}

// paramReader reads parameter files and what they import and load.
type paramReader struct {
	reader  *source.Reader
	configs *config.Finder
	files   *load.Loader
	diags   []source.Diagnostic
}

func newParamReader(r *source.Reader) *paramReader {
	p := &paramReader{reader: r, configs: config.NewFinder(r)}
	p.files = load.New(r, func(d source.Diagnostic) { p.diags = append(p.diags, d) })
	return p
}

func (r *paramReader) evaluate(f *source.File) ([]bicep.Assignment, []source.Diagnostic) {
	p, diags := bicep.ParseParams(f)
	var base []bicep.Assignment
	if p.Extends.Target != "" {
		file, err := r.reader.ReadFile(path.Join(path.Dir(f.Path), p.Extends.Target))
		if err != nil {
			return nil, []source.Diagnostic{source.Errorf(p.Extends.At, "read", "%v", err)}
		}
		base, diags = r.evaluate(file)
	}
	own, more := p.Evaluate(base, template.Options{Loader: r, Extern: func(name string, args []value.Value, at source.Range) (value.Value, bool) {
		if !load.Is(name) {
			return value.Value{}, false
		}
		return r.files.Call(name, args, at), true
	}})
	return own, append(append(diags, more...), r.diags...)
}

// Load reads an imported Bicep file.
func (r *paramReader) Load(from *source.File, target string) (*template.Template, []source.Diagnostic, error) {
	p, err := r.configs.For(from).Resolve(from, target)
	if err != nil {
		return nil, nil, err
	}
	f, err := r.reader.ReadFile(p)
	if err != nil || path.Ext(p) != ".bicep" {
		return nil, nil, errors.Join(err, template.ErrUnavailable)
	}
	t, diags := bicep.Parse(f)
	return t, diags, nil
}

// unequalParams are the files whose compiled form has other values, with the
// reason.
var unequalParams = map[string]string{
	samples + "Bicep.Core.Samples/Files/baselines_bicepparam/Extends/shared.bicepparam":        stale,
	samples + "Bicep.Core.Samples/Files/baselines_bicepparam/Parameters/parameters.bicepparam": "it was compiled with variables in the environment, which is never read here",
}
