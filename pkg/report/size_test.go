package report_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/hublint/hublint/pkg/capacity"
	"github.com/hublint/hublint/pkg/report"
	"github.com/hublint/hublint/pkg/source"
)

// Each archive in testdata/size holds a workload and what every format makes of
// its sizing.
func TestSizeFormats(t *testing.T) {
	files, err := filepath.Glob("testdata/size/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: archive.Comment, Files: append(archive.Files[:1:1], sizeFiles(t, archive.Files[0])...)}
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func sizeFiles(t *testing.T, input txtar.File) []txtar.File {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal(input.Data, &node); err != nil {
		t.Fatal(err)
	}
	w, diags := capacity.ReadWorkload(source.NewFile(input.Name, input.Data), node.Content[0])
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	p, err := capacity.NewPlan(w, capacity.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for _, format := range []struct {
		name  string
		write func(io.Writer, *capacity.Plan, report.SizeOptions) error
	}{{"text", report.SizeText}, {"markdown", report.SizeMarkdown}, {"json", report.SizeJSON}} {
		var b bytes.Buffer
		if err := format.write(&b, p, report.SizeOptions{Version: "0.1.0", Explain: format.name == "text"}); err != nil {
			t.Fatal(err)
		}
		out = append(out, txtar.File{Name: "want." + format.name, Data: b.Bytes()})
	}
	return out
}
