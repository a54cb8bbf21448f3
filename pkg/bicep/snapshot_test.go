package bicep_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hublint/hublint/pkg/bicep"
	"github.com/hublint/hublint/pkg/expr"
	"github.com/hublint/hublint/pkg/graph"
	"github.com/hublint/hublint/pkg/source"
	"github.com/hublint/hublint/pkg/template"
	"github.com/hublint/hublint/pkg/value"
)

// A snapshot is what Bicep itself foresees of a deployment. The same resources
// are in the graph with the same values; where the snapshot keeps an
// expression, the value is unknown.
func TestSnapshotsAgree(t *testing.T) {
	root := os.Getenv("HUBLINT_CORPUS")
	if root == "" {
		t.Skip("HUBLINT_CORPUS is not set")
	}
	reader, err := source.NewReader(filepath.Join(root, "Azure+bicep"), ".")
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = reader.Close() }()
	files, err := filepath.Glob(filepath.Join(root, "Azure+bicep", "src/Bicep.Cli.IntegrationTests/Files/SnapshotCommandTests/*/main.snapshot.json"))
	if err != nil || len(files) == 0 {
		t.Fatal("no snapshots", err)
	}
	for _, file := range files {
		dir := "src/Bicep.Cli.IntegrationTests/Files/SnapshotCommandTests/" + filepath.Base(filepath.Dir(file))
		t.Run(path.Base(dir), func(t *testing.T) {
			want := snapshotLines(t, file)
			got := foreseen(t, reader, dir)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-snapshot +graph)\n%s", diff)
			}
		})
	}
}

// snapshotLines writes the resources of a snapshot that are Azure's, a line a
// leaf.
func snapshotLines(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var snapshot struct {
		PredictedResources []map[string]any `json:"predictedResources"`
	}
	if err := json.Unmarshal(data, &snapshot); err != nil {
		t.Fatal(err)
	}
	lines := []string{}
	for _, r := range snapshot.PredictedResources {
		if r["apiVersion"] == nil {
			continue
		}
		head := fmt.Sprint(r["type"], "@", r["apiVersion"], " ")
		for _, key := range []string{"id", "type", "apiVersion"} {
			delete(r, key)
		}
		lines = appendLeaves(lines, head, r)
	}
	slices.Sort(lines)
	return lines
}

func appendLeaves(lines []string, at string, v any) []string {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			lines = appendLeaves(lines, at+"."+key, inner)
		}
	case []any:
		for i, inner := range v {
			lines = appendLeaves(lines, fmt.Sprintf("%s[%d]", at, i), inner)
		}
	case string:
		if strings.HasPrefix(v, "[") {
			return append(lines, at+" unknown")
		}
		return append(lines, at+" "+v)
	default:
		return append(lines, fmt.Sprint(at, " ", v))
	}
	return lines
}

// foreseen writes the graph of a folder in the same way.
func foreseen(t *testing.T, reader *source.Reader, dir string) []string {
	t.Helper()
	params, err := reader.ReadFile(path.Join(dir, "main.bicepparam"))
	if err != nil {
		t.Fatal(err)
	}
	p, _ := bicep.ParseParams(params)
	list, diags := p.Evaluate(nil, template.Options{})
	args := template.Arguments{}
	for _, a := range list {
		args[strings.ToLower(a.Name)] = template.Argument{Value: a.Value, Kind: value.StepParameterFile}
	}
	main, err := reader.ReadFile(path.Join(dir, p.Using.Target))
	if err != nil {
		t.Fatal(err)
	}
	tmpl, more := bicep.Parse(main)
	if diags = append(diags, more...); len(diags) > 0 {
		t.Fatal(diags)
	}
	g, _ := template.Evaluate(tmpl, template.Options{Root: main.Path, Arguments: args, Context: &expr.Context{
		SubscriptionID: value.OfString("00000000-0000-0000-0000-000000000000"),
		ResourceGroup:  value.OfString("myRg"),
		Location:       runtime("resourceGroup().location"),
		TenantID:       runtime("tenant().tenantId"),
	}})
	lines := []string{}
	for _, r := range g.Resources {
		lines = append(lines, foreseenResource(r)...)
	}
	slices.Sort(lines)
	return lines
}

func runtime(text string) value.Value {
	return value.NewUnknown(value.Unresolved{Reason: value.ReasonRuntime, Expr: text, ID: value.Combine(text)})
}

func foreseenResource(r *graph.Resource) []string {
	var lines []string
	head := r.Type + "@" + r.APIVersion + " "
	r.Body.Walk(func(p value.Path, v value.Value) bool {
		switch {
		case v.Has(value.Platform) || v.Kind() == value.Array || v.Kind() == value.Object:
		case v.Kind() == value.Unknown:
			lines = append(lines, head+"."+p.String()+" unknown")
		default:
			lines = append(lines, head+"."+p.String()+" "+v.Show())
		}
		return !v.Has(value.Platform)
	})
	return lines
}
