package cli_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/cli"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

var (
	consoleBlock = regexp.MustCompile("(?s)```console\n\\$ hublint ([^\n]*)\n.*?```")
	keyTable     = regexp.MustCompile(`(?s)<!-- keys -->\n.*<!-- /keys -->`)
)

// The examples of docs/capacity.md are what hublint prints, and its table has
// every key.
func TestCapacityPage(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "capacity.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := string(data)
	after := consoleBlock.ReplaceAllStringFunc(before, func(block string) string {
		line := consoleBlock.FindStringSubmatch(block)[1]
		out, errs, code := run(t, strings.Fields(line)...)
		if code != cli.ExitClean {
			t.Fatalf("%s: %s", line, errs)
		}
		return "```console\n$ hublint " + line + "\n" + out + "```"
	})
	after = keyTable.ReplaceAllLiteralString(after, "<!-- keys -->\n"+keysTable()+"<!-- /keys -->")
	if n := strings.Count(after, "\nRecommended: "); n < 2 {
		t.Errorf("expected two examples, found %d", n)
	}
	if *update {
		if err := os.WriteFile(file, []byte(after), 0o644); err != nil { //nolint:gosec // a page of documentation
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(after, before); diff != "" {
		t.Errorf("-hublint +docs/capacity.md, mend with -update\n%s", diff)
	}
}

// What docs/capacity.md says policies see of its workload is what they see.
func TestCapacityPageObject(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "capacity.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(data, -1)
	if len(blocks) != 2 {
		t.Fatalf("expected two blocks of YAML, found %d", len(blocks))
	}
	var input struct{ Workload, Prices yaml.Node }
	var want map[string]any
	if err := errors.Join(yaml.Unmarshal(blocks[0][1], &input), yaml.Unmarshal(blocks[1][1], &want)); err != nil {
		t.Fatal(err)
	}
	f := source.NewFile("docs", blocks[0][1])
	w, diags := capacity.ReadWorkload(f, &input.Workload)
	_, more := capacity.ReadPrices(f, &input.Prices)
	if len(diags)+len(more) > 0 {
		t.Fatal(diags, more)
	}
	o, err := capacity.Object(w, capacity.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, shownOf(o, want)); diff != "" {
		t.Errorf("-docs +policies\n%s", diff)
	}
}

// shownOf returns the parts of a value that a page shows.
func shownOf(v value.Value, page any) any {
	switch v.Kind() {
	case value.Object:
		shown, _ := page.(map[string]any)
		out := map[string]any{}
		for key, part := range shown {
			out[key] = shownOf(v.Get(key), part)
		}
		return out
	case value.Array:
		out := []any{}
		for _, item := range v.Items() {
			out = append(out, shownOf(item, nil))
		}
		return out
	case value.Int:
		n, _ := v.Int()
		return int(n)
	case value.Absent:
		return "absent"
	}
	return v.Show()
}

func keysTable() string {
	var b strings.Builder
	b.WriteString("| key | meaning | takes |\n|---|---|---|\n")
	for _, k := range capacity.Keys() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Name, k.Help, k.Expects())
	}
	return b.String()
}
