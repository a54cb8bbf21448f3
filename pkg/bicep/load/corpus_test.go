package load_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/bicep/load"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

var (
	loadCall = regexp.MustCompile(`(load\w+)\(((?:'[^']*'(?:, )?)+)\)`)
	argument = regexp.MustCompile(`'([^']*)'`)
)

// The compiler writes what each call loads as a variable "$fxv#n", in the order
// of the calls.
func TestCompilerLoadsTheSame(t *testing.T) {
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	dir := filepath.Join(root, "Azure+bicep/src/Bicep.Core.Samples/Files/baselines/LoadFunctions_CRLF")
	text, err := os.ReadFile(filepath.Join(dir, "main.bicep"))
	if err != nil {
		t.Skip(err)
	}
	compiled, err := os.ReadFile(filepath.Join(dir, "main.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Variables map[string]any }
	if err := json.Unmarshal([]byte(strings.TrimPrefix(string(compiled), "\ufeff")), &want); err != nil {
		t.Fatal(err)
	}
	l := load.New(open(t, dir), func(d source.Diagnostic) { t.Error(d) })
	at := source.NewFile("main.bicep", text).Range(0, 0)
	n := 0
	for _, m := range loadCall.FindAllStringSubmatch(string(text), -1) {
		var args []value.Value
		for _, a := range argument.FindAllStringSubmatch(m[2], -1) {
			args = append(args, value.OfString(a[1]))
		}
		// What stands alone in a variable is not written as another one.
		if cmp.Equal(want.Variables[fmt.Sprintf("$fxv#%d", n)], plain(l.Call(m[1], args, at))) {
			n++
		}
	}
	total := 0
	for name := range want.Variables {
		if strings.HasPrefix(name, "$fxv#") {
			total++
		}
	}
	if n != total || n == 0 {
		t.Errorf("%d of %d values are the same", n, total)
	}
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
