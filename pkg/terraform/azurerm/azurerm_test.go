package azurerm

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/graph/graphtest"
	"github.com/hublint/hublint/pkg/jsonc"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/value"
)

var update = flag.Bool("update", false, "write the goldens anew")

// reader makes blocks of a JSON object with a field for each: its key is the
// address, its value the attributes. A text that begins with "?" is an unknown:
// "?var.x", or "?azurerm_iothub.hub.id", which refers to that block. "..." in a
// list or object tells of an unknown rest. "@exists" and "@each" are facts of
// the block, "@major" is the provider's version.
type reader struct {
	t     *testing.T
	file  *source.File
	major int
}

func (r *reader) blocks() []Block {
	root, diags := jsonc.Parse(r.file)
	if len(diags) > 0 {
		r.t.Fatal(diags[0])
	}
	var blocks []Block
	for _, m := range root.Members {
		if m.Key == "@major" {
			r.major, _ = strconv.Atoi(m.Value.Text())
			continue
		}
		blocks = append(blocks, r.block(m))
	}
	return blocks
}

func (r *reader) block(m jsonc.Member) Block {
	typ, _, _ := strings.Cut(strings.TrimPrefix(m.Key, "data."), ".")
	res := &graph.Resource{
		ID: "main.tf#" + m.Key, Address: m.Key, Language: "terraform", Existing: strings.HasPrefix(m.Key, "data."),
		Exists: value.OfBool(true), Header: m.KeyRange(r.file), Declared: m.Value.Range(r.file),
	}
	if exists := m.Value.Get("@exists"); exists != nil {
		res.Exists = r.value(exists)
	}
	res.Each = m.Value.Get("@each") != nil
	return Block{Type: typ, Resource: res, Body: r.value(m.Value)}
}

func (r *reader) value(n *jsonc.Node) value.Value {
	at := n.Range(r.file)
	switch n.Kind {
	case jsonc.Null:
		return value.Of(nil).At(at)
	case jsonc.True, jsonc.False:
		return value.OfBool(n.Kind == jsonc.True).At(at)
	case jsonc.Number:
		f, _ := strconv.ParseFloat(n.Text(), 64)
		return number(f).At(at)
	case jsonc.Array:
		return r.array(n).At(at)
	case jsonc.Object:
		return r.object(n).At(at)
	}
	if expr, ok := strings.CutPrefix(n.Text(), "?"); ok {
		return value.NewUnknown(*unknown(expr)).At(at)
	}
	return value.OfString(n.Text()).At(at)
}

// unknown returns what an expression is known to be: the same each time, and a
// reference if it names a resource.
func unknown(expr string) *value.Unresolved {
	u := &value.Unresolved{Reason: value.ReasonParameter, Expr: expr, ID: value.Combine(expr)}
	if strings.HasPrefix(expr, "azurerm_") || strings.HasPrefix(expr, "data.") {
		u.Reason = value.ReasonRuntime
		u.Refs = []value.Ref{{Resource: "main.tf#" + expr[:strings.LastIndexByte(expr, '.')]}}
	}
	return u
}

func (r *reader) array(n *jsonc.Node) value.Value {
	var items []value.Value
	var rest *value.Unresolved
	for _, item := range n.Items {
		if expr, ok := strings.CutPrefix(item.Text(), "..."); ok && item.Kind == jsonc.String {
			rest = unknown(expr)
			continue
		}
		items = append(items, r.value(item))
	}
	return value.OfPartial(items, rest)
}

func (r *reader) object(n *jsonc.Node) value.Value {
	var fields []value.Field
	var rest *value.Unresolved
	for _, m := range n.Members {
		switch {
		case m.Key == "...":
			rest = unknown(m.Value.Text())
		case !strings.HasPrefix(m.Key, "@"):
			fields = append(fields, value.Field{Key: m.Key, KeyRange: m.KeyRange(r.file), Value: r.value(m.Value)})
		}
	}
	return value.OfPartialFields(fields, rest)
}

// translate returns the graph of a test's blocks.
func translate(t *testing.T, text string) *graph.Graph {
	t.Helper()
	r := &reader{t: t, file: source.NewFile("main.tf", []byte(text))}
	blocks := r.blocks()
	g := &graph.Graph{Root: "main.tf", Language: "terraform", Resources: Translate(blocks, r.major)}
	g.Link()
	return g
}

// Each file is a set of blocks, and its golden the graph they give.
func TestTranslate(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := graphtest.Dump(translate(t, string(text)))
			golden := strings.TrimSuffix(file, ".json") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if again := graphtest.Dump(translate(t, string(text))); again != got {
				t.Errorf("twice is not the same\n%s", cmp.Diff(got, again))
			}
		})
	}
}
